// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.Synchronous;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The blocked-thread checker looks every millisecond, and wherever it finds an event loop that has
 * been at one thing for a millisecond, that thing must not be SQLite's.
 */
@Timeout(180)
class EventLoopTest {

  private static final int SLOW = 300_000;

  @TempDir Path directory;
  private Lab lab;
  private SQLitePool pool;
  private final ConcurrentLinkedQueue<String> blocked = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void open() {
    lab =
        new Lab(
            directory,
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setMaxEventLoopExecuteTime(1)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS));
    ((VertxInternal) lab.vertx)
        .blockedThreadChecker()
        .setThreadBlockedHandler(
            event -> {
              Thread thread = event.thread();
              if (thread.getName().contains("eventloop")) {
                Arrays.stream(thread.getStackTrace())
                    .map(StackTraceElement::toString)
                    .filter(
                        frame ->
                            frame.contains("org.sqlite")
                                || frame.contains("io.reactivesqlite.client.engine.Native"))
                    .findFirst()
                    .ifPresent(blocked::add);
              }
            });
    pool = lab.pool(lab.options().setSynchronous(Synchronous.FULL));
    Lab.run(pool, "CREATE TABLE t(v)");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  /** Runs it on the event loop. */
  private <T> T onLoop(Supplier<Future<T>> what) {
    Promise<T> done = Promise.promise();
    lab.vertx.runOnContext(v -> what.get().onComplete(done));
    return await(done.future());
  }

  private void assertNeverBlocked() {
    assertThat(blocked).isEmpty();
  }

  @Test
  void theCheckerSeesSQLiteOnTheEventLoop() {
    while (blocked.isEmpty()) {
      onLoop(this::slowOnTheLoop);
    }
  }

  private Future<Void> slowOnTheLoop() {
    try (Connection c = lab.jdbc();
        Statement s = c.createStatement()) {
      s.execute(Endless.slow(SLOW));
      return Future.succeededFuture();
    } catch (SQLException e) {
      return Future.failedFuture(e);
    }
  }

  @Test
  void aQueryDoesNotBlock() {
    onLoop(() -> pool.query(Endless.slow(SLOW)).execute());
    onLoop(() -> pool.preparedQuery(Endless.slow(SLOW) + " WHERE i <> ?").execute(Tuple.of(0)));
    onLoop(() -> pool.withConnection(c -> c.query(Endless.slow(SLOW)).execute()));
    assertNeverBlocked();
  }

  @Test
  void aWriteDoesNotBlock() {
    onLoop(() -> pool.query("INSERT INTO t " + Endless.slow(SLOW)).execute());
    onLoop(
        () -> pool.withTransaction(c -> c.query("INSERT INTO t " + Endless.slow(SLOW)).execute()));
    assertNeverBlocked();
  }

  @Test
  void aBatchDoesNotBlock() {
    List<Tuple> tuples = IntStream.range(0, 20_000).mapToObj(Tuple::of).toList();
    onLoop(() -> pool.preparedQuery("INSERT INTO t VALUES (?)").executeBatch(tuples));
    assertNeverBlocked();
  }

  @Test
  void aStreamDoesNotBlock() {
    String rows =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 20) SELECT i, ("
            + Endless.slow(SLOW / 20)
            + ") FROM n";
    onLoop(
        () ->
            pool.withTransaction(
                c ->
                    c.prepare(rows)
                        .compose(
                            statement -> {
                              Promise<Void> end = Promise.promise();
                              RowStream<?> stream = statement.createStream(2);
                              stream.exceptionHandler(end::tryFail);
                              stream.endHandler(v -> end.tryComplete());
                              stream.handler(row -> {});
                              return end.future().compose(v -> statement.close());
                            })));
    assertNeverBlocked();
  }

  @Test
  void connectingDoesNotBlock() {
    onLoop(
        () ->
            SQLiteConnection.connect(
                    lab.vertx, lab.options().setInitSql(List.of(Endless.slow(SLOW))))
                .compose(SQLiteConnection::close));
    assertNeverBlocked();
  }

  @Test
  void closingWhileAStatementRunsDoesNotBlock() {
    SQLitePool closing = lab.pool(lab.options().setCloseGrace(100));
    Lab.run(closing, "SELECT 1");
    SQLiteConnection connection = Lab.connection(closing);
    Future<?> running = connection.query(Endless.SQL).execute();
    Future<?> read = closing.query(Endless.SQL).execute();
    Future<?> write = closing.query(Endless.INSERT).execute();
    onLoop(closing::close);
    for (Future<?> stopped : List.of(running, read, write)) {
      assertThat(Lab.kind(stopped)).isEqualTo(SQLiteErrorKind.CLOSED);
    }
    assertNeverBlocked();
  }

  @Test
  void rollingBackMuchDoesNotBlock() {
    onLoop(
        () ->
            pool.getConnection()
                .compose(
                    c ->
                        c.begin()
                            .compose(
                                tx ->
                                    c.query(
                                            "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 200000) SELECT i FROM n")
                                        .execute()
                                        .compose(v -> tx.rollback()))
                            .compose(v -> c.close())));
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isZero();
    assertNeverBlocked();
  }

  @Test
  void preparingDoesNotBlock() {
    onLoop(
        () ->
            pool.withConnection(
                c ->
                    c.prepare(Endless.slow(SLOW))
                        .compose(s -> s.query().execute().compose(v -> closed(s)))));
    assertNeverBlocked();
  }

  private static Future<Void> closed(PreparedStatement statement) {
    return statement.close();
  }
}
