// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

/**
 * Refuses SQL texts of which SQLite would silently run something else than what was written: only
 * the first of several statements, or the part before a NUL.
 */
final class SqlText {

  private static final int SHOWN_TAIL = 40;

  private SqlText() {}

  static void check(String sql) throws EngineException {
    checkCharacters(sql);
    if (SqlScanner.isBlank(sql, 0)) {
      throw refused("there is no statement in the SQL text", sql);
    }
    String tail = SqlScanner.tail(sql);
    if (tail != null) {
      throw refused(
          "more than one statement: run one at a time, or all of them with executeScript; the second begins at '"
              + (tail.length() > SHOWN_TAIL ? tail.substring(0, SHOWN_TAIL) + "…" : tail)
              + "'",
          sql);
    }
  }

  private static void checkCharacters(String sql) throws EngineException {
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == 0) {
        throw refused(
            "the SQL text has the character NUL at index "
                + i
                + ", where SQLite would stop reading; give such a text as a parameter",
            sql);
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(sql, i)) {
          throw refused(
              "the SQL text has half of a surrogate pair at index " + i + ", which is no character",
              sql);
        }
        i++;
      }
    }
  }

  private static boolean isPair(String sql, int i) {
    return Character.isHighSurrogate(sql.charAt(i))
        && i + 1 < sql.length()
        && Character.isLowSurrogate(sql.charAt(i + 1));
  }

  private static EngineException refused(String message, String sql) {
    return EngineException.preparing(ResultCodes.ERROR, message, sql, null);
  }
}
