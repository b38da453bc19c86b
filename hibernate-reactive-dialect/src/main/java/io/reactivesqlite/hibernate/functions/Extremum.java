// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.COMPARABLE;

import io.reactivesqlite.hibernate.sql.Decimals;
import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.produce.function.ArgumentTypesValidator;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionArgumentTypeResolvers;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;

/** The least or greatest of several values, decimals compared as numbers. */
final class Extremum extends AbstractSqmSelfRenderingFunctionDescriptor {
  private final String function;

  Extremum(String name, String function) {
    super(
        name,
        new ArgumentTypesValidator(StandardArgumentsValidators.min(2), COMPARABLE, COMPARABLE),
        StandardFunctionReturnTypeResolvers.useFirstNonNull(),
        StandardFunctionArgumentTypeResolvers.ARGUMENT_OR_IMPLIED_RESULT_TYPE);
    this.function = function;
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    sql.appendSql(function);
    char separator = '(';
    for (SqlAstNode argument : arguments) {
      sql.appendSql(separator);
      final Expression expression = (Expression) argument;
      (Decimals.isDecimal(expression) ? Decimals.asNumber(expression) : expression)
          .accept(translator);
      separator = ',';
    }
    sql.appendSql(')');
  }
}
