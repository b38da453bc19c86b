// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.StatementProfile;
import io.reactivesqlite.client.engine.StatementProfiler;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What SQLite said of each statement, until the schema changes. The lanes of a pool share one; a
 * connection stops sharing when it gets tables that the others do not have.
 */
public final class ProfileCache {

  /**
   * Enough for the fixed statements of an application. SQL with literals in it would fill any
   * cache, so a full one starts anew.
   */
  static final int LIMIT = 4096;

  /** A text of megabytes is hardly ever run twice, and thousands of them would fill the heap. */
  private static final int LONGEST_SQL = 16_384;

  private final Database database;
  private final ProfileCache shared;
  private final ConcurrentHashMap<String, Known> profiles = new ConcurrentHashMap<>();
  private volatile boolean own;

  /** Only the connection's lane looks here. */
  private boolean snapshotToCome;

  /** A profile, and the schema it holds for. */
  record Known(StatementProfile profile, long epoch) {}

  private ProfileCache(Database database, ProfileCache shared) {
    this.database = database;
    this.shared = shared;
  }

  /** For the lanes of one pool. */
  static ProfileCache shared(Database database) {
    return new ProfileCache(database, null);
  }

  /** For one connection; it shares this one as long as it can. */
  ProfileCache forConnection() {
    return new ProfileCache(database, this);
  }

  /**
   * Temporary tables and attached databases give a meaning of its own to a statement on this
   * connection.
   */
  public void stopSharing() {
    own = true;
  }

  /**
   * Tells whether a transaction is open that has read nothing yet. Nothing may be read then on
   * behalf of a statement that still waits for its turn to write: its snapshot would be old when
   * the turn comes.
   */
  void snapshotToCome(boolean value) {
    snapshotToCome = value;
  }

  /** The profile if it is known and up to date. */
  Known known(String sql) {
    Known known = map().get(sql);
    if (known == null && shared != null) {
      known = profiles.get(sql);
    }
    return known != null && isCurrent(known) ? known : null;
  }

  boolean isCurrent(Known known) {
    return known.epoch() == epoch();
  }

  private long epoch() {
    long epoch = database.schemaEpoch();
    return own ? ~epoch : epoch;
  }

  private ConcurrentHashMap<String, Known> map() {
    return shared == null || own ? profiles : shared.profiles;
  }

  /** The profile, asked of SQLite where it is not known. */
  Known of(NativeConnection connection, String sql) throws EngineException {
    Known known = known(sql);
    if (known == null) {
      // Before asking: should the schema change meanwhile, the answer counts as old.
      long epoch = epoch();
      if (!snapshotToCome) {
        connection.readSchema();
      }
      known = new Known(StatementProfiler.profile(connection, sql), epoch);
      if (sql.length() > LONGEST_SQL) {
        return known;
      }
      // An answer of perhaps yesterday's schema is not for the others; that it takes the lock, or
      // not, this connection may believe.
      ConcurrentHashMap<String, Known> map = snapshotToCome ? profiles : map();
      if (map.size() >= LIMIT) {
        map.clear();
      }
      map.put(sql, known);
    }
    return known;
  }
}
