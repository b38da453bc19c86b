// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.micrometer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLitePoolFigures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The meters show the figures of the pool, as of the moment when they are asked. */
class SQLitePoolMetersTest {

  private static final Tag POOL = Tag.of("pool", "orders");

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private SQLitePool pool;

  @BeforeEach
  void open() throws Exception {
    pool =
        SQLitePool.cast(
            SQLiteBuilder.pool()
                .connectingTo(
                    new SQLiteConnectOptions().setDatabase(folder.resolve("m.db").toString()))
                .using(vertx)
                .build());
    new SQLitePoolMeters(pool, POOL).bindTo(registry);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void theyAreThereBeforeThePoolHasDoneAnything() {
    assertThat(counter("sqlite.reads")).isZero();
    assertThat(gauge("sqlite.connections")).isZero();
  }

  @Test
  void theyCountWhatThePoolDoes() throws Exception {
    await(pool.query("CREATE TABLE t (a)").execute());
    await(pool.query("INSERT INTO t VALUES (1)").execute());
    await(pool.query("SELECT a FROM t").execute());
    await(pool.query("SELECT a FROM t").execute());
    assertThat(counter("sqlite.writes")).isEqualTo(2);
    assertThat(counter("sqlite.reads")).isEqualTo(2);
    assertThat(counter("sqlite.turns")).isPositive();
    assertThat(counter("sqlite.statement.cache", "result", "miss")).isPositive();
  }

  @Test
  @Timeout(20)
  void theyShowWhoWaitsForTheTurnToWrite() throws Exception {
    await(pool.query("CREATE TABLE t (a)").execute());
    SqlConnection first = await(pool.getConnection());
    SqlConnection second = await(pool.getConnection());
    var holding = await(first.begin());
    var waiting = second.begin();
    while (gauge("sqlite.turns.waiting") != 1) {
      Thread.onSpinWait();
    }
    assertThat(gauge("sqlite.connections")).isEqualTo(2);
    await(holding.commit());
    await(await(waiting).commit());
    assertThat(gauge("sqlite.turns.waiting")).isZero();
    assertThat(registry.get("sqlite.turn.wait").functionTimer().count()).isEqualTo(1);
  }

  /** Two figures share one: how many turns were waited for, and for how long. */
  @Test
  void everyFigureHasAMeter() {
    assertThat(registry.getMeters()).hasSize(new SQLitePoolFigures().toJson().size() - 1);
  }

  private double counter(String name, String... tags) {
    return registry.get(name).tags(List.of(POOL)).tags(tags).functionCounter().count();
  }

  private double gauge(String name) {
    return registry.get(name).tags(List.of(POOL)).gauge().value();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
