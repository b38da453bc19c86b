// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

/** Reads the text of a {@code CREATE VIEW}. */
public final class ViewSql {

  private ViewSql() {}

  /** What stands behind {@code AS}; null stays null. */
  public static String selectOf(String createView) {
    if (createView == null) {
      return null;
    }
    int depth = 0;
    for (Token token : SqlLexer.tokens(createView)) {
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
      if (depth == 0 && token.is("AS")) {
        return createView.substring(token.end()).trim();
      }
    }
    throw new SchemaChangeException("This CREATE VIEW cannot be read: " + createView);
  }
}
