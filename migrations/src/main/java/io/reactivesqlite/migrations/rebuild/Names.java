// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How SQLite writes and compares names. */
public final class Names {

  /** Every word with a meaning in SQLite's grammar; quoting one too many does no harm. */
  private static final Set<String> KEYWORDS =
      Set.of(
          ("ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN"
                  + " BETWEEN BY CASCADE CASE CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE"
                  + " CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DEFAULT"
                  + " DEFERRABLE DEFERRED DELETE DESC DETACH DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT"
                  + " EXCLUDE EXCLUSIVE EXISTS EXPLAIN FAIL FALSE FILTER FIRST FOLLOWING FOR FOREIGN FROM"
                  + " FULL GENERATED GLOB GROUP GROUPS HAVING IF IGNORE IMMEDIATE IN INDEX INDEXED"
                  + " INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE LIMIT"
                  + " MATCH MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL NULLS OF OFFSET ON OR ORDER"
                  + " OTHERS OUTER OVER PARTITION PLAN PRAGMA PRECEDING PRIMARY QUERY RAISE RANGE RECURSIVE"
                  + " REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT ROLLBACK"
                  + " ROW ROWS SAVEPOINT SELECT SET STORED STRICT TABLE TEMP TEMPORARY THEN TIES TO"
                  + " TRANSACTION TRIGGER TRUE UNBOUNDED UNION UNIQUE UPDATE USING VACUUM VALUES VIEW"
                  + " VIRTUAL WHEN WHERE WINDOW WITH WITHIN WITHOUT")
              .split(" "));

  private Names() {}

  /** The name as SQL: quoted where it has to be. */
  public static String quote(String name) {
    return needsQuotes(name) ? '"' + name.replace("\"", "\"\"") + '"' : name;
  }

  /** Names as a list for parentheses. */
  public static String quoteAll(Collection<String> names) {
    return names.stream().map(Names::quote).collect(Collectors.joining(", "));
  }

  /** A text as a SQL string. */
  public static String string(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String unquote(String text) {
    char first = text.charAt(0);
    if (first == '[') {
      return text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }
    if ((first == '"' || first == '`' || first == '\'')
        && text.length() > 1
        && text.charAt(text.length() - 1) == first) {
      String quote = String.valueOf(first);
      return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
    return text;
  }

  /** SQLite compares names without regard to case, and only in ASCII. */
  public static boolean same(String a, String b) {
    return fold(a).equals(fold(b));
  }

  /** Whether a name fits one of the patterns, in which {@code *} stands for anything. */
  public static boolean fitsAny(Collection<String> patterns, String name) {
    return patterns.stream()
        .map(pattern -> "\\Q" + fold(pattern).replace("*", "\\E.*\\Q") + "\\E")
        .anyMatch(fold(name)::matches);
  }

  /** Whether one of the names is the given one. */
  public static boolean contains(Collection<String> names, String name) {
    return names.stream().anyMatch(n -> same(n, name));
  }

  /** Whether both hold the same names, in any order. */
  public static boolean sameSet(Collection<String> a, Collection<String> b) {
    return a.stream()
        .map(Names::fold)
        .collect(Collectors.toSet())
        .equals(b.stream().map(Names::fold).collect(Collectors.toSet()));
  }

  /** The form in which equal names are equal strings. */
  public static String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    name.chars().forEach(c -> folded.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return folded.toString();
  }

  private static boolean needsQuotes(String name) {
    return !name.matches("[A-Za-z_][A-Za-z0-9_]*")
        || KEYWORDS.contains(name.toUpperCase(Locale.ROOT));
  }
}
