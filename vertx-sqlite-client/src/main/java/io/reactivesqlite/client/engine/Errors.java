// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/**
 * Turns the native driver's exceptions into ours: extended code and SQLite's own words, nothing
 * else.
 */
final class Errors {

  private Errors() {}

  static EngineException of(SQLException e, String sql) {
    if (e instanceof org.sqlite.SQLiteException s) {
      SQLiteErrorCode code = s.getResultCode();
      return new EngineException(code.code, nativeMessage(s, code), sql, e);
    }
    return new EngineException(
        e.getErrorCode() == 0 ? ResultCodes.ERROR : e.getErrorCode(), e.getMessage(), sql, e);
  }

  /** The driver says "[NAME] explanation (SQLite's message)"; only what SQLite said is of use. */
  private static String nativeMessage(org.sqlite.SQLiteException e, SQLiteErrorCode code) {
    String message = e.getMessage();
    String prefix = code + " (";
    return message.startsWith(prefix) && message.endsWith(")")
        ? message.substring(prefix.length(), message.length() - 1)
        : message;
  }
}
