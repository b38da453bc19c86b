// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.TransactionMode;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import io.reactivesqlite.client.impl.sharing.PartCommand;
import io.reactivesqlite.client.impl.sharing.TransactionPart;
import io.reactivesqlite.client.scheduling.Job;
import io.reactivesqlite.client.scheduling.SchedulingException;
import io.reactivesqlite.client.scheduling.SessionLane;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.core.impl.logging.Logger;
import io.vertx.core.impl.logging.LoggerFactory;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.impl.command.CloseCursorCommand;
import io.vertx.sqlclient.impl.command.CloseStatementCommand;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CompositeCommand;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import io.vertx.sqlclient.impl.command.PrepareStatementCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.command.SimpleQueryCommand;
import io.vertx.sqlclient.impl.command.TxCommand;

/** A connection as vertx-sql-client knows it: its commands become jobs of a session lane. */
final class SQLiteSession extends Peer {

  private static final Logger LOG = LoggerFactory.getLogger(SQLiteSession.class);

  private final ContextInternal context;
  private final SessionLane lane;
  private final SessionState state;
  private final StatementWatch watch;
  private volatile Holder holder;
  private volatile TransactionMode nextMode;

  SQLiteSession(ContextInternal context, ClientDatabase client, SessionLane lane) {
    super(client);
    this.context = context;
    this.lane = lane;
    this.state = new SessionState(lane);
    this.watch = client.watch().ofConnection();
  }

  /** Opens the native connection, so that what is wrong with it is known now. */
  Future<SQLiteSession> open() {
    return call(context, Job.Access.NONE, connection -> this);
  }

  SessionLane lane() {
    return lane;
  }

  SessionState state() {
    return state;
  }

  StatementWatch watch() {
    return watch;
  }

  /** The mode of the transaction that begins next, instead of the one in the options. */
  void nextTransactionMode(TransactionMode mode) {
    nextMode = mode;
  }

  /** Runs a piece of code on the lane. */
  <R> Future<R> call(ContextInternal context, Job.Access access, CallJob.Call<R> call) {
    PromiseInternal<R> promise = context.promise();
    submit(new CallJob<>(access, promise, call));
    return promise.future();
  }

  /** Runs a script on the lane. */
  Future<Void> script(ContextInternal context, String script) {
    PromiseInternal<Void> promise = context.promise();
    submit(new ScriptJob(script, promise, client(), state, lane));
    return promise.future();
  }

  private void submit(Job job) {
    lane.submit(job);
    client().lanes().watch();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    if (command instanceof CompositeCommand composite) {
      return (Future<R>) scheduleAll(context, composite);
    }
    return command instanceof PartCommand<R> part
        ? schedulePart(context, part)
        : schedule(context, command, null);
  }

  private <R> Future<R> schedulePart(ContextInternal context, PartCommand<R> command) {
    if (command.command() != null) {
      return schedule(context, command.command(), command.part());
    }
    return call(
        context,
        Job.Access.NONE,
        connection -> {
          state.parts().undo(command.part(), connection);
          return null;
        });
  }

  private <R> Future<R> schedule(
      ContextInternal context, CommandBase<R> command, TransactionPart part) {
    StatementLimits limits = StatementLimits.of(command);
    if (limits != null && limits.refusal() != null) {
      return context.failedFuture(limits.refusal());
    }
    PromiseInternal<R> promise = context.promise();
    Job job = jobFor(command, promise, part);
    submit(job);
    if (limits != null) {
      limits.watch(client().clock(), promise.future(), reason -> lane.cancel(job, reason));
    }
    return promise.future();
  }

  private Future<Void> scheduleAll(ContextInternal context, CompositeCommand composite) {
    for (CommandBase<?> command : composite.commands()) {
      scheduleOne(context, command);
    }
    return context.succeededFuture();
  }

  private <R> void scheduleOne(ContextInternal context, CommandBase<R> command) {
    schedule(context, command).onComplete(command.handler);
  }

