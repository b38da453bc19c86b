// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import io.reactivesqlite.client.engine.SqlTokens.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps window functions of the user's away from frames that may hold no row at all: the native
 * driver ends the whole process (an assertion in its {@code xValue}) when it is asked for the value
 * of a group to which nothing was ever added.
 *
 * <p>A frame that holds its current row is never empty. So refused are, in a statement that uses
 * such a function as a window: FILTER, and frames that begin after or end before the current row.
 * (With EXCLUDE SQLite asks for the end of a group, not for its value, and that the driver can do.)
 */
final class WindowGuard {

  private WindowGuard() {}

  /**
   * @param windows the names of the user's aggregates, and whether they are windows
   */
  static void check(NativeConnection connection, Map<String, Boolean> windows, String sql)
      throws EngineException {
    String function = windowIn(connection, windows, sql);
    if (function == null) {
      return;
    }
    String unsafe = unsafe(sql);
    if (unsafe == null && !mentions(sql, function)) {
      unsafe = unsafeInSchema(connection, function);
    }
    if (unsafe != null) {
      throw EngineException.preparing(
          ResultCodes.ERROR,
          "the window function "
              + function
              + " is written in Java and cannot be used with "
              + unsafe
              + ": a frame may hold no row then, and for that the native driver would end the process;"
              + " use a frame that always holds the current row",
          sql,
          null);
    }
  }

  /** The function that SQLite's program asks for values of a window, or null. */
  private static String windowIn(
      NativeConnection connection, Map<String, Boolean> windows, String sql)
      throws EngineException {
    if (SqlScanner.verb(sql) == StatementVerb.EXPLAIN) {
      return null;
    }
    try (Statement statement = connection.jdbc().createStatement();
        ResultSet program = statement.executeQuery("EXPLAIN " + sql)) {
      while (program.next()) {
        if (program.getString(2).equals("AggValue")) {
          String called = program.getString(6).toLowerCase(Locale.ROOT);
          String name = called.substring(0, Math.max(0, called.lastIndexOf('(')));
          if (Boolean.TRUE.equals(windows.get(name))) {
            return name;
          }
        }
      }
      return null;
    } catch (SQLException e) {
      // The statement itself is wrong; preparing it says so better.
      return null;
    }
  }

  private static boolean mentions(String sql, String function) {
    return sql.toLowerCase(Locale.ROOT).contains(function);
  }

  private static String unsafeInSchema(NativeConnection connection, String function)
      throws EngineException {
    try (Statement statement = connection.jdbc().createStatement();
        ResultSet schema =
            statement.executeQuery(
                "SELECT sql FROM sqlite_schema WHERE type IN ('view', 'trigger')"
                    + " UNION ALL SELECT sql FROM sqlite_temp_schema WHERE type IN ('view', 'trigger')")) {
      while (schema.next()) {
        String sql = schema.getString(1);
        String unsafe = mentions(sql, function) ? unsafe(sql) : null;
        if (unsafe != null) {
          return unsafe;
        }
      }
      return null;
    } catch (SQLException e) {
      throw Errors.of(e, null);
    }
  }

  /** What in the text may leave a frame empty, or null. */
  static String unsafe(String sql) {
    SqlTokens tokens = new SqlTokens(sql, 0);
    while (tokens.next() != Kind.END) {
      if (tokens.is("FILTER")) {
        tokens.next();
        if (tokens.kind() == Kind.OPEN) {
          return "FILTER";
        }
      }
      if (tokens.is("ROWS") || tokens.is("RANGE") || tokens.is("GROUPS")) {
        tokens.next();
        if (tokens.is("BETWEEN")) {
          String start = bound(tokens);
          String end = bound(tokens);
          if ("FOLLOWING".equals(start) || "PRECEDING".equals(end)) {
            return "a frame that may leave out the current row";
          }
        }
      }
    }
    return null;
  }

  /** How the next bound of a frame ends: PRECEDING, FOLLOWING or ROW. */
  private static String bound(SqlTokens tokens) {
    int depth = 0;
    while (tokens.next() != Kind.END) {
      if (tokens.kind() == Kind.OPEN) {
        depth++;
      } else if (tokens.kind() == Kind.CLOSE) {
        if (--depth < 0) {
          return null;
        }
      } else if (depth == 0) {
        for (String word : new String[] {"PRECEDING", "FOLLOWING", "ROW"}) {
          if (tokens.is(word)) {
            return word;
          }
        }
      }
    }
    return null;
  }
}
