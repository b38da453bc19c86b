// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.SqlScanner;
import io.reactivesqlite.client.engine.StatementVerb;
import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.impl.SqlClientBase;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandScheduler;
import io.vertx.sqlclient.impl.command.CompositeCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * What the function of a shared transaction holds: it runs statements, but only those that leave
 * nothing behind on the connection, and cannot end the transaction of others.
 */
final class TransactionClient extends SqlClientBase {

  private static final Set<StatementVerb> ALLOWED =
      EnumSet.of(
          StatementVerb.SELECT,
          StatementVerb.VALUES,
          StatementVerb.INSERT,
          StatementVerb.REPLACE,
          StatementVerb.UPDATE,
          StatementVerb.DELETE,
          StatementVerb.EXPLAIN,
          // SQLite says what is wrong with these
          StatementVerb.EMPTY,
          StatementVerb.OTHER);

  /** How a statement fails that never ran: the rest would be half of a transaction. */
  private static final Set<SQLiteErrorKind> NOT_RUN =
      EnumSet.of(
          SQLiteErrorKind.BUSY,
          SQLiteErrorKind.LOCKED,
          SQLiteErrorKind.TIMEOUT,
          SQLiteErrorKind.QUEUE_FULL,
          SQLiteErrorKind.ABORTED,
          SQLiteErrorKind.CLOSED);

  private final ContextInternal context;
  private final CommandScheduler transaction;

  // Guarded by this.
  private int running;
  private Throwable notRun;
  private Promise<Void> ended;

  /**
   * @param transaction runs what is asked for within the transaction
   */
  TransactionClient(ContextInternal context, CommandScheduler transaction) {
    super(SQLiteDriver.INSTANCE);
    this.context = context;
    this.transaction = transaction;
  }

  /**
   * Runs the user's function, whose end is the end of this client. Its result, wherever it
   * completes, comes on the context.
   */
  <T> Future<T> call(Function<SqlClient, Future<T>> function) {
    Promise<T> result = context.promise();
    try {
      function.apply(this).onComplete(result);
    } catch (Throwable e) {
      result.fail(e);
    }
    Future<T> outcome = result.future();
    return outcome
        .transform(done -> statementsEnded())
        .compose(v -> outcome)
        .compose(value -> isWhole().map(value));
  }

  /** What the function did not wait for belongs to the transaction, too. */
  private synchronized Future<Void> statementsEnded() {
    ended = context.promise();
    if (running == 0) {
      ended.complete();
    }
    return ended.future();
  }

  private synchronized Future<Void> isWhole() {
    return notRun == null ? context.succeededFuture() : context.failedFuture(notRun);
  }

  private void statementEnded(AsyncResult<?> outcome) {
    Promise<Void> last;
    synchronized (this) {
      running--;
      if (outcome.cause() instanceof SQLiteException e && NOT_RUN.contains(e.kind())) {
        notRun = e;
      }
      last = running == 0 ? ended : null;
    }
    if (last != null) {
      last.complete();
    }
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    if (command instanceof CompositeCommand composite) {
      composite.commands().forEach(c -> scheduleOne(context, c));
      return context.succeededFuture();
    }
    SQLiteException refusal = refusal((QueryCommandBase<?>) command);
    if (refusal != null) {
      return context.failedFuture(refusal);
    }
    synchronized (this) {
      if (ended != null) {
        return context.failedFuture(
            misuse("This client belongs to a shared transaction, which is over", command));
      }
      running++;
    }
    return Futures.of(context, () -> transaction.schedule(context, command))
        .onComplete(this::statementEnded);
  }

  private <R> void scheduleOne(ContextInternal context, CommandBase<R> command) {
    schedule(context, command).onComplete(command.handler);
  }

  private static SQLiteException refusal(QueryCommandBase<?> command) {
    StatementLimits limits = StatementLimits.of(command);
    if (limits != null && (limits.timeout() > 0 || limits.cancellation() != null)) {
      return misuse(
          "A statement with a timeout or a cancellation cannot run in a shared transaction: stopping"
              + " it would undo the work of others, too. Use withTransaction",
          command);
    }
    String sql = command.sql();
    if (sql == null) {
      return misuse("The SQL text is null", command);
    }
    // Also after EXPLAIN: some take effect when they are compiled.
    if (SqlScanner.isPragma(sql) || !ALLOWED.contains(SqlScanner.verb(sql))) {
      return misuse(
          "This statement cannot run in a shared transaction: others use its connection before and"
              + " after, and have a part in the transaction. Use withTransaction",
          command);
    }
    return null;
  }

  private static SQLiteException misuse(String message, CommandBase<?> command) {
    return SQLiteException.of(
        SQLiteErrorKind.MISUSE,
        message,
        command instanceof QueryCommandBase<?> query ? query.sql() : null);
  }

  @Override
  protected ContextInternal context() {
    ContextInternal current = ContextInternal.current();
    return current == null ? context : current;
  }

  @Override
  protected <T> PromiseInternal<T> promise() {
    return context().promise();
  }

  @Override
  protected <T> PromiseInternal<T> promise(Handler<AsyncResult<T>> handler) {
    return context().promise(handler);
  }

  /** The transaction ends with its function; there is nothing else to close. */
  @Override
  public Future<Void> close() {
    return context().succeededFuture();
  }

  @Override
  public void close(Handler<AsyncResult<Void>> handler) {
    close().onComplete(handler);
  }
}
