// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.concurrent.ConcurrentHashMap;

/**
 * What SQLite said of each statement, until the schema changes. Shared by all connections of a
 * database that see the same tables under the same names.
 */
public final class ProfileCache {

  /**
   * Enough for the fixed statements of an application. SQL with literals in it would fill any
   * cache, so a full one starts anew.
   */
  private static final int LIMIT = 4096;

  /** A text of megabytes is hardly ever run twice, and thousands of them would fill the heap. */
  private static final int LONGEST_SQL = 16_384;

  private final ConcurrentHashMap<String, StatementProfile> profiles = new ConcurrentHashMap<>();

  /** The profile if it is known. */
  public StatementProfile known(String sql) {
    return profiles.get(sql);
  }

  /** The profile, asked of SQLite where it is not known. */
  public StatementProfile of(NativeConnection connection, String sql) throws EngineException {
    StatementProfile profile = profiles.get(sql);
    if (profile == null) {
      profile = StatementProfiler.profile(connection, sql);
      if (sql.length() > LONGEST_SQL) {
        return profile;
      }
      if (profiles.size() >= LIMIT) {
        profiles.clear();
      }
      profiles.put(sql, profile);
    }
    return profile;
  }

  public void clear() {
    profiles.clear();
  }
}
