// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.LinkedHashMap;
import java.util.function.Predicate;

/**
 * The idle prepared statements of one connection, least recently used first. A statement is taken
 * out while it runs, so an open cursor never shares its statement with anybody.
 */
final class StatementCache {

  private final NativeConnection connection;
  private final int limit;
  private final Predicate<String> cacheable;
  private final LinkedHashMap<String, NativeStatement> idle = new LinkedHashMap<>();

  // Written by the lane's thread, read by metrics.
  private volatile long hits;
  private volatile long misses;

  StatementCache(NativeConnection connection, int limit, Predicate<String> cacheable) {
    this.connection = connection;
    this.limit = limit;
    this.cacheable = cacheable;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  NativeStatement take(String sql) throws EngineException {
    NativeStatement statement = idle.remove(sql);
    if (statement != null) {
      hits = hits + 1;
      return statement;
    }
    misses = misses + 1;
    SqlText.check(sql);
    // A PRAGMA mostly acts when it is prepared: one from the cache would do nothing.
    boolean kept = SqlScanner.verb(sql) != StatementVerb.PRAGMA && cacheable.test(sql);
    return new NativeStatement(connection, sql, kept);
  }

  void giveBack(NativeStatement statement) {
    statement.reset();
    if (limit == 0 || !statement.kept()) {
      statement.close();
      return;
    }
    NativeStatement twin = idle.put(statement.sql(), statement);
    if (twin != null) {
      twin.close();
    }
    if (idle.size() > limit) {
      var eldest = idle.values().iterator();
      NativeStatement evicted = eldest.next();
      eldest.remove();
      evicted.close();
    }
  }

  void clear() {
    idle.values().forEach(NativeStatement::close);
    idle.clear();
  }

  int size() {
    return idle.size();
  }

  long hits() {
    return hits;
  }

  long misses() {
    return misses;
  }
}
