// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.client.impl.command.TransactionPart;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.TxCommand;

/** The connection on which sessions share transactions. What is sent to it runs in that order. */
final class SharedLane {
  private final Pool pool;
  private volatile Connection lane;

  SharedLane(Pool pool) {
    this.pool = pool;
  }

  /** The pool calls each of its connections valid, so this asks the one below. */
  boolean isOpen() {
    return lane != null && lane.unwrap().isValid();
  }

  Future<Void> open() {
    return pool.getConnection()
        .map(
            opened -> {
              lane = ((SqlConnectionInternal) opened).unwrap();
              return null;
            });
  }

  /** Commits the transaction that the part has begun. */
  Future<Void> commit(ContextInternal context, TransactionPart first) {
    return schedule(context, first.with(new TxCommand<>(TxCommand.Kind.COMMIT, null)));
  }

  Future<Void> rollback(ContextInternal context) {
    return schedule(context, new TxCommand<>(TxCommand.Kind.ROLLBACK, null));
  }

  <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    return lane.schedule(context, command);
  }
}
