// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A SQLite file that tests look into through plain JDBC. */
final class TestDatabase {

  final Path file;

  private final String settings;

  TestDatabase(Path file) {
    this(file, "?foreign_keys=on&synchronous=OFF");
  }

  private TestDatabase(Path file, String settings) {
    this.file = file;
    this.settings = settings;
  }

  /** Waits for the disk, as databases do by default: for measurements. */
  static TestDatabase durable(Path file) {
    return new TestDatabase(file, "?foreign_keys=on");
  }

  /**
   * Foreign keys are enforced: the setting under which other tools lose rows. The disk is not
   * waited for: processes are killed here, machines are not.
   */
  String url() {
    return "jdbc:sqlite:" + file + settings;
  }

  void run(String... statements) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage() + " in " + String.join("; ", statements), e);
    }
  }

  List<String> query(String sql) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          Object value = rows.getObject(i);
          line.append(i > 1 ? " | " : "")
              .append(value instanceof byte[] bytes ? new java.math.BigInteger(1, bytes) : value);
        }
        lines.add(line.toString());
      }
      return lines;
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage() + " in " + sql, e);
    }
  }

  /** The text of everything in the schema but Liquibase's own, by type and name. */
  TreeMap<String, String> schema() {
    TreeMap<String, String> schema = new TreeMap<>();
    for (String line :
        query(
            "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
                + " AND name NOT LIKE 'DATABASECHANGELOG%' AND name <> 'sqlite_sequence'")) {
      int bar = line.indexOf(" | ");
      schema.put(line.substring(0, bar), line.substring(bar + 3));
    }
    return schema;
  }

  /** All rows of all tables, rowids and the AUTOINCREMENT counters included. */
  TreeMap<String, List<String>> rows() {
    TreeMap<String, List<String>> rows = new TreeMap<>();
    for (String table :
        query(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                + " AND name NOT LIKE 'DATABASECHANGELOG%' AND name <> 'sqlite_schema'")) {
      String quoted = "\"" + table.replace("\"", "\"\"") + "\"";
      rows.put(table, query("SELECT * FROM " + quoted + " ORDER BY 1"));
    }
    // Once it is there, SQLite keeps this table even when nothing counts any more.
    rows.remove("sqlite_sequence", List.of());
    return rows;
  }

  List<String> integrity() {
    List<String> problems = new ArrayList<>(query("PRAGMA integrity_check"));
    problems.remove("ok");
    problems.addAll(query("SELECT * FROM pragma_foreign_key_check"));
    return problems;
  }
}
