// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that wait for one another share a commit, and nothing else. */
class SharedTransactionTest {

  private static final int MANY = 48;

  @TempDir Path directory;
  private OnFiles files;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    open(files.options("t.db"));
    run(pool, "CREATE TABLE t (x INTEGER PRIMARY KEY, n INTEGER NOT NULL DEFAULT 0)");
  }

  private void open(SQLiteConnectOptions options) {
    pool = files.pool(options, new PoolOptions().setMaxSize(1));
  }

  @AfterEach
  void close() {
    files.close();
  }

  private static Future<?> insert(SqlClient client, int value) {
    return client.preparedQuery("INSERT INTO t (x) VALUES (?)").execute(Tuple.of(value));
  }

  /** A transaction that has its turn until the gate opens. */
  private Future<Void> hold(Promise<Void> gate) {
    Promise<Void> holds = Promise.promise();
    Future<Void> held =
        pool.withSharedTransaction(
            client ->
                insert(client, 1_000)
                    .onSuccess(inserted -> holds.complete())
                    .compose(inserted -> gate.future()));
    await(holds.future());
    return held;
  }

  private long inTheFile(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("t.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }

  private static void assertKind(Future<?> future, SQLiteErrorKind kind) {
    assertThatThrownBy(() -> await(future))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void itCommitsAndGivesTheResult() throws SQLException {
    String result = await(pool.withSharedTransaction(client -> insert(client, 1).map("done")));

    assertThat(result).isEqualTo("done");
    assertThat(inTheFile("SELECT count(*) FROM t")).isEqualTo(1);
  }

  @Test
  void thoseWhoWaitCommitTogether() throws SQLException {
    Promise<Void> gate = Promise.promise();
    Future<Void> held = hold(gate);
    List<Future<?>> all = new ArrayList<>(List.of(held));
    for (int i = 0; i < MANY; i++) {
      int value = i;
      all.add(pool.withSharedTransaction(client -> insert(client, value)));
    }
    long before = pool.figures().getTurns();

    gate.complete();
    all.forEach(OnFiles::await);

    assertThat(inTheFile("SELECT count(*) FROM t")).isEqualTo(MANY + 1);
    assertThat(pool.figures().getTurns() - before).isLessThan(MANY / 2);
  }

  @Test
  void whatTheyReadAndWriteIsNotTornApart() throws SQLException {
    run(pool, "INSERT INTO t (x) VALUES (1)");
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(
          pool.withSharedTransaction(
              client ->
                  client
                      .query("SELECT n FROM t WHERE x = 1")
                      .execute()
                      .compose(
                          rows ->
                              client
                                  .preparedQuery("UPDATE t SET n = ? WHERE x = 1")
                                  .execute(Tuple.of(rows.iterator().next().getLong(0) + 1)))));
    }

    all.forEach(OnFiles::await);

    assertThat(inTheFile("SELECT n FROM t")).isEqualTo(MANY);
  }

  @Test
  void whatOneRollsBackTheOthersDoNotNotice() throws SQLException {
    Promise<Void> gate = Promise.promise();
    Future<Void> held = hold(gate);
    Future<?> before = pool.withSharedTransaction(client -> insert(client, 1));
    Future<?> failing =
        pool.withSharedTransaction(
            client -> insert(client, 2).compose(inserted -> Future.failedFuture("changed")));
    Future<?> violating =
        pool.withSharedTransaction(
            client -> insert(client, 3).compose(inserted -> insert(client, 1)));
    Future<?> throwing =
        pool.withSharedTransaction(
            client -> {
              throw new IllegalStateException("thrown");
            });
    Future<?> after = pool.withSharedTransaction(client -> insert(client, 4));
    gate.complete();

    await(held);
    await(before);
    await(after);
    assertThatThrownBy(() -> await(failing)).hasMessage("changed");
    assertKind(violating, SQLiteErrorKind.CONSTRAINT_PRIMARY_KEY);
    assertThatThrownBy(() -> await(throwing)).hasMessage("thrown");
    assertThat(inTheFile("SELECT group_concat(x) = '1,4,1000' FROM t")).isEqualTo(1);
  }

  @Test
  void whatItsFunctionDoesNotWaitForIsPartOfIt() throws SQLException {
    // The first one has to open the connection, too.
    await(pool.withSharedTransaction(SharedTransactionTest::insertUnawaited));
    assertThat(inTheFile("SELECT group_concat(x) = '1' FROM t")).isEqualTo(1);

    run(pool, "DELETE FROM t");
    Promise<Void> gate = Promise.promise();
    Future<Void> held = hold(gate);
    Future<?> unawaited = pool.withSharedTransaction(SharedTransactionTest::insertUnawaited);
    Future<?> undone =
        pool.withSharedTransaction(
            client -> {
              insert(client, 2);
              return Future.failedFuture("changed");
            });
    gate.complete();

    await(held);
    await(unawaited);
    assertThatThrownBy(() -> await(undone)).hasMessage("changed");
    assertThat(inTheFile("SELECT group_concat(x) = '1,1000' FROM t")).isEqualTo(1);
  }

  private static Future<Void> insertUnawaited(SqlClient client) {
    insert(client, 1);
    return Future.succeededFuture();
  }

  @Test
  void whereItDidNotBeginNothingOfItIsCommitted() throws SQLException {
    await(pool.close());
    open(files.options("t.db").setTurnTimeout(200));
    SqlConnection other = await(pool.getConnection());
    await(other.begin());
    Future<?> lost =
        pool.withSharedTransaction(
            client -> insert(client, 1).otherwiseEmpty().eventually(() -> other.close()));

    assertKind(lost, SQLiteErrorKind.TIMEOUT);
    assertThat(inTheFile("SELECT count(*) FROM t")).isZero();
  }

  @Test
  void whatIsNoStatementHarmsNobodyElse() {
    Promise<Void> gate = Promise.promise();
    Future<Void> held = hold(gate);
    Future<?> wrong = pool.withSharedTransaction(client -> client.query(null).execute());
    gate.complete();

    await(held);
    assertKind(wrong, SQLiteErrorKind.MISUSE);
    await(pool.withSharedTransaction(client -> insert(client, 1)));
  }

  @Test
  void nobodyWaitsForTheWorkerOfAnother() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    Context worker = ((VertxInternal) files.vertx).createWorkerContext();
    Promise<Void> gate = Promise.promise();
    Future<Void> held = hold(gate);
    Future<?> first = pool.withSharedTransaction(client -> insert(client, 1));
    Promise<Void> last = Promise.promise();
    Promise<Void> waits = Promise.promise();
    worker.runOnContext(
        v -> {
          pool.withSharedTransaction(
                  client ->
                      insert(client, 2)
                          .onSuccess(i -> worker.runOnContext(w -> awaitQuietly(blocked))))
              .<Void>mapEmpty()
              .onComplete(last);
          waits.complete();
        });
    await(waits.future());

    gate.complete();
    try {
      await(held);
      await(first);
    } finally {
      blocked.countDown();
    }
    await(last.future());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theTimeoutOutlivesTheVerticleThatWasThereFirst() {
    await(pool.close());
    open(files.options("t.db").setTurnTimeout(400));
    Promise<Void> gate = Promise.promise();
    Promise<Future<Void>> held = Promise.promise();
    // Its transaction is the first one, so it is there that the watch over all of them begins.
    String verticle =
        await(
            files.vertx.deployVerticle(
                new AbstractVerticle() {
                  @Override
                  public void start(Promise<Void> started) {
                    held.complete(
                        pool.withSharedTransaction(
                            client ->
                                insert(client, 1)
                                    .onSuccess(i -> started.complete())
                                    .compose(i -> gate.future())));
                  }
                }));
    await(files.vertx.undeploy(verticle));
    List<Future<?>> all = new ArrayList<>();
    for (int i = 2; i < 6; i++) {
      int value = i;
      all.add(pool.withSharedTransaction(client -> insert(client, value)));
    }

    all.forEach(each -> assertKind(each, SQLiteErrorKind.TIMEOUT));
    gate.complete();
    await(await(held.future()));
  }

  @Test
  void withAConnectHandlerItIsATransactionOfItsOwn() {
    await(pool.close());
    pool =
        SQLitePool.cast(
            SQLiteBuilder.pool()
                .connectingTo(files.options("t.db"))
                .withConnectHandler(
                    connection ->
                        connection
                            .query("CREATE TEMP TABLE mine AS SELECT 7 AS x")
                            .execute()
                            .eventually(() -> connection.close()))
                .using(files.vertx)
                .build());

    Object seen =
        await(
            pool.withSharedTransaction(
                client ->
                    client
                        .query("SELECT x FROM mine")
                        .execute()
                        .map(rows -> rows.iterator().next().getValue(0))));

    assertThat(seen).isEqualTo(7L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT",
        "END",
        "ROLLBACK",
        "BEGIN",
        "SAVEPOINT s",
        "RELEASE s",
        "ROLLBACK TO s",
        "PRAGMA foreign_keys=0",
        "CREATE TEMP TABLE u (x)",
        "DROP TABLE t",
        "ATTACH ':memory:' AS other",
        "/* hidden */ COMMIT",
        "; COMMIT",
        "EXPLAIN PRAGMA query_only=1"
      })
  void whatWouldConcernOthersIsRefused(String sql) throws SQLException {
    Future<?> refused =
        pool.withSharedTransaction(
            client -> insert(client, 1).compose(inserted -> client.query(sql).execute()));

    assertKind(refused, SQLiteErrorKind.MISUSE);
    assertThatThrownBy(() -> await(refused)).hasMessageContaining("Use withTransaction");
    assertThat(inTheFile("SELECT count(*) FROM t")).isZero();
  }

  @Test
  void aStatementThatMayBeStoppedIsRefused() {
    Future<?> refused =
        pool.withSharedTransaction(
            client ->
                client
                    .preparedQuery("SELECT 1", new SQLiteStatementOptions().setTimeout(1_000))
                    .execute());

    assertKind(refused, SQLiteErrorKind.MISUSE);
  }

  @Test
  void whoKeepsTheClientCannotWriteIntoTheTransactionOfAnother() {
    AtomicReference<SqlClient> kept = new AtomicReference<>();
    await(
        pool.withSharedTransaction(
            client -> {
              kept.set(client);
              return insert(client, 1);
            }));

    assertKind(insert(kept.get(), 2), SQLiteErrorKind.MISUSE);
  }

  @Test
  void itNeedsNoneOfThePoolsConnections() {
    SqlConnection only = await(pool.getConnection());

    await(pool.withSharedTransaction(client -> insert(client, 1)));

    await(only.close());
  }

  @Test
  void batchesRunInIt() {
    await(
        pool.withSharedTransaction(
            client ->
                client
                    .preparedQuery("INSERT INTO t (x) VALUES (?)")
                    .executeBatch(List.of(Tuple.of(1), Tuple.of(2)))));

    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(2L);
  }

  @Test
  void itsResultComesOnTheContextOfWhoAsked() {
    Context context = files.vertx.getOrCreateContext();
    Promise<Context> seen = Promise.promise();
    context.runOnContext(
        v ->
            pool.withSharedTransaction(client -> insert(client, 1))
                .onComplete(done -> seen.complete(Vertx.currentContext())));

    assertThat(await(seen.future())).isSameAs(context);
  }

  @Test
  void wherePerStatementTimesForbidToShareItIsATransactionOfItsOwn() throws SQLException {
    await(pool.close());
    open(files.options("t.db").setStatementTimeout(10_000));

    Future<?> failing =
        pool.withSharedTransaction(
            client -> insert(client, 1).compose(inserted -> Future.failedFuture("changed")));
    Future<?> refused = pool.withSharedTransaction(client -> client.query("COMMIT").execute());
    await(pool.withSharedTransaction(client -> insert(client, 2)));

    assertThatThrownBy(() -> await(failing)).hasMessage("changed");
    assertKind(refused, SQLiteErrorKind.MISUSE);
    assertThat(inTheFile("SELECT sum(x) FROM t")).isEqualTo(2);
  }

  @Test
  void aPoolThatWasClosedFailsIt() {
    await(pool.withSharedTransaction(client -> insert(client, 1)));
    await(pool.close());

    assertKind(pool.withSharedTransaction(client -> insert(client, 2)), SQLiteErrorKind.CLOSED);
  }
}
