// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import java.util.List;
import org.hibernate.dialect.function.InverseDistributionFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.SortDirection;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code percentile_cont(0.5) within group (order by x)}: SQLite takes x as the first argument. */
final class OrderedSet extends InverseDistributionFunction {

  OrderedSet(String name, FunctionParameterType parameter, TypeConfiguration types) {
    super(name, parameter, types);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      Predicate filter,
      List<SortSpecification> order,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    sql.appendSql(getName());
    sql.appendSql('(');
    order.get(0).getSortExpression().accept(translator);
    if (!arguments.isEmpty()) {
      sql.appendSql(',');
      if (order.get(0).getSortOrder() == SortDirection.DESCENDING) {
        sql.appendSql("1-");
      }
      arguments.get(0).accept(translator);
    }
    sql.appendSql(')');
    AggregateClauses.filter(sql, filter, translator);
  }
}
