// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of the pool hear of all that it serves, with a connection and without one. */
class PoolMetricsTest {

  @TempDir Path folder;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Vertx vertx =
      Vertx.builder()
          .with(new VertxOptions().setMetricsOptions(new MetricsOptions().setEnabled(true)))
          .withMetrics(options -> metrics())
          .build();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void ofAStatementOnThePool() throws Exception {
    Pool pool = pool(folder.resolve("a.db"));
    await(pool.query("SELECT 1").execute());
    assertThat(heard).containsExactly("submitted", "begin submitted", "end begun true");
  }

  @Test
  void ofAStatementOnThePoolThatFails() throws Exception {
    Pool pool = pool(folder.resolve("a.db"));
    assertThatThrownBy(() -> await(pool.query("SELECT abs(-9223372036854775808)").execute()))
        .hasCauseInstanceOf(SQLiteException.class);
    assertThat(heard).containsExactly("submitted", "begin submitted", "end begun false");
  }

  @Test
  void ofAStatementOnThePoolThatSQLiteDoesNotUnderstand() {
    Pool pool = pool(folder.resolve("a.db"));
    assertThatThrownBy(() -> await(pool.query("SELECT * FROM missing").execute()))
        .hasCauseInstanceOf(SQLiteException.class);
    assertThat(heard).containsExactly("submitted", "rejected submitted");
  }

  @Test
  void ofAStatementOnAPoolThatCannotBeOpened() {
    Pool pool = pool(folder.resolve("missing").resolve("a.db"));
    assertThatThrownBy(() -> await(pool.query("SELECT 1").execute()))
        .hasCauseInstanceOf(SQLiteException.class);
    assertThat(heard).containsExactly("submitted", "rejected submitted");
  }

  @Test
  void ofAConnectionWhoseUseIsOverWhenItsFutureIs() throws Exception {
    Pool pool = pool(folder.resolve("a.db"));
    await(pool.withConnection(connection -> connection.query("SELECT 1").execute()));
    assertThat(heard).containsExactly("submitted", "begin submitted", "end begun false");
  }

  @Test
  void ofTheEnd() throws Exception {
    await(pool(folder.resolve("a.db")).close());
    assertThat(heard).containsExactly("close");
  }

  private Pool pool(Path file) {
    return SQLiteBuilder.pool()
        .connectingTo(new SQLiteConnectOptions().setDatabase(file.toString()))
        .with(new PoolOptions().setMaxSize(1))
        .using(vertx)
        .build();
  }

  private VertxMetrics metrics() {
    return new VertxMetrics() {
      @Override
      public PoolMetrics<?> createPoolMetrics(String poolType, String poolName, int maxPoolSize) {
        return "sql".equals(poolType) ? recording() : null;
      }
    };
  }

  private PoolMetrics<String> recording() {
    return new PoolMetrics<>() {
      @Override
      public String submitted() {
        heard.add("submitted");
        return "submitted";
      }

      @Override
      public String begin(String queued) {
        heard.add("begin " + queued);
        return "begun";
      }

      @Override
      public void rejected(String queued) {
        heard.add("rejected " + queued);
      }

      @Override
      public void end(String used, boolean succeeded) {
        heard.add("end " + used + " " + succeeded);
      }

      @Override
      public void close() {
        heard.add("close");
      }
    };
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
