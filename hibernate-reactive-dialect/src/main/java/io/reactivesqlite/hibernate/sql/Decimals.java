// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.sql;

import java.util.List;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.query.sqm.function.SelfRenderingFunctionSqlAstExpression;
import org.hibernate.sql.ast.tree.expression.Expression;

/** Expressions whose values are decimals, and so texts that have to be compared as numbers. */
public final class Decimals {

  private Decimals() {}

  public static boolean isDecimal(Expression expression) {
    final JdbcMappingContainer type = expression.getExpressionType();
    return type != null
        && type.getJdbcTypeCount() == 1
        && type.getSingleJdbcMapping().getJdbcType().isDecimal();
  }

  /** The expression with NUMERIC affinity. */
  public static Expression asNumber(Expression expression) {
    return new SelfRenderingFunctionSqlAstExpression<>(
        "cast",
        (appender, arguments, returnType, walker) -> {
          appender.appendSql("cast(");
          arguments.get(0).accept(walker);
          appender.appendSql(" as numeric)");
        },
        List.of(expression),
        null,
        expression.getExpressionType());
  }
}
