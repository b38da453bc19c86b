// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

/**
 * Walks over the tokens of an SQL text by the rules of SQLite's own tokenizer. White space and
 * comments are stepped over. Like SQLite it never fails: what is no token (an open quote, a lone
 * {@code !}) is {@link Kind#ILLEGAL}.
 */
final class SqlTokens {

  /** What a token is, as far as somebody here needs to know. */
  enum Kind {
    /** A keyword or an unquoted identifier. */
    WORD,
    /** A string, blob or quoted identifier. */
    QUOTED,
    /** A number. */
    NUMBER,
    /** A parameter, with its prefix. */
    VARIABLE,
    SEMICOLON,
    COMMA,
    OPEN,
    CLOSE,
    /** Any other punctuation, character by character. */
    OPERATOR,
    ILLEGAL,
    /** After the last token. */
    END
  }

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String sql;
  private int start;
  private int end;
  private Kind kind = Kind.END;

  SqlTokens(String sql, int from) {
    this.sql = sql;
    this.end = from;
  }

  /** Moves to the next token and tells its kind. */
  Kind next() {
    skipBlanks();
    start = end;
    if (start == sql.length()) {
      kind = Kind.END;
    } else {
      char first = sql.charAt(start);
      end = start + 1;
      kind = scan(first);
    }
    return kind;
  }

  Kind kind() {
    return kind;
  }

  /** Where the current token starts. */
  int start() {
    return start;
  }

  /** Just after the current token. */
  int end() {
    return end;
  }

  String text() {
    return sql.substring(start, end);
  }

  /**
   * Whether the current token is this word, given in upper case. As in SQLite only ASCII letters
   * fold.
   */
  boolean is(String word) {
    if (kind != Kind.WORD || end - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (upper(sql.charAt(start + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private Kind scan(char first) {
    switch (first) {
      case ';':
        return Kind.SEMICOLON;
      case ',':
        return Kind.COMMA;
      case '(':
        return Kind.OPEN;
      case ')':
        return Kind.CLOSE;
      case '\'', '"', '`':
        return quoted(first);
      case '[':
        return bracketed();
      case '?':
        while (isDigit(at(end))) {
          end++;
        }
        return Kind.VARIABLE;
      case ':', '@', '#', '$':
        return variable();
      case 'x', 'X':
        if (at(end) == '\'') {
          end++;
          return quoted('\'');
        }
        return word();
      default:
        if (isDigit(first)) {
          return number();
        }
        if (isWordPart(first)) {
          return word();
        }
        return first > ' ' && first != '\\' && first != '^' ? Kind.OPERATOR : Kind.ILLEGAL;
    }
  }

  private Kind quoted(char quote) {
    while (end < sql.length()) {
      if (sql.charAt(end++) == quote) {
        if (at(end) != quote) {
          return Kind.QUOTED;
        }
        end++;
      }
    }
    return Kind.ILLEGAL;
  }

  private Kind bracketed() {
    int close = sql.indexOf(']', end);
    end = close < 0 ? sql.length() : close + 1;
    return close < 0 ? Kind.ILLEGAL : Kind.QUOTED;
  }

  private Kind word() {
    while (isWordPart(at(end))) {
      end++;
    }
    return Kind.WORD;
  }

  /** Exponents with a sign come out as two numbers with an operator between: nobody here minds. */
  private Kind number() {
    while (isWordPart(at(end)) || at(end) == '.') {
      end++;
    }
    return Kind.NUMBER;
  }

  /**
   * {@code :name}, also with the {@code ::} and {@code (…)} of TCL variables, which SQLite takes
   * with every prefix.
   */
  private Kind variable() {
    int letters = 0;
    for (; end < sql.length(); end++) {
      char c = sql.charAt(end);
      if (isWordPart(c)) {
        letters++;
      } else if (c == '(' && letters > 0) {
        do {
          end++;
        } while (end < sql.length() && !isSpace(sql.charAt(end)) && sql.charAt(end) != ')');
        if (at(end) != ')') {
          return Kind.ILLEGAL;
        }
        end++;
        break;
      } else if (c == ':' && at(end + 1) == ':') {
        end++;
      } else {
        break;
      }
    }
    return letters == 0 ? Kind.ILLEGAL : Kind.VARIABLE;
  }

  private void skipBlanks() {
    while (end < sql.length()) {
      char c = sql.charAt(end);
      if (isSpace(c) || c == BYTE_ORDER_MARK) {
        end++;
      } else if (c == '-' && at(end + 1) == '-') {
        int lineEnd = sql.indexOf('\n', end);
        end = lineEnd < 0 ? sql.length() : lineEnd + 1;
      } else if (c == '/' && at(end + 1) == '*' && end + 2 < sql.length()) {
        // "/*" as the very last characters is a slash and a star to SQLite.
        int close = sql.indexOf("*/", end + 2);
        end = close < 0 ? sql.length() : close + 2;
      } else {
        return;
      }
    }
  }

  private char at(int index) {
    return index < sql.length() ? sql.charAt(index) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || isDigit(c)
        || c == '_'
        || c == '$'
        || c >= 0x80;
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }
}
