// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.SqlScanner;
import io.reactivesqlite.client.engine.StatementProfile;
import io.reactivesqlite.client.engine.StatementVerb;
import java.util.Objects;

/** A job that runs one statement, once or for many sets of values. */
public abstract class StatementJob extends Job {

  private final Database database;
  private final ProfileCache profiles;
  private final String sql;
  private ProfileCache.Known known;

  /**
   * @param profiles those of the lanes, or of the connection, on which the job will run
   */
  protected StatementJob(Database database, ProfileCache profiles, String sql) {
    this.database = database;
    this.profiles = profiles;
    this.sql = Objects.requireNonNull(sql, "the SQL text");
    this.known = profiles.known(sql);
  }

  public final String sql() {
    return sql;
  }

  final StatementVerb verb() {
    return SqlScanner.verb(sql);
  }

  /** What SQLite says of the statement, if it was asked already. */
  final StatementProfile knownProfile() {
    return known == null ? null : known.profile();
  }

  /** What SQLite says of the statement, as of the schema of now. */
  protected final StatementProfile profile(NativeConnection connection) throws EngineException {
    if (accessIsUnknown()) {
      known = profiles.of(connection, sql);
    }
    return known.profile();
  }

  @Override
  protected boolean accessIsUnknown() {
    return known == null || !profiles.isCurrent(known);
  }

  @Override
  protected Access access(NativeConnection connection) throws EngineException {
    return profile(connection).writes() ? Access.WRITE : Access.READ;
  }

  @Override
  protected boolean mustRun() {
    return switch (verb()) {
      case COMMIT, ROLLBACK, ROLLBACK_TO, RELEASE -> true;
      default -> false;
    };
  }

  @Override
  protected boolean groupable() {
    return known != null && known.profile().groupable();
  }

  /**
   * To be called when a run has failed: where a conflict is resolved by FAIL, the rows before it
   * stay written.
   */
  protected final void settleAfterFailure(NativeConnection connection) {
    if (known != null && known.profile().writes() && connection.changes() > 0) {
      wrote(sql);
    }
  }

  /**
   * To be called when the statement has succeeded: keeps the connection's state and the schema's
   * epoch in step.
   */
  protected final void settle(NativeConnection connection) throws EngineException {
    StatementProfile profile = known.profile();
    connection.settle(profile.verb());
    if (profile.changesSchema()) {
      if (profile.ofThisConnection()) {
        profiles.stopSharing();
      }
      connection.schemaEpoch(database.schemaChanged());
    }
    if (profile.writes()) {
      wrote(sql);
    } else if (profile.verb() == StatementVerb.ROLLBACK && !connection.inTransaction()) {
      rolledBack();
    }
  }
}
