// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.failure;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static io.reactivesqlite.client.Sandbox.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.scheduling.Database;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What opens must close: with its pool, its verticle, its Vert.x, at any moment. */
class LifecycleTest {

  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private void nothingIsLeft() {
    assertThat(Database.openCount()).isZero();
    assertThat(sandbox.directory().resolve("test.db-wal")).doesNotExist();
    assertThat(sandbox.directory().resolve("test.db-shm")).doesNotExist();
    until("the workers have ended", () -> Sandbox.workerThreads() == 0);
  }

  @Test
  void aClosedPoolLeavesJustTheFile() throws Exception {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a)");
    scalar(pool, "SELECT count(*) FROM t");
    SqlConnection connection = await(pool.getConnection());
    run(connection, "INSERT INTO t VALUES (1)");
    await(connection.close());
    await(pool.close());
    nothingIsLeft();
    try (var files = Files.list(sandbox.directory())) {
      assertThat(files).containsExactly(sandbox.file());
    }
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void aClosedConnectionLeavesJustTheFile() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t(a)");
    await(connection.close());
    nothingIsLeft();
    assertThat(error(connection.query("SELECT 1").execute()).kind())
        .isEqualTo(SQLiteErrorKind.CLOSED);
    await(connection.close());
  }

  @Test
  void closingAPoolTwiceIsNoMistake() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a)");
    Future<Void> first = pool.close();
    Future<Void> second = pool.close();
    await(first);
    await(second);
    await(pool.close());
    nothingIsLeft();
  }

  @Test
  void closingAPoolThatWasNeverUsedIsNoMistake() {
    await(sandbox.pool().close());
    nothingIsLeft();
    assertThat(sandbox.file()).doesNotExist();
  }

  @Test
  void closingWhileOpeningClosesWhatIsBeingOpened() {
    for (int i = 0; i < 20; i++) {
      SQLitePool pool = sandbox.pool();
      Future<?> query = pool.query("SELECT 1").execute();
      Future<?> connection = pool.getConnection();
      await(pool.close());
      until("the query has ended", query::isComplete);
      until("the request for a connection has ended", connection::isComplete);
      if (query.failed()) {
        assertThat(error(query).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
      }
      assertThat(Database.openCount()).isZero();
    }
    nothingIsLeft();
  }

  @Test
  void aClosedPoolRefusesEverything() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a)");
    await(pool.close());
    assertThat(error(pool.query("SELECT 1").execute()).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(error(pool.query("INSERT INTO t VALUES (1)").execute()).kind())
        .isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(failure(pool.getConnection())).hasMessageContaining("closed");
    SQLitePool unused = sandbox.pool();
    await(unused.close());
    assertThat(error(unused.query("SELECT 1").execute()).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
  }

  @Test
  void requestsInFlightAreServedBeforeThePoolIsClosed() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a)");
    List<Future<?>> requests = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      requests.add(pool.query("INSERT INTO t VALUES (1)").execute());
      requests.add(pool.query("SELECT count(*) FROM t").execute());
    }
    await(pool.close());
    await(Future.all(requests));
    nothingIsLeft();
    assertThat(sandbox.jdbcColumn("SELECT count(*) FROM t")).containsExactly(500);
  }

  @Test
  void whatRunsLongerThanTheGraceTimeIsStopped() {
    SQLitePool pool = sandbox.pool(sandbox.options().setCloseGrace(50));
    Future<?> endless = pool.query(ENDLESS).execute();
    SqlConnection connection = await(pool.getConnection());
    Future<?> another = connection.query(ENDLESS).execute();
    Future<?> behind = connection.query("SELECT 1").execute();
    await(pool.close());
    assertThat(error(endless).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(error(another).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(error(behind).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
    nothingIsLeft();
  }

  @Test
  void closingAPoolRollsBackWhatIsStillOpenInIt() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a)");
    SqlConnection connection = await(pool.getConnection());
    await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    Future<?> waiting = pool.query("INSERT INTO t VALUES (2)").execute();
    await(pool.close());
    until("the write has ended", waiting::isComplete);
    nothingIsLeft();
    assertThat(sandbox.jdbcColumn("SELECT count(*) FROM t WHERE a = 1")).containsExactly(0);
  }

  @Test
  void closingAPoolTellsTheCloseHandlersOfItsConnections() {
    SQLitePool pool = sandbox.pool();
    AtomicBoolean told = new AtomicBoolean();
    SqlConnection connection = await(pool.getConnection());
    connection.closeHandler(v -> told.set(true));
    await(pool.close());
    until("the handler was told", told::get);
  }

  @Test
  void closingVertxClosesItsPoolsAndConnections() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a)");
    SQLiteConnection connection = sandbox.connect();
    await(connection.begin());
    await(sandbox.vertx().close());
    nothingIsLeft();
  }

  /** Vert.x refers to pools weakly: only a finalizer may still know of one that nobody holds. */
  @Test
  void closingVertxClosesAPoolThatNobodyHoldsAnyMore() {
    run(sandbox.pool(), "CREATE TABLE t(a)");
    await(sandbox.pool().getConnection());
    System.gc();
    await(sandbox.vertx().close());
    nothingIsLeft();
  }

  @Test
  void undeployingAVerticleClosesItsPool() {
    AtomicReference<SQLitePool> pool = new AtomicReference<>();
    String id =
        await(
            sandbox
                .vertx()
                .deployVerticle(
                    new AbstractVerticle() {
                      @Override
                      public void start(Promise<Void> started) {
                        pool.set(
                            SQLitePool.cast(
                                SQLiteBuilder.pool(
                                    b -> b.connectingTo(sandbox.options()).using(vertx))));
                        pool.get()
                            .query("CREATE TABLE t(a)")
                            .execute()
                            .<Void>mapEmpty()
                            .onComplete(started);
                      }
                    }));
    assertThat(Database.openCount()).isEqualTo(1);
    await(sandbox.vertx().undeploy(id));
    nothingIsLeft();
    assertThat(error(pool.get().query("SELECT 1").execute()).kind())
        .isEqualTo(SQLiteErrorKind.CLOSED);
  }

  @Test
  void undeployingAVerticleWithASharedPoolLeavesItToTheOthers() {
    class Sharing extends AbstractVerticle {
      @Override
      public void start(Promise<Void> started) {
        SQLiteBuilder.pool(
                b ->
                    b.connectingTo(sandbox.options())
                        .with(new io.vertx.sqlclient.PoolOptions().setShared(true).setName("s"))
                        .using(vertx))
            .query("SELECT 1")
            .execute()
            .<Void>mapEmpty()
            .onComplete(started);
      }
    }
    String one = await(sandbox.vertx().deployVerticle(new Sharing()));
    String two =
        await(
            sandbox.vertx().deployVerticle(Sharing::new, new DeploymentOptions().setInstances(1)));
    await(sandbox.vertx().undeploy(one));
    assertThat(Database.openCount()).isEqualTo(1);
    await(sandbox.vertx().undeploy(two));
    nothingIsLeft();
  }

  @Test
  void undeployingAVerticleClosesItsConnection() {
    String id =
        await(
            sandbox
                .vertx()
                .deployVerticle(
                    new AbstractVerticle() {
                      @Override
                      public void start(Promise<Void> started) {
                        SQLiteConnection.connect(vertx, sandbox.options())
                            .<Void>mapEmpty()
                            .onComplete(started);
                      }
                    }));
    await(sandbox.vertx().undeploy(id));
    nothingIsLeft();
  }

  @Test
  void thePoolCanBeOpenedAgainAndAgain() {
    for (int i = 0; i < 20; i++) {
      SQLitePool pool = sandbox.pool();
      run(pool, "CREATE TABLE IF NOT EXISTS t(a)");
      run(pool, "INSERT INTO t VALUES (1)");
      assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(i + 1L);
      await(pool.close());
    }
    nothingIsLeft();
  }

  @Test
  void whoAsksWhileThePoolIsBeingOpenedIsServedInOrder() {
    sandbox.jdbc("CREATE TABLE t(a)");
    SQLitePool pool = sandbox.pool();
    List<Future<?>> writes = new ArrayList<>();
    int asked = 0;
    // The last ones find it open already.
    while (asked < 200 || !writes.get(0).isComplete()) {
      writes.add(pool.query("INSERT INTO t VALUES (" + asked++ + ")").execute());
      LockSupport.parkNanos(10_000);
    }
    writes.forEach(Sandbox::await);
    assertThat(scalar(pool, "SELECT count(*) FROM t WHERE a <> rowid - 1")).isEqualTo(0L);
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo((long) asked);
  }
}
