// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import io.reactivesqlite.client.impl.sharing.TransactionPart;
import io.reactivesqlite.client.scheduling.SessionLane;
import io.reactivesqlite.client.scheduling.StatementJob;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;

/**
 * Reads the next rows of a cursor, stepping the real statement, which is left open for the rows
 * after them.
 */
final class CursorJob<T> extends StatementJob implements ContextJob {

  private final ExtendedQueryCommand<T> command;
  private final PromiseInternal<Boolean> promise;
  private final StatementWatch watch;
  private long began;
  private long ended;
  private final ClientDatabase client;
  private final SessionState session;
  private final SessionLane lane;

  /** {@code null} where it is not one of several that share a transaction. */
  private final TransactionPart part;

  private StatementResult<T> result;
  private boolean more;

  CursorJob(
      ClientDatabase client,
      ExtendedQueryCommand<T> command,
      PromiseInternal<Boolean> promise,
      StatementWatch watch,
      SessionState session,
      SessionLane lane,
      TransactionPart part) {
    super(client.database(), lane.profiles(), command.sql());
    this.command = command;
    this.promise = promise;
    this.watch = watch;
    this.client = client;
    this.session = session;
    this.lane = lane;
    this.part = part;
  }

  @Override
  public ContextInternal context() {
    return promise.context();
  }

  @Override
  protected long timeoutNanos() {
    return watch.timeoutNanos();
  }

  @Override
  protected Access access(NativeConnection connection) throws EngineException {
    Access access = super.access(connection);
    session.check(connection, profile(connection), sql());
    return part == null || part.isOpen() ? access : Access.WRITE;
  }

  @Override
  protected void run(NativeConnection connection) throws EngineException {
    began = watch.now();
    Throwable failure = null;
    try {
      PolicyGuard.check(client.policy(), connection, sql());
      session.parts().open(part, connection);
      session.check(connection, profile(connection), sql());
      read(connection);
      if (!command.isSuspended()) {
        watch.ran(connection, sql());
      }
    } catch (Throwable e) {
      failure = e;
      settleAfterFailure(connection);
      session.interrupted(e, connection);
      throw e;
    } finally {
      ended = watch.end(submittedAt(), began, sql(), command, failure);
    }
  }

  @Override
  protected void gaveUp(NativeConnection connection) {
    session.failed(failure());
    session.close(command.cursorId(), connection);
  }

  private void read(NativeConnection connection) throws EngineException {
    String id = command.cursorId();
    if (!command.isSuspended()) {
      open(id, connection);
    }
    SessionState.OpenCursor cursor = session.cursor(id);
    if (cursor == null) {
      throw SQLiteException.of(
          SQLiteErrorKind.CLOSED,
          "The cursor is closed: it ends with its transaction, or with its last row",
          sql());
    }
    int limit = command.fetch() <= 0 ? Integer.MAX_VALUE : command.fetch();
    result =
        Rows.gather(
            connection,
            cursor.statement(),
            cursor.shape(),
            command.collector(),
            limit,
            profile(connection).givesRowid());
    more = cursor.statement().onRow();
    if (!more) {
      session.close(id, connection);
      settle(connection);
      session.succeeded(connection);
    }
  }

  private void open(String id, NativeConnection connection) throws EngineException {
    if (profile(connection).writes()) {
      session.checkCursors(connection, sql());
    }
    NativeStatement statement = connection.take(sql());
    boolean opened = false;
    try {
      statement.start(
          Binding.bind(command.params(), statement.parameters(), client.types(), sql()));
      boolean writes = profile(connection).writes();
      boolean holdsLocks = lane.database().turnFor(access(connection)) != null;
      session.opened(
          id,
          new SessionState.OpenCursor(
              statement, statement.columns().view(client.shapes()), holdsLocks, writes));
      connection.leaveOpen(statement);
      if (writes) {
        // SQLite has written all of it by now, however many rows are read.
        wrote(sql());
      }
      opened = true;
    } finally {
      if (!opened) {
        connection.giveBack(statement);
      }
    }
  }

  @Override
  public void deliver() {
    Throwable failure = failure() == null ? null : Failures.of(failure(), sql());
    int rows = failure == null ? result.size() : 0;
    int changes = failure == null ? result.updated() : 0;
    watch.tell(context(), submittedAt(), began, ended, command, rows, changes, failure);
    if (failure != null) {
      promise.fail(failure);
      return;
    }
    result.handTo(command.resultHandler());
    promise.complete(more);
  }
}