  @SuppressWarnings("unchecked")
  private <R> Job jobFor(CommandBase<R> command, PromiseInternal<R> promise, TransactionPart part) {
    if (command instanceof ExtendedQueryCommand<?> query && query.cursorId() != null) {
      return new CursorJob<>(
          client(), query, (PromiseInternal<Boolean>) promise, watch, state, lane, part);
    }
    if (command instanceof ExtendedQueryCommand<?> || command instanceof SimpleQueryCommand<?>) {
      return QueryJob.onSession(
          client(),
          (QueryCommandBase<?>) command,
          (PromiseInternal<Boolean>) promise,
          watch,
          state,
          lane.profiles(),
          part);
    }
    if (command instanceof TxCommand<R> tx) {
      return new TransactionJob<>(tx, takeNextMode(tx), promise, state, lane, part);
    }
    if (command instanceof PrepareStatementCommand prepare) {
      return new CallJob<>(
          part == null ? Job.Access.READ : Job.Access.WRITE,
          promise,
          connection -> {
            state.parts().open(part, connection);
            return (R) prepare(connection, prepare.sql(), prepare.options());
          });
    }
    if (command instanceof CloseCursorCommand cursor) {
      return job(
          promise,
          connection -> {
            state.end(cursor.id(), connection);
            return null;
          });
    }
    if (command instanceof CloseStatementCommand) {
      return job(promise, connection -> null);
    }
    throw new IllegalArgumentException("unknown command " + command.getClass().getName());
  }

  private static <R> Job job(PromiseInternal<R> promise, CallJob.Call<R> call) {
    return new CallJob<>(Job.Access.NONE, promise, call);
  }

  private TransactionMode takeNextMode(TxCommand<?> command) {
    TransactionMode mode = nextMode;
    if (command.kind == TxCommand.Kind.BEGIN) {
      nextMode = null;
    }
    return mode == null ? client().options().getTransactionMode() : mode;
  }

  private PreparedHandle prepare(NativeConnection connection, String sql, PrepareOptions options)
      throws EngineException {
    PolicyGuard.check(client().policy(), connection, sql);
    PolicyGuard.check(state.policy(), connection, sql);
    state.checkTransaction(connection, sql);
    NativeStatement statement = connection.take(sql);
    try {
      return new PreparedHandle(sql, statement.columns().view(client().shapes()), options);
    } finally {
      connection.giveBack(statement);
    }
  }

  /**
   * Ends what the next user of a pooled connection must not inherit: open cursors, an open
   * transaction. Where that fails, there is no next user.
   */
  void reset() {
    PromiseInternal<Void> promise = context.promise();
    submit(new CallJob<>(Job.Access.NONE, promise, this::resetNow));
    promise.future().onFailure(this::discard);
  }

  private Void resetNow(NativeConnection connection) throws EngineException {
    state.closeCursors(connection);
    connection.rollbackIfOpen();
    if (state.readOnly()) {
      connection.execute("PRAGMA query_only=0");
    }
    state.transactionEnded();
    state.policy(null);
    watch.listener(null);
    if (state.takeCustomized()) {
      lane.renewNative();
    }
    return null;
  }

  private void discard(Throwable failure) {
    if (!lane.isClosed()) {
      LOG.warn("the connection " + lane.name() + " cannot be used again and is closed", failure);
      close(holder, Promise.promise());
    }
  }

  /** Stops what runs now on this connection. */
  void cancel() {
    lane.cancelRunning(
        new SchedulingException(SchedulingException.Reason.CANCELLED, "The request was cancelled"));
  }

  @Override
  public void init(Holder holder) {
    this.holder = holder;
  }

  /** Closes the session, whoever holds it. */
  void close() {
    close(holder, Promise.promise());
  }

  @Override
  public void close(Holder holder, Promise<Void> promise) {
    PromiseInternal<Void> closed = context.promise();
    boolean wasOpen = !lane.isClosed();
    lane.submitLast(
        new CallJob<>(
            Job.Access.NONE,
            closed,
            connection -> {
              try {
                state.closeCursors(connection);
                lane.closeNative();
              } finally {
                client().forget(this);
              }
              return null;
            }));
    closed
        .future()
        .onComplete(
            ar -> {
              if (wasOpen) {
                if (this.holder != null) {
                  this.holder.handleClosed();
                }
                promise.handle(ar);
              } else {
                // Closing twice is no mistake.
                promise.complete();
              }
            });
  }

  @Override
  public boolean isValid() {
    return !lane.isClosed();
  }
}
