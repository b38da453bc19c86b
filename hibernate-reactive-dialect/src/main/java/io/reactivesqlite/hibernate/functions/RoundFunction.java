// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.INTEGER;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.NUMERIC;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.produce.function.ArgumentTypesValidator;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;

/** {@code round(x)}, {@code round(x, places)}; SQLite takes negative places for none. */
final class RoundFunction extends AbstractSqmSelfRenderingFunctionDescriptor {
  private static final PatternRenderer WHOLE = new PatternRenderer("round(?1)");
  private static final PatternRenderer PLACES =
      new PatternRenderer(
          "case when ?2<0 then round(?1/power(10,-(?2)))*power(10,-(?2)) else round(?1,?2) end");

  RoundFunction() {
    super(
        "round",
        new ArgumentTypesValidator(StandardArgumentsValidators.between(1, 2), NUMERIC, INTEGER),
        StandardFunctionReturnTypeResolvers.useArgType(1),
        null);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    (arguments.size() == 1 ? WHOLE : PLACES).render(sql, arguments, translator);
  }

  @Override
  public String getArgumentListSignature() {
    return "(NUMERIC number[, INTEGER places])";
  }
}
