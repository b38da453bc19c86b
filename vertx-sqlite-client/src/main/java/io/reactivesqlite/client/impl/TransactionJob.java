// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.TransactionMode;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.impl.sharing.TransactionPart;
import io.reactivesqlite.client.scheduling.Job;
import io.reactivesqlite.client.scheduling.SessionLane;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.sqlclient.impl.command.TxCommand;

/** Begins or ends the transaction of a session. */
final class TransactionJob<R> extends Job implements ContextJob {

  private final TxCommand<R> command;
  private final TransactionMode mode;
  private final PromiseInternal<R> promise;
  private final SessionState session;
  private final SessionLane lane;

  /** {@code null} where it is not a transaction that begins with its first statement. */
  private final TransactionPart part;

  TransactionJob(
      TxCommand<R> command,
      TransactionMode mode,
      PromiseInternal<R> promise,
      SessionState session,
      SessionLane lane,
      TransactionPart part) {
    this.command = command;
    this.mode = mode;
    this.promise = promise;
    this.session = session;
    this.lane = lane;
    this.part = part;
  }

  @Override
  public ContextInternal context() {
    return promise.context();
  }

  @Override
  protected Access access(NativeConnection connection) {
    if (command.kind != TxCommand.Kind.BEGIN) {
      return Access.NONE;
    }
    return switch (mode) {
      case IMMEDIATE, EXCLUSIVE -> Access.WRITE;
      // Without WAL, readers keep the writer out: who may write later must be the only one from the
      // start.
      case DEFERRED -> lane.database().wal() ? Access.NONE : Access.WRITE;
      case READ_ONLY -> Access.READ;
    };
  }

  @Override
  protected boolean mustRun() {
    return command.kind != TxCommand.Kind.BEGIN;
  }

  @Override
  protected void run(NativeConnection connection) throws EngineException {
    switch (command.kind) {
      case BEGIN -> begin(connection);
      case COMMIT -> commit(connection);
      case ROLLBACK -> end(connection);
    }
  }

  private void begin(NativeConnection connection) throws EngineException {
    if (connection.inTransaction()) {
      throw SQLiteException.of(
          SQLiteErrorKind.MISUSE,
          "A transaction that was begun by SQL is still open on this connection: end it first",
          null);
    }
    boolean readOnly = mode == TransactionMode.READ_ONLY;
    if (readOnly) {
      connection.execute("PRAGMA query_only=1");
    }
    try {
      connection.execute(
          switch (mode) {
            case DEFERRED, READ_ONLY -> "BEGIN";
            case IMMEDIATE -> "BEGIN IMMEDIATE";
            case EXCLUSIVE -> "BEGIN EXCLUSIVE";
          });
    } catch (EngineException e) {
      if (readOnly) {
        connection.execute("PRAGMA query_only=0");
      }
      throw e;
    }
    session.transactionBegan(readOnly);
  }

  private void commit(NativeConnection connection) throws EngineException {
    if (part != null && !part.isOpen()) {
      // None of its statements came so far as to begin it; they have told why.
      return;
    }
    session.closeCursors(connection);
    session.checkTransaction(connection, null);
    connection.execute("COMMIT");
    ended(connection);
  }

  private void end(NativeConnection connection) throws EngineException {
    session.closeCursors(connection);
    connection.rollbackIfOpen();
    rolledBack();
    ended(connection);
  }

  private void ended(NativeConnection connection) throws EngineException {
    boolean readOnly = session.readOnly();
    session.transactionEnded();
    if (readOnly) {
      connection.execute("PRAGMA query_only=0");
    }
  }

  /** A COMMIT that fails leaves the transaction open, but its user has no way left to end it. */
  @Override
  protected void gaveUp(NativeConnection connection) throws EngineException {
    if (command.kind == TxCommand.Kind.COMMIT) {
      end(connection);
    }
  }

  @Override
  public void deliver() {
    if (failure() != null) {
      promise.fail(Failures.of(failure(), null));
    } else {
      promise.complete(command.result);
    }
  }
}
