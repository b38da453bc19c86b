// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into tokens by SQLite's own rules; white space and comments are left out. */
final class SqlLexer {

  private final String sql;
  private int at;

  private SqlLexer(String sql) {
    this.sql = sql;
  }

  static List<Token> tokens(String sql) {
    SqlLexer lexer = new SqlLexer(sql);
    List<Token> tokens = new ArrayList<>();
    for (Token token = lexer.next(); token != null; token = lexer.next()) {
      tokens.add(token);
    }
    return tokens;
  }

  private Token next() {
    skipBlanksAndComments();
    if (at >= sql.length()) {
      return null;
    }
    int start = at;
    char c = sql.charAt(at);
    Token.Kind kind;
    if (c == '\'') {
      skipQuoted('\'');
      kind = Token.Kind.STRING;
    } else if (c == '"' || c == '`') {
      skipQuoted(c);
      kind = Token.Kind.QUOTED;
    } else if (c == '[') {
      int close = sql.indexOf(']', at);
      at = close < 0 ? sql.length() : close + 1;
      kind = Token.Kind.QUOTED;
    } else if ((c == 'x' || c == 'X') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
      at++;
      skipQuoted('\'');
      kind = Token.Kind.BLOB;
    } else if (isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)))) {
      skipNumber();
      kind = Token.Kind.NUMBER;
    } else if (isWordPart(c)) {
      skipWord();
      kind = Token.Kind.WORD;
    } else if (c == '?' || c == ':' || c == '@') {
      at++;
      skipWord();
      kind = Token.Kind.PARAMETER;
    } else {
      at++;
      kind = Token.Kind.SYMBOL;
    }
    return new Token(kind, start, at, sql.substring(start, at));
  }

  private void skipBlanksAndComments() {
    while (at < sql.length()) {
      if (sql.charAt(at) <= ' ') {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
      } else if (sql.startsWith("/*", at)) {
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
      } else {
        return;
      }
    }
  }

  private void skipQuoted(char quote) {
    at++;
    while (at < sql.length()) {
      if (sql.charAt(at) == quote) {
        at++;
        if (at >= sql.length() || sql.charAt(at) != quote) {
          return;
        }
      }
      at++;
    }
  }

  private void skipNumber() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      boolean signOfExponent =
          (c == '+' || c == '-')
              && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
              && !sql.startsWith("0x", at - 2);
      if (!isWordPart(c) && c != '.' && !signOfExponent) {
        return;
      }
      at++;
    }
  }

  private void skipWord() {
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** SQLite takes every character beyond ASCII as part of a name. */
  private static boolean isWordPart(char c) {
    return c == '_'
        || c == '$'
        || c >= 0x80
        || isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z');
  }
}
