// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connection reads the schema when it opens, and another process may just then hold the lock:
 * that is waited for as it is later on.
 */
class LockedWhileOpeningTest {

  private static final int HELD_MILLIS = 200;

  /** What a lane is opened for. */
  private interface Request {
    Future<?> on(Pool pool);
  }

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Connection other;

  @BeforeEach
  void open() throws Exception {
    // It keeps the database prepared, so that the pools of the tests only open their lanes.
    await(pool(5_000).query("CREATE TABLE t (a)").execute());
    other = DriverManager.getConnection("jdbc:sqlite:" + file());
    other.createStatement().execute("BEGIN EXCLUSIVE");
  }

  @AfterEach
  void close() throws Exception {
    other.close();
    await(vertx.close());
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("a connection", (Request) Pool::getConnection),
        Arguments.of("a read", (Request) pool -> pool.query("SELECT a FROM t").execute()),
        Arguments.of("a write", (Request) pool -> pool.query("INSERT INTO t VALUES (1)").execute()),
        Arguments.of(
            "writes that wait together",
            (Request)
                pool ->
                    Future.all(
                        pool.query("INSERT INTO t VALUES (1)").execute(),
                        pool.query("INSERT INTO t VALUES (2)").execute(),
                        pool.query("INSERT INTO t VALUES (3)").execute())),
        Arguments.of(
            "reads that wait together",
            (Request)
                pool ->
                    Future.all(
                        pool.query("SELECT a FROM t").execute(),
                        pool.query("SELECT count(*) FROM t").execute())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void itWaitsForTheLock(String name, Request request) throws Exception {
    Future<?> answer = request.on(pool(20_000));
    vertx.setTimer(HELD_MILLIS, id -> vertx.executeBlocking(this::letGo));
    await(answer);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void itWaitsNoLongerThanTheBusyTimeout(String name, Request request) throws Exception {
    assertThatThrownBy(() -> await(request.on(pool(50))))
        .cause()
        .isInstanceOfSatisfying(
            SQLiteException.class, e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.BUSY));
  }

  @Test
  void itIsOpenForTheNextOneAfterwards() throws Exception {
    Pool pool = pool(50);
    assertThatThrownBy(() -> await(pool.query("INSERT INTO t VALUES (1)").execute()))
        .hasCauseInstanceOf(SQLiteException.class);
    letGo();
    await(pool.query("INSERT INTO t VALUES (2)").execute());
    await(pool.withConnection(c -> c.query("INSERT INTO t VALUES (3)").execute()));
    assertThat(await(pool.query("SELECT sum(a) FROM t").execute()).iterator().next().getLong(0))
        .isEqualTo(5);
  }

  private Void letGo() throws SQLException {
    other.createStatement().execute("COMMIT");
    return null;
  }

  private Pool pool(int busyTimeout) {
    return SQLiteBuilder.pool()
        .connectingTo(
            new SQLiteConnectOptions()
                .setDatabase(file())
                .setJournalMode(JournalMode.DELETE)
                .setBusyTimeout(busyTimeout))
        .using(vertx)
        .build();
  }

  private String file() {
    return folder.resolve("locked.db").toString();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
