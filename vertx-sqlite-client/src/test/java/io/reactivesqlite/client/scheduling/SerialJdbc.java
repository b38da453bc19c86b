// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.scheduling.RandomWrites.Write;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Plain JDBC, one statement after the other in autocommit: what the truth is compared with. */
final class SerialJdbc implements AutoCloseable {

  /**
   * What a write gave.
   *
   * @param failure the kind and extended code of the error, or {@code null}
   * @param results one for each set of values; empty where it failed
   */
  record Outcome(String failure, List<Result> results) {

    static Outcome failed(SQLiteErrorKind kind, int code) {
      return new Outcome(kind + " " + code, List.of());
    }

    static Outcome mapperFailed() {
      return new Outcome("mapper", List.of());
    }
  }

  /** Changed rows, the rowid of an inserted row, and the rows that were returned. */
  record Result(int changes, Long lastId, List<List<Object>> rows) {}

  private final Connection connection;

  SerialJdbc(Path file) throws SQLException {
    connection = Lab.jdbc(file);
    execute("PRAGMA foreign_keys=1");
    execute("PRAGMA trusted_schema=0");
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=OFF");
  }

  void execute(String sql) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute(sql);
    }
  }

  Outcome run(Write write) throws SQLException {
    boolean transaction = write.batch() && write.tuples().size() > 1;
    try (PreparedStatement statement = connection.prepareStatement(write.sql())) {
      int parameters = statement.getParameterMetaData().getParameterCount();
      if (transaction) {
        execute("BEGIN IMMEDIATE");
      }
      List<Result> results = new ArrayList<>();
      Outcome failure = null;
      for (List<Object> values : write.tuples()) {
        failure = runOnce(write, statement, parameters, values, results);
        if (failure != null) {
          break;
        }
      }
      if (transaction) {
        failure = end(failure);
      }
      return failure != null ? failure : new Outcome(null, results);
    } catch (SQLException e) {
      int code = code(e);
      SQLiteException expected =
          SQLiteException.of(EngineException.preparing(code, "", write.sql(), e));
      return Outcome.failed(expected.kind(), code);
    }
  }

  private Outcome runOnce(
      Write write,
      PreparedStatement statement,
      int parameters,
      List<Object> values,
      List<Result> results) {
    if (values.size() != parameters) {
      return Outcome.failed(SQLiteErrorKind.PARAMETER, 0);
    }
    try {
      for (int i = 0; i < parameters; i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<List<Object>> rows = new ArrayList<>();
      if (statement.execute()) {
        try (ResultSet rs = statement.getResultSet()) {
          int columns = rs.getMetaData().getColumnCount();
          while (rs.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
              row.add(normal(rs.getObject(i)));
            }
            rows.add(row);
          }
        }
      }
      if (write.mapperFails() && !rows.isEmpty()) {
        return Outcome.mapperFailed();
      }
      results.add(result(write, rows));
      return null;
    } catch (SQLException e) {
      return failed(e, write.sql());
    }
  }

  private Result result(Write write, List<List<Object>> rows) throws SQLException {
    if (!changesRows(write.sql())) {
      return new Result(0, null, rows);
    }
    try (Statement s = connection.createStatement();
        ResultSet rs = s.executeQuery("SELECT changes(), last_insert_rowid()")) {
      rs.next();
      int changes = rs.getInt(1);
      return new Result(changes, tellsRowId(write.sql(), changes) ? rs.getLong(2) : null, rows);
    }
  }

  private Outcome end(Outcome failure) {
    try {
      if (failure == null) {
        execute("COMMIT");
        return null;
      }
    } catch (SQLException e) {
      failure = failed(e, "COMMIT");
    }
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has done it by itself.
    }
    return failure;
  }

  static boolean changesRows(String sql) {
    return sql.startsWith("INSERT")
        || sql.startsWith("REPLACE")
        || sql.startsWith("UPDATE")
        || sql.startsWith("DELETE")
        || sql.startsWith("WITH");
  }

  /** Where no row with a rowid was inserted for sure, the rowid is an older one. */
  static boolean tellsRowId(String sql, int changes) {
    return sql.startsWith("INSERT") && changes > 0 && !sql.contains("DO UPDATE");
  }

  private static Outcome failed(SQLException e, String sql) {
    int code = code(e);
    return Outcome.failed(SQLiteException.of(new EngineException(code, "", sql, e)).kind(), code);
  }

  private static int code(SQLException e) {
    return ((org.sqlite.SQLiteException) e).getResultCode().code;
  }

  static Object normal(Object value) {
    return value instanceof Integer i ? Long.valueOf(i) : value;
  }

  /** All rows of all tables, and the schema. */
  static List<String> contents(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>();
    dump(
        connection, "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'", all);
    List<String> tables = new ArrayList<>(RandomWrites.TABLES);
    for (int i = 0; i < 4; i++) {
      if (all.contains("table|x" + i + "|CREATE TABLE x" + i + "(v)")) {
        tables.add("x" + i);
      }
    }
    for (String table : tables) {
      all.add("-- " + table);
      dump(connection, "SELECT * FROM " + table, all);
    }
    all.sort(null);
    return all;
  }

  private static void dump(Connection connection, String sql, List<String> into)
      throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet rs = s.executeQuery(sql)) {
      int columns = rs.getMetaData().getColumnCount();
      while (rs.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : "|").append(rs.getObject(i));
        }
        into.add(row.toString());
      }
    }
  }

  List<String> contents() throws SQLException {
    return contents(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
