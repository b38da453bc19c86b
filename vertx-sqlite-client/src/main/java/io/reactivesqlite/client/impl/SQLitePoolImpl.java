// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteLiveQuery;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLitePoolFigures;
import io.reactivesqlite.client.SQLiteQueryEvent;
import io.reactivesqlite.client.SQLiteQueryPlan;
import io.reactivesqlite.client.scheduling.Database;
import io.reactivesqlite.client.scheduling.LaneFigures;
import io.reactivesqlite.client.scheduling.WriteTurn;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.PoolBase;

/** The pool that users hold; those who share a pool by name hold one of these each. */
public final class SQLitePoolImpl extends PoolBase<SQLitePoolImpl> implements SQLitePool {

  private final LanePool lanePool;

  public SQLitePoolImpl(VertxInternal vertx, CloseFuture closeFuture, LanePool lanePool) {
    super(vertx, closeFuture, lanePool);
    this.lanePool = lanePool;
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
}
