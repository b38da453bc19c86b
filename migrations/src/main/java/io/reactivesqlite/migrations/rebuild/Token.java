// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

/** One token of SQL; {@code start} and {@code end} are offsets into the text it was read from. */
public record Token(Kind kind, int start, int end, String text) {

  /** What a token is. */
  public enum Kind {
    /** A keyword or a bare identifier: which of them is known only in context. */
    WORD,
    /** An identifier in double quotes, back quotes or brackets. */
    QUOTED,
    STRING,
    NUMBER,
    BLOB,
    PARAMETER,
    SYMBOL
  }

  /** Whether this is the given keyword, in any case. */
  public boolean is(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  /** Whether this is the given punctuation. */
  public boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }

  /** Whether this can stand where a name is expected; SQLite takes a string there, too. */
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED || kind == Kind.STRING;
  }

  /** The name without its quotes. */
  public String name() {
    return Names.unquote(text);
  }
}
