// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.StatementProfile;
import io.reactivesqlite.client.engine.StatementProfiler;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What SQLite said of each statement, until the schema changes. Shared by all lanes of a database.
 */
final class ProfileCache {

  /**
   * Enough for the fixed statements of an application. SQL with literals in it would fill any
   * cache, so a full one starts anew.
   */
  static final int LIMIT = 4096;

  private final ConcurrentHashMap<String, StatementProfile> profiles = new ConcurrentHashMap<>();

  /** The profile if it is known. */
  StatementProfile known(String sql) {
    return profiles.get(sql);
  }

  /** The profile, asked of SQLite where it is not known. */
  StatementProfile of(NativeConnection connection, String sql) throws EngineException {
    StatementProfile profile = profiles.get(sql);
    if (profile == null) {
      profile = StatementProfiler.profile(connection, sql);
      if (profiles.size() >= LIMIT) {
        profiles.clear();
      }
      profiles.put(sql, profile);
    }
    return profile;
  }

  void clear() {
    profiles.clear();
  }
}
