// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code PoolOptions} and the builder say of the connections of a pool is done. */
@Timeout(60)
class PooledConnectionsTest {

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void aConnectHandlerPreparesEachConnectionOnce() throws Exception {
    AtomicInteger prepared = new AtomicInteger();
    Pool pool =
        SQLiteBuilder.pool()
            .connectingTo(options())
            .with(new PoolOptions().setMaxSize(1))
            .withConnectHandler(
                connection ->
                    connection
                        .query("CREATE TEMP TABLE mine (a)")
                        .execute()
                        .onComplete(
                            ar -> {
                              prepared.incrementAndGet();
                              connection.close();
                            }))
            .using(vertx)
            .build();
    for (int i = 0; i < 3; i++) {
      await(pool.withConnection(c -> c.query("INSERT INTO mine VALUES (1)").execute()));
    }
    assertThat(prepared).hasValue(1);
  }

  @Test
  void nobodyWaitsForAConnectionLongerThanTheTimeout() throws Exception {
    Pool pool =
        pool(
            new PoolOptions()
                .setMaxSize(1)
                .setConnectionTimeout(50)
                .setConnectionTimeoutUnit(MILLISECONDS));
    SqlConnection first = untilConnected(pool);
    assertThatThrownBy(() -> await(pool.getConnection())).hasMessageContaining("Timeout");
    await(first.close());
    await(untilConnected(pool).close());
  }

  @Test
  void whoFindsTheQueueFullIsTurnedAwayAtOnce() throws Exception {
    Pool pool = pool(new PoolOptions().setMaxSize(1).setMaxWaitQueueSize(1));
    SqlConnection first = await(pool.getConnection());
    Future<SqlConnection> second = pool.getConnection();
    assertThatThrownBy(() -> await(pool.getConnection())).hasMessageContaining("queue");
    await(first.close());
    await(await(second).close());
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    Pool pool =
        pool(
            new PoolOptions()
                .setIdleTimeout(20)
                .setIdleTimeoutUnit(MILLISECONDS)
                .setPoolCleanerPeriod(10));
    await(await(pool.getConnection()).close());
    untilNoConnectionIsOpen(pool);
    await(pool.withConnection(c -> c.query("SELECT 1").execute()));
  }

  @Test
  void anOldConnectionIsClosed() throws Exception {
    Pool pool =
        pool(
            new PoolOptions()
                .setMaxLifetime(20)
                .setMaxLifetimeUnit(MILLISECONDS)
                .setPoolCleanerPeriod(10));
    SqlConnection connection = await(pool.getConnection());
    await(connection.query("SELECT 1").execute());
    await(connection.close());
    untilNoConnectionIsOpen(pool);
  }

  @Test
  void whoGivesTheSameNameSharesThePool() throws Exception {
    PoolOptions shared = new PoolOptions().setMaxSize(1).setShared(true).setName("shared");
    Pool one = pool(shared);
    Pool other = pool(shared);
    await(one.query("SELECT 1").execute());
    assertThat(SQLitePool.cast(other).figures().getReads()).isEqualTo(1);
    await(one.close());
    await(other.query("SELECT 1").execute());
  }

  @Test
  void aConnectionProviderOfTheUsersIsAsked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Pool pool = pool(new PoolOptions().setMaxSize(1));
    provideConnections(pool, asked);
    await(pool.withConnection(c -> c.query("SELECT 1").execute()));
    assertThat(asked).hasValue(1);
  }

  @SuppressWarnings("deprecation")
  private void provideConnections(Pool pool, AtomicInteger asked) {
    pool.connectionProvider(
        context -> {
          asked.incrementAndGet();
          return SQLiteConnection.connect(vertx, options()).map(connection -> connection);
        });
  }

  private Pool pool(PoolOptions poolOptions) {
    return SQLiteBuilder.pool().connectingTo(options()).with(poolOptions).using(vertx).build();
  }

  private SQLiteConnectOptions options() {
    return new SQLiteConnectOptions().setDatabase(folder.resolve("pooled.db").toString());
  }

  /** On a busy machine the timeout may be over before the database is open. */
  private static SqlConnection untilConnected(Pool pool) throws Exception {
    while (true) {
      try {
        return await(pool.getConnection());
      } catch (ExecutionException e) {
        assertThat(e).hasMessageContaining("Timeout");
      }
    }
  }

  private static void untilNoConnectionIsOpen(Pool pool) {
    while (SQLitePool.cast(pool).figures().getConnections() > 0) {
      Thread.onSpinWait();
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
