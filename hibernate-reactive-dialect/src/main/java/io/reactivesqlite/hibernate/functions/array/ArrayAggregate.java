// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.array;

import io.reactivesqlite.hibernate.functions.AggregateClauses;
import io.reactivesqlite.hibernate.functions.json.JsonArguments;
import java.util.List;
import org.hibernate.dialect.function.array.ArrayAggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;

/** {@code array_agg(x) within group (order by y)}, nulls included. */
final class ArrayAggregate extends ArrayAggFunction {

  ArrayAggregate() {
    super("json_group_array", false, true);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      Predicate filter,
      List<SortSpecification> order,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    if (arguments.get(0) instanceof Distinct distinct) {
      sql.append("json_group_array(distinct ");
      JsonArguments.render(sql, distinct.getExpression(), translator);
    } else {
      sql.append("json_group_array(");
      JsonArguments.render(sql, arguments.get(0), translator);
    }
    AggregateClauses.order(sql, order, translator);
    sql.append(')');
    AggregateClauses.filter(sql, filter, translator);
  }
}
