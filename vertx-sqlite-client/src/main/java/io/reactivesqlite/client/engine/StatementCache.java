// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.LinkedHashMap;

/**
 * The idle prepared statements of one connection, least recently used first. A statement is taken
 * out while it runs, so an open cursor never shares its statement with anybody.
 */
final class StatementCache {

  private final NativeConnection connection;
  private final int limit;
  private final LinkedHashMap<String, NativeStatement> idle = new LinkedHashMap<>();

  // Written by the lane's thread, read by metrics.
  private volatile long hits;
  private volatile long misses;

  StatementCache(NativeConnection connection, int limit) {
    this.connection = connection;
    this.limit = limit;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  NativeStatement take(String sql) throws EngineException {
    NativeStatement statement = idle.remove(sql);
    if (statement != null) {
      hits = hits + 1;
      return statement;
    }
    misses = misses + 1;
    String tail = SqlScanner.tail(sql);
    if (tail != null) {
      throw new EngineException(
          ResultCodes.MISUSE,
          "more than one statement: run one at a time, or all of them with executeScript; the second begins at '"
              + (tail.length() > 40 ? tail.substring(0, 40) + "…" : tail)
              + "'",
          sql,
          null);
    }
    if (SqlScanner.isBlank(sql, 0)) {
      throw EngineException.preparing(
          ResultCodes.ERROR, "there is no statement in the SQL text", sql, null);
    }
    return new NativeStatement(connection, sql);
  }

  void giveBack(NativeStatement statement) {
    statement.reset();
    if (limit == 0) {
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
