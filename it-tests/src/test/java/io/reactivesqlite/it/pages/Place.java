// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Vert.x and a folder for each test of a page. */
final class Place implements BeforeEachCallback, AfterEachCallback {

  private static final long PATIENCE_SECONDS = 20;

  private Vertx vertx;
  private Path folder;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    vertx = Vertx.vertx();
    folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "page");
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    await(vertx.close());
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  Vertx vertx() {
    return vertx;
  }

  /** The path of a file in the folder. */
  String in(String name) {
    return folder.resolve(name).toString();
  }

  SQLitePool pool(String file) {
    return pool(SQLiteConnectOptions.file(in(file)));
  }

  SQLitePool pool(SQLiteConnectOptions options) {
    return SQLitePool.cast(SQLiteBuilder.pool().connectingTo(options).using(vertx).build());
  }

  static void run(SqlClient client, String... statements) {
    for (String sql : statements) {
      await(client.query(sql).execute());
    }
  }

  /** The first column of the first row. */
  static Object value(SqlClient client, String sql) {
    return await(client.query(sql).execute()).iterator().next().getValue(0);
  }

  /** What the future gives, or the message of its failure. */
  static String told(Future<?> future) {
    try {
      return String.valueOf(await(future));
    } catch (Throwable e) {
      return e.getMessage();
    }
  }

  /** Waits until something is so. */
  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** Another program's work on the file, by plain JDBC; gives the first column of its rows. */
  static List<String> jdbc(String file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      List<String> values = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            values.add(rows.getString(1));
          }
        }
      }
      return values;
    }
  }
}
