// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Vert.x and a directory for the databases of one test. */
final class OnFiles implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 15;

  private final List<SQLiteConnection> connections = new ArrayList<>();
  final Vertx vertx = Vertx.vertx();
  final Path directory;

  OnFiles(Path directory) {
    this.directory = directory;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  SQLiteConnectOptions options(String name) {
    return SQLiteConnectOptions.file(path(name));
  }

  SQLitePool pool(String name) {
    return pool(options(name));
  }

  SQLitePool pool(SQLiteConnectOptions options) {
    return pool(options, new PoolOptions());
  }

  SQLitePool pool(SQLiteConnectOptions options, PoolOptions poolOptions) {
    return SQLitePool.cast(
        SQLiteBuilder.pool().connectingTo(options).with(poolOptions).using(vertx).build());
  }

  SQLiteConnection connect(SQLiteConnectOptions options) {
    SQLiteConnection connection = await(SQLiteConnection.connect(vertx, options));
    connections.add(connection);
    return connection;
  }

  /** The outcome; what went wrong is thrown as it is. */
  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw OnFiles.<RuntimeException>sneaky(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer in time", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E sneaky(Throwable e) throws E {
    throw (E) e;
  }

  /** The first column of the first row. */
  static Object value(io.vertx.sqlclient.SqlClient client, String sql) {
    return await(client.query(sql).execute()).iterator().next().getValue(0);
  }

  static List<Object> column(io.vertx.sqlclient.SqlClient client, String sql) {
    RowSet<Row> rows = await(client.query(sql).execute());
    List<Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.getValue(0)));
    return values;
  }

  static void run(io.vertx.sqlclient.SqlClient client, String sql) {
    await(client.query(sql).execute());
  }

  /** Looks into a file past the client. */
  static List<String> jdbc(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  @Override
  public void close() {
    connections.forEach(SQLiteConnection::close);
    await(vertx.close());
  }
}
