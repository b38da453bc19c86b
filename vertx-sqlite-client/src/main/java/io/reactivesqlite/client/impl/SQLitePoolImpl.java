// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteBackup;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteLiveQuery;
import io.reactivesqlite.client.SQLiteMaintenance;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLitePoolFigures;
import io.reactivesqlite.client.SQLiteQueryEvent;
import io.reactivesqlite.client.SQLiteQueryPlan;
import io.reactivesqlite.client.SQLiteStatementFigures;
import io.reactivesqlite.client.SQLiteTransactionOptions;
import io.reactivesqlite.client.impl.sharing.SharedTransactions;
import io.reactivesqlite.client.scheduling.Database;
import io.reactivesqlite.client.scheduling.Job;
import io.reactivesqlite.client.scheduling.LaneFigures;
import io.reactivesqlite.client.scheduling.WriteTurn;
import io.reactivesqlite.client.schema.SQLiteSchema;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.PoolBase;
import io.vertx.sqlclient.impl.command.CommandScheduler;
import java.util.List;
import java.util.function.Function;

/** The pool that users hold; those who share a pool by name hold one of these each. */
public final class SQLitePoolImpl extends PoolBase<SQLitePoolImpl> implements SQLitePool {

  private final VertxInternal vertx;
  private final CloseFuture closeFuture;
  private final LanePool lanePool;

  public SQLitePoolImpl(VertxInternal vertx, CloseFuture closeFuture, LanePool lanePool) {
    super(vertx, closeFuture, lanePool);
    this.vertx = vertx;
    this.closeFuture = closeFuture;
    this.lanePool = lanePool;
  }

  /** Closing twice is no mistake, not even when Vert.x is gone, whose contexts complete nothing. */
  @Override
  public Future<Void> close() {
    return closeFuture.future().succeeded() ? Future.succeededFuture() : super.close();
  }

  @Override
  public SQLiteLiveQuery liveQuery(String sql, Tuple parameters) {
    return lanePool.liveQuery(sql, parameters);
  }

  @Override
  public Future<SQLiteQueryPlan> explainQueryPlan(String sql) {
    return lanePool.read(connection -> QueryPlans.explain(connection, sql));
  }

  @Override
  public SQLitePool queryListener(Handler<SQLiteQueryEvent> listener) {
    lanePool.factory().listener(listener);
    return this;
  }

  @Override
  public SQLitePoolFigures figures() {
    ClientDatabase client = lanePool.factory().ifUsed();
    if (client == null) {
      return new SQLitePoolFigures();
    }
    LaneFigures lanes = client.lanes().figures();
    Database database = client.database();
    WriteTurn.Figures turn = database.turn().figures();
    return new SQLitePoolFigures()
        .setReadsWaiting(lanes.readsWaiting())
        .setReads(lanes.reads())
        .setSnapshots(lanes.snapshots())
        .setWritesWaiting(lanes.writesWaiting())
        .setWrites(lanes.writes())
        .setGroups(lanes.groups())
        .setUndoneGroups(lanes.undoneGroups())
        .setConnections(lanes.sessions())
        .setStatementCacheHits(lanes.cacheHits())
        .setStatementCacheMisses(lanes.cacheMisses())
        .setTurnsWaiting(turn.waiting())
        .setTurns(turn.grants())
        .setTurnsWaited(turn.waits())
        .setTurnWaitMillis(turn.waitedNanos() / 1_000_000)
        .setWalPages(database.walPages())
        .setWalPagesCheckpointed(database.checkpointedPages());
  }

  @Override
  public List<SQLiteStatementFigures> statementFigures() {
    StatementStatistics statistics = statistics();
    return statistics == null ? List.of() : statistics.figures();
  }

  @Override
  public SQLitePool resetStatementFigures() {
    StatementStatistics statistics = statistics();
    if (statistics != null) {
      statistics.reset();
    }
    return this;
  }

  private StatementStatistics statistics() {
    ClientDatabase client = lanePool.factory().ifUsed();
    return client == null ? null : client.watch().statistics();
  }

  /** The context of whoever calls. */
  ContextInternal context() {
    return vertx.getOrCreateContext();
  }

  /** The database, opened where it is not open yet. */
  Future<ClientDatabase> database(ContextInternal context) {
    return lanePool.factory().database(context);
  }

  @Override
  public Future<Row> one(String sql, Tuple arguments) {
    return Fetch.one(this, sql, arguments);
  }

  @Override
  public Future<Row> one(String sql) {
    return Fetch.one(this, sql, null);
  }

  @Override
  public Future<Row> optional(String sql, Tuple arguments) {
    return Fetch.optional(this, sql, arguments);
  }

  @Override
  public Future<Row> optional(String sql) {
    return Fetch.optional(this, sql, null);
  }

  @Override
  public <T> Future<T> scalar(Class<T> type, String sql, Tuple arguments) {
    return Fetch.scalar(this, type, sql, arguments);
  }

  @Override
  public <T> Future<T> scalar(Class<T> type, String sql) {
    return Fetch.scalar(this, type, sql, null);
  }

  @Override
  public Future<Void> executeScript(String script) {
    return withConnection(connection -> SQLiteConnection.cast(connection).executeScript(script));
  }

  @Override
  public Future<Object> pragma(String name) {
    return Futures.of(context(), () -> Fetch.pragma(this, PragmaSql.get(name)));
  }

  @Override
  public Future<Object> pragma(String name, Object value) {
    return Futures.of(context(), () -> Fetch.pragma(this, PragmaSql.set(name, value)));
  }

  @Override
  public Future<SQLiteSchema> schema() {
    ContextInternal context = context();
    return database(context)
        .compose(
            client -> {
              PromiseInternal<SQLiteSchema> promise = context.promise();
              client
                  .lanes()
                  .submitRead(
                      new CallJob<>(
                          Job.Access.READ,
                          promise,
                          connection -> {
                            PolicyGuard.check(client.policy(), List.of(SchemaReader.ACTION));
                            return SchemaReader.read(connection);
                          }));
              return promise.future();
            });
  }

  @Override
  public <T> Future<T> withTransaction(
      SQLiteTransactionOptions options, Function<SqlConnection, Future<T>> function) {
    return new Attempts<>(this, options, function, context()).run();
  }

  @Override
  public <T> Future<T> withSharedTransaction(Function<SqlClient, Future<T>> function) {
    ContextInternal context = context();
    return sharing(context)
        .compose(
            sharing ->
                sharing == null
                    ? withTransaction(own -> inOwnTransaction(context, own, function))
                    : inSharedTransaction(context, sharing.begin(), function));
  }

  /** Transactions that share commits, also with Hibernate's; {@code null} where none may. */
  public Future<SharedTransactions> sharing(ContextInternal context) {
    return database(context).map(client -> lanePool.sharing(client.options()));
  }

  private static <T> Future<T> inOwnTransaction(
      ContextInternal context, SqlConnection connection, Function<SqlClient, Future<T>> function) {
    return new TransactionClient(context, (CommandScheduler) connection).call(function);
  }

  private static <T> Future<T> inSharedTransaction(
      ContextInternal context,
      SharedTransactions.Member transaction,
      Function<SqlClient, Future<T>> function) {
    return new TransactionClient(context, transaction)
        .call(function)
        .compose(
            result -> transaction.commit(context).map(result),
            failure ->
                transaction.rollback(context).transform(undone -> context.failedFuture(failure)));
  }

  @Override
  public SQLiteBackup backup() {
    return new BackupImpl(this);
  }

  @Override
  public SQLiteMaintenance maintenance() {
    return new MaintenanceImpl(this);
  }
}
