// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.failure;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static io.reactivesqlite.client.Sandbox.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.scheduling.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoolTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool(PoolOptions poolOptions) {
    return sandbox.pool(sandbox.options(), poolOptions);
  }

  @Test
  void noMoreConnectionsThanThePoolsSizeAreOpen() {
    SQLitePool pool = pool(new PoolOptions().setMaxSize(2));
    SqlConnection one = await(pool.getConnection());
    SqlConnection two = await(pool.getConnection());
    Future<SqlConnection> third = pool.getConnection();
    assertThat(scalar(pool, "SELECT 1")).as("the pool itself is not used up").isEqualTo(1L);
    assertThat(third.isComplete()).isFalse();
    assertThat(pool.figures().getConnections()).isEqualTo(2);
    await(one.close());
    await(await(third).close());
    await(two.close());
    assertThat(pool.figures().getConnections()).isEqualTo(2);
  }

  @Test
  void moreThanMayWaitForAConnectionFailAtOnce() {
    SQLitePool pool = pool(new PoolOptions().setMaxSize(1).setMaxWaitQueueSize(1));
    SqlConnection one = await(pool.getConnection());
    Future<SqlConnection> waiting = pool.getConnection();
    assertThat(failure(pool.getConnection())).hasMessageContaining("max wait queue size");
    await(one.close());
    await(await(waiting).close());
  }

  @Test
  void waitingForAConnectionEndsWithItsTimeout() {
    SQLitePool pool =
        pool(
            new PoolOptions()
                .setMaxSize(1)
                .setConnectionTimeout(400)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS));
    SqlConnection one = await(pool.getConnection());
    assertThat(failure(pool.getConnection())).hasMessageContaining("Timeout");
    await(one.close());
    await(await(pool.getConnection()).close());
  }

  @Test
  void idleConnectionsAreClosed() {
    SQLitePool pool =
        pool(
            new PoolOptions()
                .setIdleTimeout(1)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod(5));
    await(await(pool.getConnection()).close());
    until("the idle connection is closed", () -> pool.figures().getConnections() == 0);
    await(await(pool.getConnection()).close());
  }

  @Test
  void oldConnectionsAreReplaced() {
    SQLitePool pool =
        pool(
            new PoolOptions()
                .setMaxLifetime(1)
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod(5));
    SqlConnection connection = await(pool.getConnection());
    run(connection, "CREATE TEMP TABLE mine(a)");
    await(connection.close());
    until("the old connection is closed", () -> pool.figures().getConnections() == 0);
    SqlConnection another = await(pool.getConnection());
    assertThat(error(another.query("SELECT * FROM mine").execute()))
        .hasMessageContaining("no such table");
    await(another.close());
  }

  @Test
  void poolsOfOneNameAreOne() {
    PoolOptions shared = new PoolOptions().setShared(true).setName("the-pool").setMaxSize(1);
    SQLitePool one = pool(shared);
    SQLitePool two = pool(shared);
    run(one, "CREATE TABLE t(a)");
    assertThat(two.figures().getWrites()).isEqualTo(1);
    SqlConnection held = await(one.getConnection());
    Future<SqlConnection> waiting = two.getConnection();
    assertThat(scalar(two, "SELECT 1")).isEqualTo(1L);
    assertThat(waiting.isComplete()).isFalse();
    await(held.close());
    await(await(waiting).close());
    await(one.close());
    assertThat(scalar(two, "SELECT 1")).as("still there for the other").isEqualTo(1L);
    await(two.close());
    until("the database is closed", () -> Database.openCount() == 0);
  }

  @Test
  void oneFileUnderTwoPoolsIsOneDatabase() {
    SQLitePool one = sandbox.pool();
    SQLitePool two = sandbox.pool();
    run(one, "CREATE TABLE t(a)");
    List<Future<?>> writes = new java.util.ArrayList<>();
    for (int i = 0; i < 200; i++) {
      writes.add((i % 2 == 0 ? one : two).query("INSERT INTO t VALUES (1)").execute());
    }
    await(Future.all(writes));
    assertThat(Database.openCount()).isEqualTo(1);
    assertThat(scalar(two, "SELECT count(*) FROM t")).isEqualTo(200L);
    assertThat(one.figures().getTurns()).isEqualTo(two.figures().getTurns());
  }

  @Test
  void oneFileUnderTwoNamesIsOneDatabase() throws Exception {
    SQLitePool one = sandbox.pool();
    run(one, "CREATE TABLE t(a)");
    var link = sandbox.directory().resolve("link.db");
    java.nio.file.Files.createSymbolicLink(link, sandbox.file());
    SQLitePool two = sandbox.pool(SQLiteConnectOptions.file(link));
    SQLitePool three =
        sandbox.pool(
            SQLiteConnectOptions.file(sandbox.directory().resolve("x/../test.db").toString()));
    java.nio.file.Files.createDirectory(sandbox.directory().resolve("x"));
    run(two, "INSERT INTO t VALUES (1)");
    run(three, "INSERT INTO t VALUES (1)");
    assertThat(Database.openCount()).isEqualTo(1);
    assertThat(scalar(one, "SELECT count(*) FROM t")).isEqualTo(2L);
  }

  @Test
  void oneFileUnderTwoVertxIsOneDatabase() {
    Vertx other = Vertx.vertx();
    SQLitePool one = sandbox.pool();
    Pool two = SQLiteBuilder.pool().connectingTo(sandbox.options()).using(other).build();
    run(one, "CREATE TABLE t(a)");
    run(two, "INSERT INTO t VALUES (1)");
    assertThat(Database.openCount()).isEqualTo(1);
    await(other.close());
    run(one, "INSERT INTO t VALUES (2)");
    assertThat(scalar(one, "SELECT count(*) FROM t")).isEqualTo(2L);
  }

  @Test
  void eachNewConnectionPassesTheConnectHandler() {
    Pool pool =
        SQLiteBuilder.pool()
            .connectingTo(sandbox.options())
            .with(new PoolOptions().setMaxSize(1))
            .withConnectHandler(
                connection ->
                    connection
                        .query("PRAGMA cache_size = 77")
                        .execute()
                        .onComplete(v -> connection.close()))
            .using(sandbox.vertx())
            .build();
    SqlConnection connection = await(pool.getConnection());
    assertThat(scalar(connection, "PRAGMA cache_size")).isEqualTo(77L);
    await(connection.close());
  }

  @Test
  void aPoolIsFoundByTheUriOfItsDatabase() {
    Pool pool =
        Pool.pool(
            sandbox.vertx(),
            SqlConnectOptions.fromUri("sqlite:" + sandbox.file()),
            new PoolOptions());
    assertThat(pool).isInstanceOf(SQLitePool.class);
    assertThat(scalar(pool, "SELECT 1")).isEqualTo(1L);
    Pool other =
        SQLiteBuilder.pool()
            .connectingTo("sqlite:" + sandbox.file())
            .using(sandbox.vertx())
            .build();
    assertThat(scalar(other, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void aClientIsAPoolWithoutConnections() {
    var client =
        SQLiteBuilder.client(b -> b.connectingTo(sandbox.options()).using(sandbox.vertx()));
    run(client, "CREATE TABLE t(a)");
    assertThat(run(client, "INSERT INTO t VALUES (1)").rowCount()).isEqualTo(1);
    await(client.close());
  }

  @Test
  void optionsMayComeLater() {
    Pool pool =
        SQLiteBuilder.pool()
            .connectingTo(() -> Future.succeededFuture(sandbox.options()))
            .using(sandbox.vertx())
            .build();
    assertThat(scalar(pool, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void optionsThatFailToComeFailTheRequestAndAreAskedForAgain() {
    int[] asked = {0};
    Pool pool =
        SQLiteBuilder.pool()
            .connectingTo(
                () ->
                    asked[0]++ == 0
                        ? Future.failedFuture(new IllegalStateException("no options yet"))
                        : Future.succeededFuture(sandbox.options()))
            .using(sandbox.vertx())
            .build();
    assertThat(failure(pool.query("SELECT 1").execute())).hasMessage("no options yet");
    assertThat(scalar(pool, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void severalDatabasesForOnePoolAreRefused() {
    assertThatThrownBy(
            () ->
                SQLiteBuilder.pool()
                    .connectingTo(List.of(sandbox.options(), SQLiteConnectOptions.memory()))
                    .using(sandbox.vertx())
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one database");
  }

  @Test
  void aConnectionThatWasGivenBackTwiceIsRefusedOnce() {
    SQLitePool pool = pool(new PoolOptions().setMaxSize(1));
    SqlConnection connection = await(pool.getConnection());
    await(connection.close());
    assertThat(failure(connection.close())).hasMessageContaining("twice");
    SqlConnection next = await(pool.getConnection());
    assertThat(scalar(next, "SELECT 1")).isEqualTo(1L);
    await(next.close());
  }

  @Test
  void aFullQueueOfWritesRefusesMore() {
    SQLitePool pool = sandbox.pool(sandbox.options().setQueueLimit(5));
    run(pool, "CREATE TABLE t(a)");
    SqlConnection holder = await(pool.getConnection());
    var tx = await(holder.begin());
    List<Future<?>> writes = new java.util.ArrayList<>();
    for (int i = 0; i < 10; i++) {
      writes.add(pool.query("INSERT INTO t VALUES (1)").execute());
    }
    until("some were refused", () -> writes.stream().filter(Future::failed).count() == 5);
    await(tx.commit());
    for (Future<?> write : writes) {
      if (!write.failed()) {
        await(write);
      } else {
        assertThat(error(write).kind()).isEqualTo(SQLiteErrorKind.QUEUE_FULL);
      }
    }
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(5L);
    await(holder.close());
  }
}
