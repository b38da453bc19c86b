// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteLiveQuery;
import io.reactivesqlite.client.impl.sharing.SharedTransactions;
import io.reactivesqlite.client.scheduling.Job;
import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.core.AsyncResult;
import io.vertx.core.Closeable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlClientBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CompositeCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool.PooledConnection;
import io.vertx.sqlclient.impl.tracing.QueryReporter;
import java.util.function.Function;

/**
 * A pool whose connections are for those who ask for one; a statement that needs no connection of
 * its own goes straight to the lanes.
 *
 * <p>The connections are kept by vertx-sql-client's own pool of connections. This class stands
 * where its {@code PoolImpl} stands in other clients, because the metrics of the pool must hear of
 * the statements on the lanes too, and {@code PoolImpl} keeps them for itself.
 */
public final class LanePool extends SqlClientBase implements Pool, Closeable {

  private static final long NO_TIMER = -1;

  private final VertxInternal vertx;
  private final SQLiteConnectionFactory factory;
  private final CloseFuture closeFuture;
  private final CloseFuture liveQueries = new CloseFuture();
  private final PoolMetrics<?> metrics;
  private final SqlConnectionPool connections;
  private final long connectionTimeout;
  private final long cleaner;
  private final Function<Context, Future<SqlConnection>> own;
  private volatile Function<Context, Future<SqlConnection>> provider;
  private volatile Handler<PooledConnection> initializer;
  private SharedTransactions sharing;

  public LanePool(
      VertxInternal vertx,
      SQLiteConnectionFactory factory,
      PoolOptions options,
      CloseFuture closeFuture) {
    super(SQLiteDriver.INSTANCE);
    this.vertx = vertx;
    this.factory = factory;
    this.closeFuture = closeFuture;
    this.own = factory::connect;
    this.provider = own;
    VertxMetrics vertxMetrics = vertx.metricsSPI();
    this.metrics =
        vertxMetrics == null
            ? null
            : vertxMetrics.createPoolMetrics("sql", options.getName(), options.getMaxSize());
    this.connectionTimeout =
        options.getConnectionTimeoutUnit().toMillis(options.getConnectionTimeout());
    long idleTimeout = options.getIdleTimeoutUnit().toMillis(options.getIdleTimeout());
    long maxLifetime = options.getMaxLifetimeUnit().toMillis(options.getMaxLifetime());
    this.connections =
        new SqlConnectionPool(
            context -> provider.apply(context),
            () -> initializer,
            metrics,
            connection -> Future.succeededFuture(),
            LanePool::reset,
            vertx,
            idleTimeout,
            maxLifetime,
            options.getMaxSize(),
            false,
            options.getMaxWaitQueueSize(),
            options.getEventLoopSize());
    boolean cleans = (idleTimeout > 0 || maxLifetime > 0) && options.getPoolCleanerPeriod() > 0;
    // A context of its own: the pool may outlive the verticle that has built it.
    this.cleaner =
        cleans
            ? vertx
                .createEventLoopContext()
                .setPeriodic(options.getPoolCleanerPeriod(), id -> connections.evict())
            : NO_TIMER;
    closeFuture.add(this);
    closeFuture.add(liveQueries);
    closeFuture.add(factory);
  }

  /** The next user's commands queue up behind the reset, so nobody has to wait for it. */
  private static Future<Void> reset(Connection connection) {
    ((SQLiteSession) connection.unwrap()).reset();
    return Future.succeededFuture();
  }

  SQLiteConnectionFactory factory() {
    return factory;
  }

  /**
   * Transactions that share commits; {@code null} where the options do not allow it, or the user
   * has something to say about each connection of the pool.
   */
  synchronized SharedTransactions sharing(SQLiteConnectOptions options) {
    if (initializer != null || provider != own) {
      return null;
    }
    if (sharing == null && SharedTransactions.arePossible(options)) {
      // A connection beside those of the pool: who shares should not take one from the others.
      sharing =
          new SharedTransactions(
              vertx, () -> factory.connect(vertx.createEventLoopContext()), options);
    }
    return sharing;
  }

  /** Keeps something that must end when the pool is closed; gives what forgets it again. */
  Runnable register(Runnable end) {
    Closeable hook =
        completion -> {
          end.run();
          completion.complete();
        };
    liveQueries.add(hook);
    return () -> liveQueries.remove(hook);
  }

  /**
   * Runs code that only reads on a reader lane; the future is completed on the caller's context.
   */
  <R> Future<R> read(CallJob.Call<R> call) {
    ContextInternal context = vertx.getOrCreateContext();
    return factory
        .database(context)
        .compose(
            client -> {
              PromiseInternal<R> promise = context.promise();
              client.lanes().submitRead(new CallJob<>(Job.Access.READ, promise, call));
              return promise.future();
            });
  }

