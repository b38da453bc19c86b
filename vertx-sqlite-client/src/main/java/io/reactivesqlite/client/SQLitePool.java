// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.Fluent;
import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.annotations.Nullable;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/**
 * A pool on one SQLite database: reader lanes, a writer lane, and connections for those who ask for
 * one.
 *
 * <p>{@code query} and {@code preparedQuery} on the pool need no connection. Reads run on the
 * reader lanes, several at a time, and those that wait together share a snapshot. Writes run on the
 * writer lane, and those that wait together share a transaction and its fsync; each of them
 * succeeds or fails as if it had been alone, and is durable when its future completes. A read sees
 * every write that was completed before it was asked for.
 */
@VertxGen
public interface SQLitePool extends Pool, SQLiteQueries {

  /**
   * What the pool has done, and what waits in it now.
   *
   * @return the figures of this moment
   */
  SQLitePoolFigures figures();

  /**
   * What the statements of this pool took, on its lanes and on its connections, since it was opened
   * or since {@link #resetStatementFigures}: those that ran the longest, all together, come first.
   * Empty unless {@link SQLiteConnectOptions#setStatementFigures} says of how many they are kept.
   * Scripts, dumps, copies and {@code schema()} are not counted.
   *
   * @return the figures of this moment
   */
  List<SQLiteStatementFigures> statementFigures();

  /**
   * Forgets {@link #statementFigures}.
   *
   * @return this
   */
  @Fluent
  SQLitePool resetStatementFigures();

  /**
   * A query that answers at once, and again after each commit that touched a table which it reads.
   *
   * @param sql a query
   * @return the stream; nothing happens before it has a handler
   */
  default SQLiteLiveQuery liveQuery(String sql) {
    return liveQuery(sql, Tuple.tuple());
  }

  /**
   * Like {@link #liveQuery(String)}, with parameters.
   *
   * @param sql a query
   * @param parameters the values of its parameters
   * @return the stream; nothing happens before it has a handler
   */
  SQLiteLiveQuery liveQuery(String sql, Tuple parameters);

  /**
   * Asks SQLite how it would run a statement, without running it.
   *
   * @param sql the statement; its parameters need no values
   * @return the plan
   */
  Future<SQLiteQueryPlan> explainQueryPlan(String sql);

  /**
   * Sets who is told of each statement that is over, on the lanes and on the connections of this
   * pool: what it was, how long it waited and ran, what came of it. A fetch of a cursor counts as a
   * statement. The listener is called on the context of the statement's caller just before that one
   * is told, so it must be quick. Who shares the pool by its name shares the listener.
   *
   * @param listener the listener, or null for none
   * @return this
   */
  @Fluent
  SQLitePool queryListener(@Nullable Handler<SQLiteQueryEvent> listener);

  /**
   * Casts a pool of this client.
   *
   * @param pool a pool that {@link SQLiteBuilder} has built
   * @return the same pool
   */
  static SQLitePool cast(Pool pool) {
    return (SQLitePool) pool;
  }

  /**
   * Runs the function in a transaction, with another try where a lock or a stale snapshot is in the
   * way, and within a time.
   *
   * @param options how often, and how long
   * @param function what to do in the transaction; called again for each try
   * @return what the function gave, once it is committed
   * @param <T> the type of the result
   */
  @GenIgnore(GenIgnore.PERMITTED_TYPE)
  <T> Future<T> withTransaction(
      SQLiteTransactionOptions options, Function<SqlConnection, Future<T>> function);

  /**
   * Runs the function in a transaction that shares its commit with those of others, where they wait
   * for one another anyway: many small durable transactions at a time then cost one fsync. Each one
   * is atomic and isolated as if it were alone: what it rolls back, or what fails in it, is its own
   * affair, and its future completes only when it is durable. One that is alone begins and commits
   * by itself, without delay.
   *
   * <p>All of them run on one connection, one after the other. So the function gets no connection,
   * only a client for {@code SELECT}, {@code INSERT}, {@code UPDATE}, {@code DELETE} and their
   * like; anything else is refused with {@link SQLiteErrorKind#MISUSE}, and so are statements with
   * a timeout or a cancellation. Where the commit that they share fails, because the disk is full
   * or a statement says {@code OR ROLLBACK}, all of them fail.
   *
   * <p>Do not wait within the function for another write: its answer may wait for this transaction,
   * which is rolled back after {@link SQLiteConnectOptions#setTurnTimeout}.
   *
   * <p>Each transaction has a commit of its own, as with {@code withTransaction}, where sharing
   * could harm: with {@link SQLiteConnectOptions#setStatementTimeout}, with another {@link
   * SQLiteConnectOptions#setTransactionMode} than {@code IMMEDIATE}, with a connect handler of the
   * pool, and while the schema has a deferred foreign key or a rule that says {@code ROLLBACK}.
   *
   * @param function what to do in the transaction
   * @return what the function gave, once it is committed
   * @param <T> the type of the result
   */
  @GenIgnore(GenIgnore.PERMITTED_TYPE)
  <T> Future<T> withSharedTransaction(Function<SqlClient, Future<T>> function);

  /**
   * Copies of the database, out of it and into it, while it is in use.
   *
   * @return the copies of this pool
   */
  SQLiteBackup backup();

  /**
   * Checks, checkpoints and health.
   *
   * @return the maintenance of this pool
   */
  SQLiteMaintenance maintenance();
}
