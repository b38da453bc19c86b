// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.query.SemanticException;

/** Java's date patterns in SQL: SQLite's strftime knows numbers, names come from a CASE. */
final class DatePattern {

  private DatePattern() {}

  /** An expression over {@code ?1}. */
  static String translate(String pattern) {
    final List<String> parts = new ArrayList<>();
    final StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      final char c = pattern.charAt(i);
      if (c == '\'') {
        i = quoted(pattern, i, literal);
      } else if (Character.isLetter(c)) {
        int end = i;
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        flush(literal, parts);
        parts.add(letter(c, end - i));
        i = end;
      } else {
        literal.append(c);
        i++;
      }
    }
    flush(literal, parts);
    return parts.isEmpty() ? "''" : "(" + String.join("||", parts) + ")";
  }

  private static int quoted(String pattern, int start, StringBuilder literal) {
    if (pattern.startsWith("''", start)) {
      literal.append('\'');
      return start + 2;
    }
    final int end = pattern.indexOf('\'', start + 1);
    if (end < 0) {
      throw new SemanticException("The date pattern has an open quote: " + pattern);
    }
    literal.append(pattern, start + 1, end);
    return end + 1;
  }

  private static void flush(StringBuilder literal, List<String> parts) {
    if (!literal.isEmpty()) {
      parts.add("'" + literal.toString().replace("'", "''") + "'");
      literal.setLength(0);
    }
  }

  private static String letter(char letter, int count) {
    return switch (letter) {
      case 'y', 'u' -> count == 2 ? "substr(strftime('%Y',?1),3)" : "strftime('%Y',?1)";
      case 'Y' -> count == 2 ? "substr(strftime('%G',?1),3)" : "strftime('%G',?1)";
      case 'Q', 'q' -> "((cast(strftime('%m',?1) as integer)+2)/3)";
      case 'M', 'L' ->
          switch (count) {
            case 1 -> number("%m");
            case 2 -> padded("%m");
            case 3 -> "substr(" + TemporalFunctions.monthName("?1") + ",1,3)";
            default -> "(" + TemporalFunctions.monthName("?1") + ")";
          };
      case 'w' -> count == 1 ? number("%V") : padded("%V");
      case 'd' -> count == 1 ? number("%d") : padded("%d");
      case 'D' -> count == 3 ? padded("%j") : number("%j");
      case 'E' ->
          count < 4
              ? "substr(" + TemporalFunctions.dayName("?1") + ",1,3)"
              : "(" + TemporalFunctions.dayName("?1") + ")";
      case 'e', 'c' -> number("%u");
      case 'a' -> padded("%p");
      case 'H' -> count == 1 ? number("%H") : padded("%H");
      case 'k' -> number("%H");
      case 'h' -> count == 1 ? number("%I") : padded("%I");
      case 'm' -> count == 1 ? number("%M") : padded("%M");
      case 's' -> count == 1 ? number("%S") : padded("%S");
      case 'S' ->
          "substr(substr(?1,instr(?1||'.','.')+1)||'000000000',1," + Math.min(count, 9) + ")";
      // moments are kept in UTC
      case 'X', 'z', 'V' -> "'Z'";
      case 'x', 'O', 'Z' -> count == 1 && letter == 'x' ? "'+00'" : offset(letter, count);
      default ->
          throw new SemanticException(
              "The letter '" + letter + "' of the date pattern has no counterpart in SQLite");
    };
  }

  private static String offset(char letter, int count) {
    return (letter == 'x' && count == 2) || (letter == 'Z' && count < 4) ? "'+0000'" : "'+00:00'";
  }

  private static String number(String format) {
    return "cast(strftime('" + format + "',?1) as integer)";
  }

  private static String padded(String format) {
    return "strftime('" + format + "',?1)";
  }
}
