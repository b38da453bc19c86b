// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code CREATE INDEX} says.
 *
 * @param unique whether it is unique
 * @param parts the columns and expressions it is on
 * @param where the condition of a partial index, or null
 */
public record IndexSql(boolean unique, List<Part> parts, String where) {

  /**
   * One column or expression.
   *
   * @param text the name without quotes, or the expression
   * @param expression whether it is an expression
   * @param collation the collation it asks for, or null
   * @param descending whether it goes down
   */
  public record Part(String text, boolean expression, String collation, boolean descending) {}

  public IndexSql {
    parts = List.copyOf(parts);
  }

  /** Reads a {@code CREATE INDEX}. */
  public static IndexSql parse(String createIndex) {
    List<Token> tokens = SqlLexer.tokens(createIndex);
    boolean unique = tokens.size() > 1 && tokens.get(1).is("UNIQUE");
    List<Part> parts = new ArrayList<>();
    List<Token> part = new ArrayList<>();
    int depth = 0;
    for (Token token : tokens) {
      boolean opens = token.isSymbol('(');
      boolean closes = token.isSymbol(')');
      depth -= closes ? 1 : 0;
      if ((closes && depth == 0) || (depth == 1 && token.isSymbol(','))) {
        parts.add(part(createIndex, part));
        part.clear();
      } else if (depth > 0) {
        part.add(token);
      } else if (token.is("WHERE")) {
        return new IndexSql(unique, parts, createIndex.substring(token.end()).trim());
      }
      depth += opens ? 1 : 0;
    }
    return new IndexSql(unique, parts, null);
  }

  private static Part part(String sql, List<Token> tokens) {
    List<Token> rest = new ArrayList<>(tokens);
    boolean descending = false;
    String collation = null;
    Token last = rest.get(rest.size() - 1);
    if (rest.size() > 1 && (last.is("ASC") || last.is("DESC"))) {
      descending = last.is("DESC");
      rest.remove(rest.size() - 1);
    }
    if (rest.size() > 2 && rest.get(rest.size() - 2).is("COLLATE")) {
      collation = rest.get(rest.size() - 1).name();
      rest.subList(rest.size() - 2, rest.size()).clear();
    }
    if (rest.size() == 1 && rest.get(0).isName()) {
      return new Part(rest.get(0).name(), false, collation, descending);
    }
    String text = sql.substring(rest.get(0).start(), rest.get(rest.size() - 1).end());
    return new Part(text, true, collation, descending);
  }
}
