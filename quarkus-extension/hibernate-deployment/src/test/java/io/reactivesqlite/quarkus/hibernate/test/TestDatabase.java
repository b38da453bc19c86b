// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.SQLiteDataSource;

/** New files for tests, and a look into them that does not go through the client. */
final class TestDatabase {

  private TestDatabase() {}

  /** A URL of a file that nobody had before. A test class is loaded twice, so it asks only once. */
  static String newUrl() {
    try {
      return "sqlite:" + Files.createTempDirectory("db").resolve("app.db").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(String url) {
    return Path.of(url.substring("sqlite:".length()));
  }

  static Object value(String url, String sql) {
    try (Connection connection = connect(url);
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getObject(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without DriverManager, which knows only drivers of the class loader that came first. */
  static Connection connect(String url) throws SQLException {
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl("jdbc:sqlite:" + path(url));
    return dataSource.getConnection();
  }

  /**
   * How many commits its WAL has, where nobody makes checkpoints: the last page of each is marked.
   */
  static int commitsInTheLog(String url) {
    try {
      ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(Path.of(path(url) + "-wal")));
      int page = 24 + log.getInt(8);
      int commits = 0;
      for (int at = 32; at + page <= log.limit(); at += page) {
        commits += log.getInt(at + 4) == 0 ? 0 : 1;
      }
      return commits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void run(String url, String... statements) {
    try (Connection connection = connect(url)) {
      for (String sql : statements) {
        connection.createStatement().execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