  SQLiteLiveQuery liveQuery(String sql, Tuple parameters) {
    return new LiveQuery(this, vertx.getOrCreateContext(), sql, parameters);
  }

  @Override
  protected ContextInternal context() {
    return vertx.getOrCreateContext();
  }

  @Override
  protected <T> PromiseInternal<T> promise() {
    return vertx.promise();
  }

  @Override
  protected <T> PromiseInternal<T> promise(Handler<AsyncResult<T>> handler) {
    return vertx.promise(handler);
  }

  @Override
  public Future<SqlConnection> getConnection() {
    ContextInternal context = context();
    Promise<PooledConnection> promise = context.promise();
    connections.acquire(context, connectionTimeout, promise);
    return promise.future().map(connection -> wrap(context, connection));
  }

  @Override
  public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
    getConnection().onComplete(handler);
  }

  private SqlConnection wrap(ContextInternal context, PooledConnection connection) {
    SqlConnectionInternal wrapper =
        driver.wrapConnection(context, connection.factory(), connection);
    connection.init(wrapper);
    return wrapper;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Pool connectHandler(Handler<SqlConnection> handler) {
    initializer =
        handler == null
            ? null
            : connection -> {
              ContextInternal context = vertx.getContext();
              context.dispatch(wrap(context, connection), handler);
            };
    return this;
  }

  @Override
  @SuppressWarnings("deprecation")
  public Pool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
    if (provider == null) {
      throw new NullPointerException("the connection provider is null");
    }
    this.provider = provider;
    return this;
  }

  @Override
  public int size() {
    return connections.size();
  }

  @Override
  public Future<Void> close() {
    Promise<Void> promise = vertx.promise();
    closeFuture.close(promise);
    return promise.future();
  }

  @Override
  public void close(Handler<AsyncResult<Void>> handler) {
    closeFuture.close(vertx.promise(handler));
  }

  @Override
  public void close(Promise<Void> completion) {
    if (cleaner != NO_TIMER) {
      vertx.cancelTimer(cleaner);
    }
    connections.close().onComplete(completion);
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    if (command instanceof CompositeCommand composite) {
      composite.commands().forEach(c -> scheduleOne(context, c));
      return context.succeededFuture();
    }
    if (command instanceof QueryCommandBase<?> query) {
      return query(context, query);
    }
    throw new IllegalArgumentException("unknown command " + command.getClass().getName());
  }

  private <R> void scheduleOne(ContextInternal context, CommandBase<R> command) {
    schedule(context, command).onComplete(command.handler);
  }

  @SuppressWarnings("unchecked")
  private <R> Future<R> query(ContextInternal context, QueryCommandBase<?> command) {
    if (command.sql() == null) {
      return context.failedFuture(new NullPointerException("the SQL text is null"));
    }
    PoolUse<?> use = PoolUse.submitted(metrics);
    ClientDatabase client = factory.ifOpen();
    Future<Boolean> result =
        client != null
            ? submit(client, context, command, use)
            : submitWhenOpen(context, command, use);
    if (use != null) {
      result = result.andThen(ar -> use.end(ar.succeeded()));
    }
    return (Future<R>) result;
  }

  private Future<Boolean> submitWhenOpen(
      ContextInternal context, QueryCommandBase<?> command, PoolUse<?> use) {
    PromiseInternal<Boolean> promise = context.promise();
    factory.whenOpen(
        client -> submit(client, context, command, use).onComplete(promise),
        failure -> context.emit(failure, promise::fail));
    return promise.future();
  }

  private <T> Future<Boolean> submit(
      ClientDatabase client, ContextInternal context, QueryCommandBase<T> command, PoolUse<?> use) {
    StatementLimits limits = StatementLimits.of(command);
    if (limits != null && limits.refusal() != null) {
      return context.failedFuture(limits.refusal());
    }
    PromiseInternal<Boolean> promise = context.promise();
    QueryJob<T> job = QueryJob.onLane(client, command, promise, use);
    VertxTracer<?, ?> tracer = vertx.tracer();
    ClientMetrics<?, ?, ?, ?> clientMetrics = client.metrics();
    if (tracer == null && clientMetrics == null) {
      submit(client, job, limits, promise);
      return promise.future();
    }
    QueryReporter reporter =
        new QueryReporter(tracer, clientMetrics, context, command, new LanePeer(client));
    reporter.before();
    submit(client, job, limits, promise);
    return promise.future().andThen(reporter::after);
  }

  private static void submit(
      ClientDatabase client,
      QueryJob<?> job,
      StatementLimits limits,
      PromiseInternal<Boolean> promise) {
    client.lanes().submit(job);
    if (limits != null) {
      limits.watch(client.clock(), promise.future(), reason -> client.lanes().cancel(job, reason));
    }
  }
}
