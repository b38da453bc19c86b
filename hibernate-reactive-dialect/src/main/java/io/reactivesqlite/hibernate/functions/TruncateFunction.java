// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import io.reactivesqlite.hibernate.sql.Temporals;
import java.util.List;
import org.hibernate.dialect.function.TruncFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.FunctionRenderer;
import org.hibernate.query.sqm.function.SelfRenderingSqmFunction;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.expression.SqmExtractUnit;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code trunc(number)}, {@code trunc(number, places)} and {@code trunc(datetime, unit)}. */
final class TruncateFunction extends TruncFunction {

  TruncateFunction(TypeConfiguration types) {
    super(
        "trunc(?1)",
        // rounding at the ninth place takes back what the product added below it
        "(trunc(round(?1*power(10,?2),9))/power(10,?2))",
        DatetimeTrunc.DATETRUNC,
        null,
        types);
  }

  @Override
  protected <T> SelfRenderingSqmFunction<T> generateSqmFunctionExpression(
      List<? extends SqmTypedNode<?>> arguments,
      ReturnableType<T> impliedResultType,
      QueryEngine queryEngine) {
    if (arguments.size() != 2 || !(arguments.get(1) instanceof SqmExtractUnit<?> unit)) {
      return super.generateSqmFunctionExpression(arguments, impliedResultType, queryEngine);
    }
    return new SelfRenderingSqmFunction<>(
        this,
        truncation(unit.getUnit()),
        arguments,
        impliedResultType,
        getArgumentsValidator(),
        getReturnTypeResolver(),
        queryEngine.getCriteriaBuilder(),
        getName());
  }

  private static FunctionRenderer truncation(TemporalUnit unit) {
    return (sql, arguments, returnType, translator) ->
        new PatternRenderer(
                Temporals.truncate(unit, TemporalKind.of((Expression) arguments.get(0))))
            .render(sql, arguments, translator);
  }
}
