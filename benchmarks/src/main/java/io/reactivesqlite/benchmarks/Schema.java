// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The data that all loads work on, and the pragmas that all competitors set. */
public final class Schema {

  /** Rows of the table {@code item}. */
  public static final int ITEMS = 10_000;

  /** Entities of a query of Hibernate's. */
  public static final int QUERIED = 1_000;

  /** Rows of the table {@code streamed}. */
  public static final int STREAMED = 1_000_000;

  /** Rows of a batch. */
  public static final int BATCH = 50_000;

  /** Rows of the table {@code account}. */
  public static final int ACCOUNTS = 1_000;

  public static final int BUSY_TIMEOUT_MILLIS = 5_000;
  public static final int CACHE_KIB = 2_000;

  public static final String SELECT = "SELECT id, a, b, c FROM item WHERE id = ?";
  public static final String INSERT = "INSERT INTO added(a, b, c) VALUES (?, ?, ?)";
  public static final String QUERY = "SELECT id, a, b, c FROM item";
  public static final String STREAM = "SELECT id, a, b, c FROM streamed";
  public static final String BALANCE = "SELECT balance FROM account WHERE id = ?";
  public static final String SET_BALANCE = "UPDATE account SET balance = ? WHERE id = ?";

  /** Keeps one core busy for some tens of milliseconds, and gives one row. */
  public static final String SLOW = computing(300_000);

  /** The same for less than a millisecond. */
  public static final String BRIEF = computing(2_000);

  private Schema() {}

  private static String computing(int rows) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
        + rows
        + ") SELECT sum(i * i % 7) FROM n";
  }

  /** The text in the columns {@code a}. */
  public static String text(long number) {
    return "name-" + number;
  }

  /** The URL with the pragmas for everybody who comes through JDBC. */
  public static String jdbcUrl(Path database, String synchronous) {
    return "jdbc:sqlite:"
        + database
        + "?journal_mode=WAL&synchronous="
        + synchronous
        + "&foreign_keys=true&busy_timeout="
        + BUSY_TIMEOUT_MILLIS
        + "&cache_size="
        + -CACHE_KIB;
  }

  /** Makes the database that is copied for each process. */
  public static void create(Path database, boolean streamed) throws SQLException, IOException {
    Files.deleteIfExists(database);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      String columns = "(id INTEGER PRIMARY KEY, a TEXT, b INTEGER, c REAL)";
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("CREATE TABLE item" + columns);
      statement.execute("CREATE TABLE added" + columns);
      statement.execute("CREATE TABLE streamed" + columns);
      statement.execute("CREATE TABLE account(id INTEGER PRIMARY KEY, balance INTEGER NOT NULL)");
      fill(statement, "item", ITEMS);
      if (streamed) {
        fill(statement, "streamed", STREAMED);
      }
      statement.execute(numbers(ACCOUNTS) + "INSERT INTO account SELECT i, 0 FROM n");
      statement.execute("PRAGMA journal_mode = DELETE");
    }
  }

  private static void fill(Statement statement, String table, int rows) throws SQLException {
    statement.execute(
        numbers(rows) + "INSERT INTO " + table + " SELECT i, 'name-' || i, i, i * 1.5 FROM n");
  }

  private static String numbers(int count) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
        + count
        + ") ";
  }
}
