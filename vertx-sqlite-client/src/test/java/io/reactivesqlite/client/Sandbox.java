// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.scheduling.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Vert.x, one directory and one database file for each test. After the test everything that was
 * opened here is closed, and nothing may be left: no database, no worker thread.
 */
final class Sandbox implements BeforeEachCallback, AfterEachCallback {

  private static final long PATIENCE_SECONDS = 30;

  private final List<SQLiteConnection> connections = new ArrayList<>();
  private Path directory;
  private Vertx vertx;

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    directory = Files.createTempDirectory("sandbox");
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(4));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    // A test may have stopped its Vert.x already; then closing is no work.
    for (SQLiteConnection connection : connections) {
      connection.close();
    }
    await(vertx.close());
    deleteDirectory();
    if (context.getExecutionException().isEmpty()) {
      assertThat(Database.openCount()).as("databases left open").isZero();
      until("the workers have ended", () -> workerThreads() == 0);
    }
  }

  private void deleteDirectory() throws Exception {
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static long workerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("vertx-sqlite"))
        .count();
  }

  Vertx vertx() {
    return vertx;
  }

  Path directory() {
    return directory;
  }

  Path file() {
    return directory.resolve("test.db");
  }

  /** The test's file, with defaults that fail soon instead of late. */
  SQLiteConnectOptions options() {
    return SQLiteConnectOptions.file(file());
  }

  SQLitePool pool() {
    return pool(options());
  }

  SQLitePool pool(SQLiteConnectOptions options) {
    return pool(options, new PoolOptions());
  }

  SQLitePool pool(SQLiteConnectOptions options, PoolOptions poolOptions) {
    Pool pool = SQLiteBuilder.pool(b -> b.connectingTo(options).with(poolOptions).using(vertx));
    return SQLitePool.cast(pool);
  }

  SQLiteConnection connect() {
    return connect(options());
  }

  SQLiteConnection connect(SQLiteConnectOptions options) {
    SQLiteConnection connection = await(SQLiteConnection.connect(vertx, options));
    connections.add(connection);
    return connection;
  }

  static RowSet<Row> run(SqlClient client, String sql) {
    return await(client.query(sql).execute());
  }

  /** The first cell of the first row. */
  static Object scalar(SqlClient client, String sql) {
    return run(client, sql).iterator().next().getValue(0);
  }

  /** All cells of the first column. */
  static List<Object> column(RowSet<Row> rows) {
    List<Object> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(row.getValue(0)));
    return cells;
  }

  static List<Object> column(SqlClient client, String sql) {
    return column(run(client, sql));
  }

  static <T> T await(Future<T> future) {
    try {
      return result(future);
    } catch (ExecutionException e) {
      throw new AssertionError("failed: " + e.getCause(), e.getCause());
    }
  }

  /** Why the future failed. */
  static Throwable failure(Future<?> future) {
    try {
      throw new AssertionError("should have failed, but gave " + result(future));
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** As {@link #failure}, where it must be an error of this client. */
  static SQLiteException error(Future<?> future) {
    Throwable failure = failure(future);
    assertThat(failure).isInstanceOf(SQLiteException.class);
    return (SQLiteException) failure;
  }

  private static <T> T result(Future<T> future) throws ExecutionException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("not completed within " + PATIENCE_SECONDS + " s", e);
    }
  }

  /** Waits until something is so. */
  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** Another program's view of the file: plain JDBC. */
  Connection jdbc() {
    try {
      return DriverManager.getConnection("jdbc:sqlite:" + file());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs the statements through plain JDBC. */
  void jdbc(String... statements) {
    try (Connection connection = jdbc();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The first column of a query, as plain JDBC sees it. */
  List<Object> jdbcColumn(String sql) {
    try (Connection connection = jdbc();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Object> cells = new ArrayList<>();
      while (rows.next()) {
        cells.add(rows.getObject(1));
      }
      return cells;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
