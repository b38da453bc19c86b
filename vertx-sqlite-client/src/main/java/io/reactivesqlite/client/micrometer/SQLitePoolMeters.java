// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.micrometer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLitePoolFigures;
import java.util.function.ToLongFunction;

/**
 * Shows what a pool has done, and what waits in it, as meters whose names begin with {@code
 * sqlite.}. They come in addition to what Vert.x itself measures of pools, clients and worker
 * pools.
 *
 * <p>{@code new SQLitePoolMeters(SQLitePool.cast(pool), Tag.of("pool",
 * "orders")).bindTo(registry);}
 *
 * <p>The registry refers to the pool weakly, so it keeps no pool in memory.
 */
public final class SQLitePoolMeters implements MeterBinder {

  private final SQLitePool pool;
  private final Tags tags;

  /**
   * Meters of a pool.
   *
   * @param pool whose figures to show
   * @param tags what tells its meters from those of another pool
   */
  public SQLitePoolMeters(SQLitePool pool, Tag... tags) {
    this.pool = pool;
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bindReads(registry);
    bindWrites(registry);
    bindStatementCache(registry);
    bindTurns(registry);
    gauge(
        registry,
        "sqlite.connections",
        "Connections open for those who asked for one",
        SQLitePoolFigures::getConnections);
    gauge(
        registry,
        "sqlite.wal.pages",
        "Pages in the write-ahead log as of the last checkpoint",
        SQLitePoolFigures::getWalPages);
    gauge(
        registry,
        "sqlite.wal.pages.checkpointed",
        "How many of them the last checkpoint could move",
        SQLitePoolFigures::getWalPagesCheckpointed);
  }

  private void bindReads(MeterRegistry registry) {
    counter(registry, "sqlite.reads", "Reads served", Tags.empty(), SQLitePoolFigures::getReads);
    counter(
        registry,
        "sqlite.snapshots",
        "Snapshots these reads were served from",
        Tags.empty(),
        SQLitePoolFigures::getSnapshots);
    gauge(
        registry,
        "sqlite.reads.waiting",
        "Reads in the queue now",
        SQLitePoolFigures::getReadsWaiting);
  }

  private void bindWrites(MeterRegistry registry) {
    counter(registry, "sqlite.writes", "Writes served", Tags.empty(), SQLitePoolFigures::getWrites);
    counter(
        registry,
        "sqlite.groups",
        "Transactions these writes were served in",
        Tags.empty(),
        SQLitePoolFigures::getGroups);
    counter(
        registry,
        "sqlite.groups.undone",
        "Groups that were run again one by one",
        Tags.empty(),
        SQLitePoolFigures::getUndoneGroups);
    gauge(
        registry,
        "sqlite.writes.waiting",
        "Writes in the queue now",
        SQLitePoolFigures::getWritesWaiting);
  }

  private void bindStatementCache(MeterRegistry registry) {
    String description = "Statements looked up in the caches";
    counter(
        registry,
        "sqlite.statement.cache",
        description,
        Tags.of("result", "hit"),
        SQLitePoolFigures::getStatementCacheHits);
    counter(
        registry,
        "sqlite.statement.cache",
        description,
        Tags.of("result", "miss"),
        SQLitePoolFigures::getStatementCacheMisses);
  }

  private void bindTurns(MeterRegistry registry) {
    counter(
        registry,
        "sqlite.turns",
        "How often the turn to write was given",
        Tags.empty(),
        SQLitePoolFigures::getTurns);
    gauge(
        registry,
        "sqlite.turns.waiting",
        "Who waits for the turn to write now",
        SQLitePoolFigures::getTurnsWaiting);
    FunctionTimer.builder(
            "sqlite.turn.wait",
            pool,
            p -> p.figures().getTurnsWaited(),
            p -> p.figures().getTurnWaitMillis(),
            MILLISECONDS)
        .description("Turns that were waited for, and for how long")
        .tags(tags)
        .register(registry);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      Tags more,
      ToLongFunction<SQLitePoolFigures> figure) {
    FunctionCounter.builder(name, pool, p -> figure.applyAsLong(p.figures()))
        .description(description)
        .tags(tags.and(more))
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToLongFunction<SQLitePoolFigures> figure) {
    Gauge.builder(name, pool, p -> figure.applyAsLong(p.figures()))
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
