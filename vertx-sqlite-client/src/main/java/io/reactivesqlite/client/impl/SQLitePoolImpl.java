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
import io.reactivesqlite.client.SQLiteTransactionOptions;
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
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.PoolBase;
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
    ClientDatabase client = lanePool.factory().ifOpen();
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
                  .submitRead(new CallJob<>(Job.Access.READ, promise, SchemaReader::read));
              return promise.future();
            });
  }

  @Override
  public <T> Future<T> withTransaction(
      SQLiteTransactionOptions options, Function<SqlConnection, Future<T>> function) {
    return new Attempts<>(this, options, function, context()).run();
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
