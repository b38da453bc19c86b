// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.impl.SQLiteConnectionImpl;
import io.vertx.codegen.annotations.Fluent;
import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.annotations.Nullable;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A connection to SQLite: a whole one, with its own transactions, temporary tables and settings.
 * Its commands run one after the other.
 *
 * <p>Before it writes it waits for its turn, without a thread, and keeps the turn until its
 * transaction ends. So keep transactions short, and do not wait inside of one for a write of
 * another connection or of the pool: that one waits for this transaction.
 */
@VertxGen
public interface SQLiteConnection extends SqlConnection, SQLiteQueries {

  /**
   * Opens a connection that belongs to no pool. Closing it closes the native connection.
   *
   * @param vertx the Vert.x instance
   * @param options where the database is and how to open it
   * @return the connection, or why it could not be opened
   */
  static Future<SQLiteConnection> connect(Vertx vertx, SQLiteConnectOptions options) {
    return SQLiteConnectionImpl.connect((ContextInternal) vertx.getOrCreateContext(), options);
  }

  /**
   * Like {@link #connect(Vertx, SQLiteConnectOptions)} with options from a URI such as {@code
   * sqlite:app.db}.
   *
   * @param vertx the Vert.x instance
   * @param connectionUri the URI
   * @return the connection, or why it could not be opened
   */
  static Future<SQLiteConnection> connect(Vertx vertx, String connectionUri) {
    return connect(vertx, SQLiteConnectOptions.fromUri(connectionUri));
  }

  /**
   * Begins a transaction in a mode of its own, whatever the options say.
   *
   * @param mode how the transaction begins
   * @return the transaction, once it has begun
   */
  Future<Transaction> begin(TransactionMode mode);

  /**
   * Runs the function within a savepoint: what it did is kept when its future succeeds, and undone
   * when it fails. Savepoints nest; where no transaction is open, one is begun and ended.
   *
   * @param function what to do
   * @return what the function gave, once the savepoint is released or rolled back
   * @param <T> the type of the result
   */
  @GenIgnore(GenIgnore.PERMITTED_TYPE)
  <T> Future<T> withSavepoint(Function<SqlConnection, Future<T>> function);

  /**
   * Lends the connection to blocking code that speaks JDBC, such as a migration tool. The code runs
   * on a worker thread, holds the turn to write for all of its time, and must keep neither the
   * connection nor anything it has opened on it. Settings it changes by PRAGMA stay changed: use a
   * connection of your own, and close it afterwards. What it leaves uncommitted is rolled back.
   * Neither a timeout nor closing the pool can end it but between its statements: code that never
   * returns keeps the pool from being closed. Refused while a transaction, or a cursor that writes,
   * is open.
   *
   * @param work the blocking code
   * @return what it gave
   * @param <T> the type of the result
   */
  @GenIgnore(GenIgnore.PERMITTED_TYPE)
  <T> Future<T> lendJdbc(SQLiteJdbcWork<T> work);

  /**
   * Sets which statements may run on this connection from now on, besides what the options say;
   * null for no such policy. It ends when the connection goes back to its pool.
   *
   * @param policy the policy, or null
   * @return completed when it holds, after the commands before it
   */
  @GenIgnore(GenIgnore.PERMITTED_TYPE)
  Future<Void> statementPolicy(SQLiteStatementPolicy policy);

  /**
   * Asks SQLite how it would run a statement, without running it.
   *
   * @param sql the statement; its parameters need no values
   * @return the plan
   */
  Future<SQLiteQueryPlan> explainQueryPlan(String sql);

  /**
   * Whether a transaction is open, begun by {@code begin()} or by SQL.
   *
   * @return the answer, after the commands before it
   */
  Future<Boolean> inTransaction();

  /**
   * How many rows were changed since the connection was opened, by anything, triggers included.
   *
   * @return the number, after the commands before it
   */
  Future<Long> totalChanges();

  /**
   * Sets who is told of each statement of this connection that is over, besides the listener of the
   * pool; see {@link SQLitePool#queryListener}. It ends when the connection goes back to its pool.
   *
   * @param listener the listener, or null for none
   * @return this
   */
  @Fluent
  SQLiteConnection queryListener(@Nullable Handler<SQLiteQueryEvent> listener);

  /**
   * Stops the statement that runs now on this connection, or the wait for the turn to write. It
   * fails with {@link SQLiteErrorKind#CANCELLED}; the connection stays usable. Where nothing runs,
   * nothing happens.
   *
   * @return this
   */
  @Fluent
  SQLiteConnection cancelRequest();

  @Fluent
  @Override
  SQLiteConnection prepare(String sql, Handler<AsyncResult<PreparedStatement>> handler);

  @Fluent
  @Override
  SQLiteConnection exceptionHandler(Handler<Throwable> handler);

  @Fluent
  @Override
  SQLiteConnection closeHandler(Handler<Void> handler);

  /**
   * Casts a connection of this client; mostly of use for generated APIs such as Mutiny.
   *
   * @param connection a connection that a pool of this client gave
   * @return the same connection
   */
  static SQLiteConnection cast(SqlConnection connection) {
    return (SQLiteConnection) connection;
  }

  /**
   * Makes a function, aggregate, window function or collation known to SQL on this connection. A
   * connection of a pool is opened anew after it was given back, so that its next user does not
   * inherit it.
   *
   * @param routine the routine
   * @return completed when it can be used; fails while a statement or cursor of this connection
   *     uses another one of that name
   */
  @GenIgnore(GenIgnore.PERMITTED_TYPE)
  Future<Void> register(SQLiteRoutine routine);

  /**
   * Asks, again and again while statements of this connection run, whether to go on. The first
   * {@code false} ends the statement with {@link SQLiteErrorKind#INTERRUPTED}.
   *
   * @param instructions after how many instructions of SQLite's machine, about
   * @param goOn asked on a worker thread while SQLite waits; null for no more questions
   * @return completed when it is set
   */
  @GenIgnore(GenIgnore.PERMITTED_TYPE)
  Future<Void> progressHandler(int instructions, BooleanSupplier goOn);

  /**
   * Sets one of SQLite's run-time limits on this connection.
   *
   * @param limit the limit
   * @param value the new value; -1 only asks. A value above what the library was built with is cut
   *     down to that
   * @return the limit before
   */
  Future<Integer> limit(SQLiteLimit limit, int value);
}
