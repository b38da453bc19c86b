// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import org.hibernate.dialect.function.json.JsonPathHelper;
import org.hibernate.query.SemanticException;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JsonPathPassingClause;
import org.hibernate.sql.ast.tree.expression.Literal;

/** Paths into JSON documents. SQLite knows members and indexes, no wildcards and no filters. */
final class JsonPaths {
  private static final String ALL = "[*]";

  private JsonPaths() {}

  static void render(
      SqlAppender sql,
      Expression path,
      JsonPathPassingClause passing,
      SqlAstTranslator<?> translator) {
    if (path instanceof Literal literal && literal.getLiteralValue() instanceof String text) {
      requireSimple(text);
    }
    if (passing == null) {
      path.accept(translator);
    } else {
      JsonPathHelper.appendJsonPathConcatPassingClause(sql, path, passing, translator);
    }
  }

  private static void requireSimple(String path) {
    if (path.contains("*") || path.contains("?") || path.contains("..")) {
      throw new SemanticException(
          "SQLite's JSON paths have no wildcards and no filters: "
              + path
              + "; join json_table or unnest instead");
    }
  }

  /** Whether a path means every element of an array. */
  static boolean isEveryElement(String path) {
    return path.endsWith(ALL);
  }

  static String withoutEvery(String path) {
    final String array = path.substring(0, path.length() - ALL.length());
    requireSimple(array);
    return array;
  }
}
