// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteConnectOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.rules.ExternalResource;

/**
 * A database file with the tables that the TCK wants, made through plain JDBC; a new one for each
 * class.
 */
public final class TckDatabase extends ExternalResource {

  private Path file;

  @Override
  protected void before() throws Exception {
    file = Files.createTempDirectory("tck").resolve("tck.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      // Runs all statements; execute() would stop after the first.
      statement.executeUpdate(tables());
    }
  }

  private static String tables() throws IOException {
    try (InputStream in = TckDatabase.class.getResourceAsStream("/tck/tables.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** New options for the file, which must exist: a wrong name is an error, as with a server. */
  public SQLiteConnectOptions options() {
    return new SQLiteConnectOptions().setDatabase(file.toString()).setMode(OpenMode.RW);
  }

  /** The SQL with a numbered parameter between the parts. */
  public static String statement(String... parts) {
    StringBuilder sql = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      sql.append('?').append(i).append(parts[i]);
    }
    return sql.toString();
  }
}
