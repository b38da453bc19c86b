// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.STRING;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.FunctionKind;
import org.hibernate.query.sqm.produce.function.ArgumentTypesValidator;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionArgumentTypeResolvers;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.Overflow;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code listagg(x, separator) within group (order by y)}, {@code string_agg(x, separator)}. */
final class TextAggregate extends AbstractSqmSelfRenderingFunctionDescriptor {
  private static final String MARK = "char(31)";

  TextAggregate(String name, FunctionKind kind, TypeConfiguration types) {
    super(
        name,
        kind,
        new ArgumentTypesValidator(StandardArgumentsValidators.exactly(2), STRING, STRING),
        StandardFunctionReturnTypeResolvers.invariant(
            types.getBasicTypeRegistry().resolve(StandardBasicTypes.STRING)),
        StandardFunctionArgumentTypeResolvers.invariant(types, STRING, STRING));
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    render(sql, arguments, null, List.of(), returnType, translator);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      Predicate filter,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    render(sql, arguments, filter, List.of(), returnType, translator);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      Predicate filter,
      List<SortSpecification> order,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final SqlAstNode separator =
        arguments.get(1) instanceof Overflow overflow
            ? overflow.getSeparatorExpression()
            : arguments.get(1);
    if (arguments.get(0) instanceof Distinct distinct) {
      // DISTINCT allows one argument only, so each text carries a mark that becomes the separator
      sql.appendSql("rtrim(replace(group_concat(distinct ");
      distinct.getExpression().accept(translator);
      sql.appendSql("||" + MARK);
      AggregateClauses.order(sql, order, translator);
      sql.appendSql(')');
      AggregateClauses.filter(sql, filter, translator);
      sql.appendSql("," + MARK + "||',',");
      separator.accept(translator);
      sql.appendSql(")," + MARK + ")");
    } else {
      sql.appendSql("string_agg(");
      arguments.get(0).accept(translator);
      sql.appendSql(',');
      separator.accept(translator);
      AggregateClauses.order(sql, order, translator);
      sql.appendSql(')');
      AggregateClauses.filter(sql, filter, translator);
    }
  }
}
