// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether views and triggers work: SQLite looks at what they name only when they are used, so one
 * can be left behind that names what is gone.
 */
public final class Probes {

  private Probes() {}

  /** For each view and trigger, by kind and name, what SQLite says against it, if anything. */
  public static Map<String, Optional<String>> of(Connection connection) throws SQLException {
    Map<String, Optional<String>> answers = new LinkedHashMap<>();
    for (Schema.Entry entry : Schema.read(connection).own()) {
      String table = Names.quote(entry.table());
      if (entry.is("view")) {
        answers.put("View '" + entry.name() + "'", failure(connection, "SELECT * FROM " + table));
      } else if (entry.is("trigger")) {
        answers.put(
            "Trigger '" + entry.name() + "'", failure(connection, write(connection, entry, table)));
      }
    }
    return answers;
  }

  /** A write of the kind that runs the trigger. */
  private static String write(Connection connection, Schema.Entry trigger, String table)
      throws SQLException {
    return switch (event(trigger.sql())) {
      case "delete" -> "DELETE FROM " + table;
      case "insert" -> "INSERT INTO " + table + " DEFAULT VALUES";
      default -> {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
            ResultSet rows =
                statement.executeQuery(
                    "SELECT name FROM pragma_table_xinfo("
                        + Names.string(trigger.table())
                        + ") WHERE hidden = 0")) {
          while (rows.next()) {
            String column = Names.quote(rows.getString(1));
            columns.add(column + " = " + column);
          }
        }
        yield "UPDATE " + table + " SET " + String.join(", ", columns);
      }
    };
  }

  private static String event(String createTrigger) {
    for (String word : SqlScript.normalized(createTrigger).split(" ")) {
      if (word.equals("delete") || word.equals("insert") || word.equals("update")) {
        return word;
      }
    }
    return "update";
  }

  /** What SQLite says against a statement when it is only prepared. */
  private static Optional<String> failure(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("EXPLAIN " + sql);
      return Optional.empty();
    } catch (SQLException failure) {
      return Optional.of(failure.getMessage());
    }
  }
}
