// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.TxCommand;

/** The connection on which sessions share transactions. What is sent to it runs in that order. */
final class SharedLane {
  private static final String SAVEPOINT = "hibernate_session";

  /**
   * What one member does must not harm another one: a deferred foreign key is checked at the shared
   * commit, and a constraint or trigger that says ROLLBACK ends all of it.
   */
  private static final String COUPLING =
      "select count(*) from sqlite_schema where sql like '%deferr%' or sql like '%rollback%'";

  private final Pool pool;
  private volatile SqlConnection connection;
  private volatile Connection lane;
  private volatile long schemaVersion = -1;
  private volatile boolean shareable;

  SharedLane(Pool pool) {
    this.pool = pool;
  }

  /** Whether the schema lets several sessions into one transaction. */
  boolean isShareable() {
    return shareable;
  }

  Future<Void> begin(ContextInternal context) {
    if (lane != null && lane.isValid()) {
      return beginOn(context);
    }
    return pool.getConnection()
        .compose(
            opened -> {
              connection = opened;
              lane = ((SqlConnectionInternal) opened).unwrap();
              return beginOn(context);
            });
  }

  private Future<Void> beginOn(ContextInternal context) {
    final Future<Void> begun = boundary(context, TxCommand.Kind.BEGIN);
    lookAtSchema();
    return begun;
  }

  private void lookAtSchema() {
    run("pragma schema_version")
        .onSuccess(
            rows -> {
              final long version = rows.iterator().next().getLong(0);
              if (version != schemaVersion) {
                shareable = false;
                run(COUPLING)
                    .onSuccess(
                        found -> {
                          shareable = found.iterator().next().getLong(0) == 0;
                          schemaVersion = version;
                        });
              }
            });
  }

  Future<Void> commit(ContextInternal context) {
    return boundary(context, TxCommand.Kind.COMMIT);
  }

  Future<Void> rollback(ContextInternal context) {
    return boundary(context, TxCommand.Kind.ROLLBACK);
  }

  private Future<Void> boundary(ContextInternal context, TxCommand.Kind kind) {
    return schedule(context, new TxCommand<>(kind, null));
  }

  /** Where this and the next two fail, the transaction is over, and its commit tells. */
  void savepoint() {
    run("savepoint " + SAVEPOINT);
  }

  void release() {
    run("release " + SAVEPOINT);
  }

  Future<Void> rollbackToSavepoint(ContextInternal context) {
    final Promise<Void> undone = context.promise();
    run("rollback to " + SAVEPOINT);
    run("release " + SAVEPOINT).onComplete(done -> undone.complete());
    return undone.future();
  }

  private Future<RowSet<Row>> run(String sql) {
    return connection.query(sql).execute();
  }

  <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    return lane.schedule(context, command);
  }
}
