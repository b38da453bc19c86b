// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.array;

import io.reactivesqlite.hibernate.functions.json.JsonArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.query.sqm.function.FunctionRenderer;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.tree.SqlAstNode;

/** The form in which the elements among a function's arguments are rendered. */
enum ElementArguments {
  /** As JSON values, to become part of an array. */
  JSON(JsonArguments::asJson),
  /** As SQL values, to be compared with what is in an array. */
  COMPARED(JsonArguments::asElement);

  private final UnaryOperator<SqlAstNode> form;

  ElementArguments(UnaryOperator<SqlAstNode> form) {
    this.form = form;
  }

  SqlAstNode of(SqlAstNode element) {
    return form.apply(element);
  }

  static FunctionRenderer plain(String pattern) {
    return JSON.pattern(pattern);
  }

  /**
   * @param elements positions of arguments that are elements
   */
  FunctionRenderer pattern(String pattern, int... elements) {
    return (sql, arguments, returnType, translator) -> {
      final List<SqlAstNode> prepared = new ArrayList<>(arguments);
      for (int element : elements) {
        prepared.set(element, of(prepared.get(element)));
      }
      new PatternRenderer(pattern).render(sql, prepared, translator);
    };
  }
}
