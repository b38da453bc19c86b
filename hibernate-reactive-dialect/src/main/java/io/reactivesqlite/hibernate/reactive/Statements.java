// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import java.util.Locale;
import java.util.Set;

/** Tells statements that any connection can run from those that need one of their own. */
final class Statements {
  private static final Set<String> FOR_ANY =
      Set.of("select", "insert", "update", "delete", "replace", "with", "values");

  private Statements() {}

  /** Temporary tables, pragmas, DDL, and whatever else is not known to leave nothing behind. */
  static boolean needConnection(String sql) {
    final int start = wordAfter(sql, 0);
    int end = start;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return !FOR_ANY.contains(sql.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private static int wordAfter(String sql, int from) {
    int at = from;
    while (at < sql.length() && (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '(')) {
      at++;
    }
    if (sql.startsWith("/*", at)) {
      final int end = sql.indexOf("*/", at);
      return end < 0 ? at : wordAfter(sql, end + 2);
    }
    return at;
  }
}
