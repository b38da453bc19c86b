// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import io.reactivesqlite.hibernate.sql.Decimals;
import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.FunctionKind;
import org.hibernate.query.sqm.produce.function.FunctionReturnTypeResolver;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionArgumentTypeResolvers;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.predicate.Predicate;

/** min, max and sum, of decimals as numbers. */
final class NumberAggregate extends AbstractSqmSelfRenderingFunctionDescriptor {

  NumberAggregate(String name, FunctionReturnTypeResolver result) {
    super(
        name,
        FunctionKind.AGGREGATE,
        StandardArgumentsValidators.exactly(1),
        result,
        StandardFunctionArgumentTypeResolvers.IMPLIED_RESULT_TYPE);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    render(sql, arguments, null, returnType, translator);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      Predicate filter,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    sql.appendSql(getName());
    sql.appendSql('(');
    if (arguments.get(0) instanceof Distinct distinct) {
      sql.appendSql("distinct ");
      argument(distinct.getExpression(), translator);
    } else {
      argument((Expression) arguments.get(0), translator);
    }
    sql.appendSql(')');
    AggregateClauses.filter(sql, filter, translator);
  }

  private static void argument(Expression expression, SqlAstTranslator<?> translator) {
    (Decimals.isDecimal(expression) ? Decimals.asNumber(expression) : expression)
        .accept(translator);
  }
}
