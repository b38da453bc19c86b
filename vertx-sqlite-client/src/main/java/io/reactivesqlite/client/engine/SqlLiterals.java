// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.HexFormat;

/** Values and names as SQL text that SQLite reads back as exactly the same. */
public final class SqlLiterals {

  private SqlLiterals() {}

  /** A name in double quotes. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A storage value. */
  public static String of(Object value) {
    StringBuilder sql = new StringBuilder();
    append(sql, value);
    return sql.toString();
  }

  static void append(StringBuilder sql, Object value) {
    if (value == null) {
      sql.append("NULL");
    } else if (value instanceof Double number) {
      append(sql, number.doubleValue());
    } else if (value instanceof Long number) {
      append(sql, number.longValue());
    } else if (value instanceof String text) {
      append(sql, text);
    } else {
      sql.append("X'").append(HexFormat.of().formatHex((byte[]) value)).append('\'');
    }
  }

  private static void append(StringBuilder sql, long number) {
    if (number == Long.MIN_VALUE) {
      // A minus and 9223372036854775808, which is no integer.
      sql.append("(-9223372036854775807 - 1)");
    } else {
      sql.append(number);
    }
  }

  private static void append(StringBuilder sql, double number) {
    if (Double.isInfinite(number)) {
      // Too large for a double, and so SQLite's only way to write an infinity.
      sql.append(number > 0 ? "9e999" : "-9e999");
    } else {
      sql.append(number);
    }
  }

  /** SQL ends at the character NUL, so it is spelled. */
  private static void append(StringBuilder sql, String text) {
    if (text.indexOf('\0') < 0) {
      sql.append('\'').append(text.replace("'", "''")).append('\'');
      return;
    }
    sql.append('(');
    int from = 0;
    while (true) {
      int nul = text.indexOf('\0', from);
      String piece = nul < 0 ? text.substring(from) : text.substring(from, nul);
      sql.append('\'').append(piece.replace("'", "''")).append('\'');
      if (nul < 0) {
        break;
      }
      sql.append(" || char(0) || ");
      from = nul + 1;
    }
    sql.append(')');
  }
}
