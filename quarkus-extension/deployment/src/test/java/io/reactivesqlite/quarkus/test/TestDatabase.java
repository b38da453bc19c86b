// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** A URL of a new file that has one book. */
  static String withABook() {
    String url = newUrl();
    try (Connection connection = connect(url)) {
      connection.createStatement().execute("create table book (title text)");
      connection.createStatement().execute("insert into book values ('Solaris')");
      return url;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
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
}
