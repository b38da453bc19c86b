// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.List;

/**
 * One constraint of a column or of a table, where it stands in the text.
 *
 * @param kind what it demands
 * @param name its name, or null
 * @param start where it begins, its {@code CONSTRAINT name} included
 * @param end where it ends
 * @param columns the columns it is about: the list of a table constraint, or the column it stands
 *     at
 * @param parentTable the table that a foreign key refers to, or null
 * @param parentColumns the columns that a foreign key refers to; empty means the parent's primary
 *     key
 * @param text the SQL from start to end
 */
public record Clause(
    Kind kind,
    String name,
    int start,
    int end,
    List<String> columns,
    String parentTable,
    List<String> parentColumns,
    String text) {

  /** What a clause demands. */
  public enum Kind {
    PRIMARY_KEY,
    NOT_NULL,
    NULL,
    UNIQUE,
    CHECK,
    DEFAULT,
    COLLATE,
    FOREIGN_KEY,
    GENERATED
  }

  /** The SQL without its {@code CONSTRAINT name}. */
  public String body() {
    List<Token> tokens = SqlLexer.tokens(text);
    return tokens.get(0).is("CONSTRAINT") ? text.substring(tokens.get(2).start()) : text;
  }

  /** Whether one of the words of this clause is the given keyword, outside of parentheses. */
  public boolean has(String keyword) {
    int depth = 0;
    for (Token token : SqlLexer.tokens(text)) {
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
      if (depth == 0 && token.is(keyword)) {
        return true;
      }
    }
    return false;
  }
}
