// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.TimestampaddFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.DurationUnit;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * {@code timestampadd()}. Hibernate says seconds when it adds a {@code Duration} of the mapping,
 * but what such an attribute holds is nanoseconds.
 */
final class DurationAddition extends TimestampaddFunction {

  DurationAddition(Dialect dialect, TypeConfiguration types) {
    super(dialect, types);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final DurationUnit unit = (DurationUnit) arguments.get(0);
    final boolean nanos =
        unit.getUnit() == TemporalUnit.SECOND && isDuration((Expression) arguments.get(1));
    super.render(
        sql,
        nanos
            ? List.of(
                new DurationUnit(TemporalUnit.NANOSECOND, unit.getExpressionType()),
                arguments.get(1),
                arguments.get(2))
            : arguments,
        returnType,
        translator);
  }

  private static boolean isDuration(Expression magnitude) {
    return magnitude
            .getExpressionType()
            .getSingleJdbcMapping()
            .getJdbcType()
            .getDefaultSqlTypeCode()
        == SqlTypes.DURATION;
  }
}
