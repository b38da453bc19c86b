// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.ProfileCache;
import io.reactivesqlite.client.engine.SqlScanner;
import io.reactivesqlite.client.engine.StatementProfile;
import io.reactivesqlite.client.engine.StatementVerb;

/** A job that runs one statement, once or for many sets of values. */
public abstract class StatementJob extends Job {

  private final Database database;
  private final String sql;
  private StatementProfile profile;

  protected StatementJob(Database database, String sql) {
    this.database = database;
    this.sql = sql;
    this.profile = database.profiles().known(sql);
  }

  public final String sql() {
    return sql;
  }

  final StatementVerb verb() {
    return SqlScanner.verb(sql);
  }

  /** What SQLite says of the statement, if it was asked already. */
  final StatementProfile knownProfile() {
    return profile;
  }

  /** What SQLite says of the statement. */
  protected final StatementProfile profile(NativeConnection connection) throws EngineException {
    ProfileCache own = connection.ownProfiles();
    if (own != null) {
      profile = own.of(connection, sql);
    } else if (profile == null) {
      profile = database.profiles().of(connection, sql);
    }
    return profile;
  }

  @Override
  protected Access access(NativeConnection connection) throws EngineException {
    return profile(connection).writes() ? Access.WRITE : Access.READ;
  }

  @Override
  protected boolean groupable() {
    return profile != null && profile.groupable();
  }

  /**
   * To be called when the statement has succeeded: keeps the connection's state and the schema's
   * epoch in step.
   */
  protected final void settle(NativeConnection connection) throws EngineException {
    connection.settle(profile.verb());
    if (profile.changesSchema()) {
      database.schemaChanged(connection);
    }
    if (profile.changesNames()) {
      connection.checkNames();
    }
  }
}
