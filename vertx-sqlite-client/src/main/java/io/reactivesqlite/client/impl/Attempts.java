// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteTransactionOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** One transaction of the user's, with its tries and its time. Lives on the caller's context. */
final class Attempts<T> {

  private static final Set<SQLiteErrorKind> WORTH_ANOTHER =
      EnumSet.of(SQLiteErrorKind.BUSY, SQLiteErrorKind.BUSY_SNAPSHOT, SQLiteErrorKind.LOCKED);

  private final SQLitePool pool;
  private final SQLiteTransactionOptions options;
  private final Function<SqlConnection, Future<T>> function;
  private final ContextInternal context;
  private final Promise<T> outcome;
  private int tried;
  private SQLiteConnectionImpl current;
  private boolean committing;
  private boolean over;

  Attempts(
      SQLitePool pool,
      SQLiteTransactionOptions options,
      Function<SqlConnection, Future<T>> function,
      ContextInternal context) {
    this.pool = pool;
    this.options = new SQLiteTransactionOptions(options);
    this.function = function;
    this.context = context;
    this.outcome = context.promise();
  }

  Future<T> run() {
    context.runOnContext(v -> start());
    return outcome.future();
  }

  private void start() {
    if (options.getTimeout() > 0) {
      long timer = context.setTimer(options.getTimeout(), id -> timeIsOver());
      outcome.future().onComplete(ar -> context.owner().cancelTimer(timer));
    }
    attempt();
  }

  private void attempt() {
    if (over) {
      return;
    }
    tried++;
    pool.getConnection().onComplete(ar -> context.runOnContext(v -> connected(ar)));
  }

  private void connected(io.vertx.core.AsyncResult<SqlConnection> ar) {
    if (ar.failed()) {
      outcome.tryFail(ar.cause());
      return;
    }
    SQLiteConnectionImpl connection = (SQLiteConnectionImpl) ar.result();
    if (over) {
      connection.close();
      return;
    }
    current = connection;
    begin(connection)
        .compose(
            tx ->
                call(connection)
                    .compose(
                        result -> commit(tx).map(result),
                        failure -> tx.rollback().transform(r -> context.<T>failedFuture(failure))))
        .onComplete(
            result ->
                connection
                    .close()
                    .onComplete(closed -> context.runOnContext(v -> ended(connection, result))));
  }

  /** From here on the time does not matter any more: nobody could tell whether it was committed. */
  private Future<Void> commit(Transaction tx) {
    if (over) {
      return context.failedFuture("the time is over");
    }
    committing = true;
    return tx.commit();
  }

  private Future<Transaction> begin(SQLiteConnection connection) {
    return options.getMode() == null ? connection.begin() : connection.begin(options.getMode());
  }

  /** The function's result, wherever it completes, on this context. */
  private Future<T> call(SqlConnection connection) {
    Promise<T> result = context.promise();
    try {
      function.apply(connection).onComplete(result);
    } catch (Throwable e) {
      result.fail(e);
    }
    return result.future();
  }

  private void ended(SQLiteConnectionImpl connection, io.vertx.core.AsyncResult<T> result) {
    if (current == connection) {
      current = null;
    }
    committing = false;
    if (over) {
      return;
    }
    if (result.succeeded()) {
      outcome.tryComplete(result.result());
    } else if (tried < options.getAttempts() && isWorthAnother(result.cause())) {
      context.setTimer(pause(), id -> attempt());
    } else {
      outcome.tryFail(result.cause());
    }
  }

  private static boolean isWorthAnother(Throwable failure) {
    return failure instanceof SQLiteException e && WORTH_ANOTHER.contains(e.kind());
  }

  private long pause() {
    long doubled = (long) options.getFirstPause() << Math.min(20, tried - 1);
    long longest = Math.min(doubled, options.getLongestPause());
    return 1 + ThreadLocalRandom.current().nextLong(longest);
  }

  private void timeIsOver() {
    if (committing) {
      return;
    }
    over = true;
    SQLiteException timeout =
        SQLiteException.of(
            SQLiteErrorKind.TIMEOUT,
            "The transaction took longer than its timeout of "
                + options.getTimeout()
                + " ms and was rolled back",
            null);
    SQLiteConnectionImpl connection = current;
    if (connection == null) {
      outcome.tryFail(timeout);
    } else {
      connection.abandon().onComplete(ar -> outcome.tryFail(timeout));
    }
  }
}
