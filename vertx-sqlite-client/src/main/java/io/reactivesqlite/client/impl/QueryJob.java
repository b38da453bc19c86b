// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import io.reactivesqlite.client.engine.StatementProfile;
import io.reactivesqlite.client.impl.sharing.TransactionPart;
import io.reactivesqlite.client.scheduling.DatabaseLanes;
import io.reactivesqlite.client.scheduling.ProfileCache;
import io.reactivesqlite.client.scheduling.SchedulingException;
import io.reactivesqlite.client.scheduling.StatementJob;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.sqlclient.impl.TupleInternal;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import java.util.ArrayList;
import java.util.List;

/** Runs a query or an update, once or for a batch, and gathers all of its rows. */
final class QueryJob<T> extends StatementJob implements ContextJob {

  private static final String SAVEPOINT = "vertx_sqlite_batch";

  private final QueryCommandBase<T> command;
  private final PromiseInternal<Boolean> promise;
  private final StatementWatch watch;
  private long began;
  private long ended;
  private final ClientDatabase client;

  /** {@code null} where it runs on a lane of the pool. */
  private final SessionState session;

  /** {@code null} where it is not one of several that share a transaction. */
  private final TransactionPart part;

  /** {@code null} where nobody measures, or on a session, whose connection is measured. */
  private final PoolUse<?> use;

  private final List<StatementResult<T>> results = new ArrayList<>(1);

  private QueryJob(
      ClientDatabase client,
      QueryCommandBase<T> command,
      PromiseInternal<Boolean> promise,
      StatementWatch watch,
      SessionState session,
      PoolUse<?> use,
      ProfileCache profiles,
      TransactionPart part) {
    super(client.database(), profiles, command.sql());
    this.command = command;
    this.promise = promise;
    this.watch = watch;
    this.client = client;
    this.session = session;
    this.use = use;
    this.part = part;
  }

  /** For a lane of the pool. */
  static <T> QueryJob<T> onLane(
      ClientDatabase client,
      QueryCommandBase<T> command,
      PromiseInternal<Boolean> promise,
      PoolUse<?> use) {
    return new QueryJob<>(
        client, command, promise, client.watch(), null, use, client.lanes().profiles(), null);
  }

  /** For the lane of a session. */
  static <T> QueryJob<T> onSession(
      ClientDatabase client,
      QueryCommandBase<T> command,
      PromiseInternal<Boolean> promise,
      StatementWatch watch,
      SessionState session,
      ProfileCache profiles,
      TransactionPart part) {
    return new QueryJob<>(client, command, promise, watch, session, null, profiles, part);
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
    if (session != null) {
      session.check(connection, profile(connection), sql());
    }
    return part == null || part.isOpen() ? access : Access.WRITE;
  }

  @Override
  protected void run(NativeConnection connection) throws EngineException, SchedulingException {
    results.clear();
    if (use != null) {
      use.begin();
    }
    began = watch.now();
    Throwable failure = null;
    try {
      PolicyGuard.check(client.policy(), connection, sql());
      if (session == null) {
        checkPlace(connection);
        execute(connection);
        settle(connection);
      } else {
        runInSession(connection);
      }
      watch.ran(connection, sql());
    } catch (Throwable e) {
      failure = e;
      settleAfterFailure(connection);
      if (session != null) {
        session.interrupted(e, connection);
      }
      throw e;
    } finally {
      ended = watch.end(submittedAt(), began, sql(), command, failure);
    }
  }

  @Override
  protected void gaveUp(NativeConnection connection) {
    if (session != null) {
      session.failed(failure());
    }
  }

  private void checkPlace(NativeConnection connection) throws EngineException, SchedulingException {
    SchedulingException refusal = DatabaseLanes.refusal(profile(connection));
    if (refusal != null) {
      throw refusal;
    }
  }

  private void runInSession(NativeConnection connection) throws EngineException {
    session.parts().open(part, connection);
    StatementProfile profile = profile(connection);
    session.check(connection, profile, sql());
    if (profile.writes()) {
      session.checkCursors(connection, sql());
    }
    if (session.endsLostTransaction(connection, profile.verb())) {
      session.transactionEnded();
      results.add(Rows.none(command.collector()));
      return;
    }
    execute(connection);
    settle(connection);
    session.succeeded(connection);
  }

  private void execute(NativeConnection connection) throws EngineException {
    List<TupleInternal> batch = null;
    TupleInternal single = null;
    if (command instanceof ExtendedQueryCommand<T> extended) {
      batch = extended.paramsList();
      single = extended.params();
    }
    if (batch != null && batch.isEmpty()) {
      throw SQLiteException.of(
          SQLiteErrorKind.PARAMETER, "The batch is empty: give it at least one tuple", sql());
    }
    NativeStatement statement = connection.take(sql());
    try {
      if (batch == null) {
        runOnce(connection, statement, single);
      } else if (batch.size() == 1 || !profile(connection).writes()) {
        for (TupleInternal tuple : batch) {
          runOnce(connection, statement, tuple);
        }
      } else {
        runWhole(connection, statement, batch);
      }
    } finally {
      connection.giveBack(statement);
    }
  }

  private void runOnce(NativeConnection connection, NativeStatement statement, TupleInternal tuple)
      throws EngineException {
    Object[] values = Binding.bind(tuple, statement.parameters(), client.types(), sql());
    boolean givesRowid = profile(connection).givesRowid();
    try {
      results.add(
          Rows.all(
              connection, statement, values, command.collector(), client.shapes(), givesRowid));
    } finally {
      statement.reset();
    }
  }

  /**
   * A batch that writes is done whole or not at all, in a transaction of its own or within the one
   * that is open.
   */
  private void runWhole(
      NativeConnection connection, NativeStatement statement, List<TupleInternal> batch)
      throws EngineException {
    boolean nested = connection.inTransaction();
    connection.execute(nested ? "SAVEPOINT " + SAVEPOINT : "BEGIN IMMEDIATE");
    try {
      for (TupleInternal tuple : batch) {
        runOnce(connection, statement, tuple);
      }
      connection.execute(nested ? "RELEASE " + SAVEPOINT : "COMMIT");
    } catch (Throwable e) {
      statement.reset();
      connection.settleAfterFailure();
      if (connection.inTransaction()) {
        if (nested) {
          connection.execute("ROLLBACK TO " + SAVEPOINT);
          connection.execute("RELEASE " + SAVEPOINT);
        } else {
          connection.execute("ROLLBACK");
        }
      }
      throw e;
    }
  }

  @Override
  public void deliver() {
    Throwable failure = failure() == null ? null : Failures.of(failure(), sql());
    tell(failure);
    if (failure != null) {
      promise.fail(failure);
      return;
    }
    for (StatementResult<T> result : results) {
      result.handTo(command.resultHandler());
    }
    promise.complete(false);
  }

  private void tell(Throwable failure) {
    long rows = 0;
    long changes = 0;
    if (failure == null) {
      for (StatementResult<T> result : results) {
        rows += result.size();
        changes += result.updated();
      }
    }
    watch.tell(context(), submittedAt(), began, ended, command, rows, changes, failure);
  }
}
