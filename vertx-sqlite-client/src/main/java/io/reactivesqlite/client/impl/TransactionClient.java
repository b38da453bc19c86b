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

  private final ContextInternal context;
  private final CommandScheduler transaction;
  private volatile boolean over;

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
    return result.future().onComplete(ended -> over = true);
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    if (command instanceof CompositeCommand composite) {
      composite.commands().forEach(c -> scheduleOne(context, c));
      return context.succeededFuture();
    }
    SQLiteException refusal = refusal((QueryCommandBase<?>) command);
    return refusal == null ? transaction.schedule(context, command) : context.failedFuture(refusal);
  }

  private <R> void scheduleOne(ContextInternal context, CommandBase<R> command) {
    schedule(context, command).onComplete(command.handler);
  }

  private SQLiteException refusal(QueryCommandBase<?> command) {
    String sql = command.sql();
    if (over) {
      return misuse("This client belongs to a shared transaction, which is over", sql);
    }
    if (StatementLimits.of(command) != null) {
      return misuse(
          "A statement with a timeout or a cancellation cannot run in a shared transaction: stopping"
              + " it would undo the work of others, too. Use withTransaction",
          sql);
    }
    if (sql != null && !ALLOWED.contains(SqlScanner.verb(sql))) {
      return misuse(
          SqlScanner.verb(sql).name().replace('_', ' ')
              + " cannot run in a shared transaction, whose connection others use before and after."
              + " Use withTransaction",
          sql);
    }
    return null;
  }

  private static SQLiteException misuse(String message, String sql) {
    return SQLiteException.of(SQLiteErrorKind.MISUSE, message, sql);
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
