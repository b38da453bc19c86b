// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import io.reactivesqlite.hibernate.sql.Decimals;
import io.reactivesqlite.hibernate.types.JsonValues;
import java.util.List;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.query.sqm.function.SelfRenderingFunctionSqlAstExpression;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;

/** SQL expressions in the forms that SQLite's JSON functions take and give. */
public final class JsonArguments {
  private static final String PLACE = "\u0000";

  private JsonArguments() {}

  /** Renders a value so that it becomes the JSON value that Hibernate would write for it. */
  public static void render(SqlAppender sql, SqlAstNode value, SqlAstTranslator<?> translator) {
    final JdbcMapping type = mapping(value);
    if (type == null) {
      value.accept(translator);
      return;
    }
    final String form = JsonValues.write(PLACE, type);
    final int place = form.indexOf(PLACE);
    sql.append(form.substring(0, place));
    value.accept(translator);
    sql.append(form.substring(place + PLACE.length()));
  }

  /** The value in its JSON form, as an expression. */
  public static Expression asJson(SqlAstNode value) {
    return rendered(value, JsonArguments::render);
  }

  /** The value in the form in which {@code json_each(…).value} has it. */
  public static Expression asElement(SqlAstNode value) {
    final JdbcMapping type = mapping(value);
    if (type == null || type.getJdbcType().isBoolean()) {
      return (Expression) value;
    }
    return Decimals.isDecimal((Expression) value)
        ? Decimals.asNumber((Expression) value)
        : asJson(value);
  }

  private static Expression rendered(SqlAstNode value, Renderer renderer) {
    return new SelfRenderingFunctionSqlAstExpression<>(
        "json",
        (sql, arguments, returnType, translator) ->
            renderer.render(sql, arguments.get(0), translator),
        List.of(value),
        null,
        ((Expression) value).getExpressionType());
  }

  static JdbcMapping mapping(SqlAstNode value) {
    if (!(value instanceof Expression expression)) {
      return null;
    }
    final JdbcMappingContainer type = expression.getExpressionType();
    return type == null || type.getJdbcTypeCount() != 1 ? null : type.getSingleJdbcMapping();
  }

  @FunctionalInterface
  private interface Renderer {
    void render(SqlAppender sql, SqlAstNode value, SqlAstTranslator<?> translator);
  }
}
