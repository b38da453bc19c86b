// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.client.impl.SQLitePoolImpl;
import io.reactivesqlite.client.impl.sharing.SharedTransactions;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A pool whose connections are for sessions of Hibernate: outside of transactions they use the
 * lanes of the pool below, and their transactions share commits.
 */
public final class SessionPool implements Pool {
  private final VertxInternal vertx;
  private final Pool pool;
  private final boolean sharing;
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile Database database;

  /**
   * What is known once the database is open.
   *
   * @param transactions {@code null} where each is alone
   */
  private record Database(DatabaseMetadata metadata, SharedTransactions transactions) {}

  /**
   * Makes sessions use a pool.
   *
   * @param vertx the Vert.x of the pool
   * @param pool a pool of the SQLite client
   * @param sharing whether transactions share commits, where the options allow it
   */
  public SessionPool(Vertx vertx, Pool pool, boolean sharing) {
    this.vertx = (VertxInternal) vertx;
    this.pool = pool;
    this.sharing = sharing;
  }

  /** Whether a session is open, or about to be. */
  boolean isInUse() {
    return sessions.get() > 0;
  }

  /** {@code null} where each is alone, or no session was opened yet. */
  SharedTransactions transactions() {
    return database == null ? null : database.transactions;
  }

  void sessionClosed() {
    sessions.decrementAndGet();
  }

  /** The first one opens the database, so that what is wrong with it is known now. */
  @Override
  public Future<SqlConnection> getConnection() {
    final ContextInternal context = vertx.getOrCreateContext();
    sessions.incrementAndGet();
    final Future<Database> opened =
        database != null ? context.succeededFuture(database) : open(context);
    return opened.map(open -> session(context, open)).onFailure(it -> sessionClosed());
  }

  private Future<Database> open(ContextInternal context) {
    return pool.getConnection()
        .compose(
            connection -> {
              final DatabaseMetadata metadata = connection.databaseMetadata();
              return connection.close().map(metadata);
            })
        .compose(
            metadata ->
                transactions(context).map(transactions -> new Database(metadata, transactions)))
        .onSuccess(open -> database = open);
  }

  /** Those of the pool, so that all who use it share, also by other ways than Hibernate. */
  private Future<SharedTransactions> transactions(ContextInternal context) {
    return sharing && pool instanceof SQLitePoolImpl ours
        ? ours.sharing(context)
        : context.succeededFuture();
  }

  private SqlConnection session(ContextInternal context, Database open) {
    return new SessionConnection(
        context, this, pool, new SessionRoute(context, pool, open.transactions, open.metadata));
  }

  @Override
  public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
    getConnection().onComplete(handler);
  }

  @Override
  public Query<RowSet<Row>> query(String sql) {
    return pool.query(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
    return pool.preparedQuery(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
    return pool.preparedQuery(sql, options);
  }

  @Override
  @SuppressWarnings("deprecation")
  public Pool connectHandler(Handler<SqlConnection> handler) {
    pool.connectHandler(handler);
    return this;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Pool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
    pool.connectionProvider(provider);
    return this;
  }

  @Override
  public int size() {
    return pool.size();
  }

  @Override
  public Future<Void> close() {
    return pool.close();
  }

  @Override
  public void close(Handler<AsyncResult<Void>> handler) {
    pool.close(handler);
  }
}
