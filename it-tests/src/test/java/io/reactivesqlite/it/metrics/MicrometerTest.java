// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.metrics;

import static io.reactivesqlite.it.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.micrometer.SQLitePoolMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What vertx-micrometer-metrics shows of a pool of this client, as it does of others. */
class MicrometerTest {

  private static final String POOL = "orders";
  private static final String THREADS = "sqlite-threads";

  @TempDir Path folder;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Vertx vertx =
      Vertx.builder()
          .with(
              new VertxOptions()
                  .setMetricsOptions(
                      new MicrometerMetricsOptions()
                          .setEnabled(true)
                          .setLabels(
                              EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME, Label.NAMESPACE))))
          .withMetrics(new MicrometerMetricsFactory(registry))
          .build();
  private Pool pool;

  @BeforeEach
  void open() {
    pool =
        SQLiteBuilder.pool()
            .connectingTo(
                new SQLiteConnectOptions()
                    .setDatabase(folder.resolve("metrics.db").toString())
                    .setWorkerPoolName(THREADS)
                    .setMetricsName("orders-db"))
            .with(new PoolOptions().setName(POOL).setMaxSize(3))
            .using(vertx)
            .build();
    await(pool.query("CREATE TABLE t (a INTEGER PRIMARY KEY)").execute());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void theClientCountsItsStatements() {
    long before = client("processing.time").timer().count();
    await(pool.query("SELECT 1").execute());
    await(pool.withConnection(c -> c.preparedQuery("SELECT ?").execute(Tuple.of(1))));
    await(pool.withTransaction(c -> c.query("INSERT INTO t VALUES (1)").execute()));
    assertThat(client("processing.time").timer().count() - before).isEqualTo(3);
    assertThat(client("processing.pending").gauge().value()).isZero();
  }

  @Test
  void theClientCountsWhatFails() {
    assertThatThrownBy(() -> await(pool.query("SELECT * FROM missing").execute()))
        .isInstanceOf(SQLiteException.class);
    assertThat(client("resets").counter().count()).isEqualTo(1);
  }

  @Test
  void thePoolCountsStatementsOfItsOwn() {
    double before = ofPool("sql", POOL, "completed").counter().count();
    await(
        Future.all(
            IntStream.range(0, 100)
                .mapToObj(i -> pool.query("INSERT INTO t VALUES (" + i + ")").execute())
                .toList()));
    assertThat(ofPool("sql", POOL, "completed").counter().count() - before).isEqualTo(100);
    assertThat(ofPool("sql", POOL, "in.use").gauge().value()).isZero();
    assertThat(ofPool("sql", POOL, "queue.pending").gauge().value()).isZero();
  }

  @Test
  void thePoolCountsItsConnections() {
    SqlConnection connection = await(pool.getConnection());
    assertThat(ofPool("sql", POOL, "in.use").gauge().value()).isEqualTo(1);
    assertThat(ofPool("sql", POOL, "ratio").gauge().value()).isEqualTo(1 / 3.0);
    await(connection.close());
    assertThat(ofPool("sql", POOL, "in.use").gauge().value()).isZero();
  }

  @Test
  void theThreadsAreAWorkerPoolLikeAnyOther() {
    assertThat(ofPool("worker", THREADS, "completed").counter().count()).isPositive();
  }

  @Test
  void theFiguresOfTheDatabaseStandBesideThem() {
    new SQLitePoolMeters(SQLitePool.cast(pool), Tag.of("pool_name", POOL)).bindTo(registry);
    await(
        Future.all(
            List.of(
                pool.query("INSERT INTO t VALUES (1)").execute(),
                pool.query("INSERT INTO t VALUES (2)").execute(),
                pool.query("SELECT a FROM t").execute())));
    assertThat(figure("sqlite.writes").functionCounter().count()).isEqualTo(3);
    assertThat(figure("sqlite.reads").functionCounter().count()).isEqualTo(1);
    assertThat(figure("sqlite.turns.waiting").gauge().value()).isZero();
  }

  private RequiredSearch client(String name) {
    return registry.get("vertx.sql." + name).tag("client_namespace", "orders-db");
  }

  private RequiredSearch ofPool(String type, String name, String meter) {
    return registry.get("vertx.pool." + meter).tag("pool_type", type).tag("pool_name", name);
  }

  private RequiredSearch figure(String name) {
    return registry.get(name).tag("pool_name", POOL);
  }
}
