// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import io.reactivesqlite.hibernate.functions.AggregateClauses;
import java.util.List;
import org.hibernate.dialect.function.json.JsonArrayAggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code json_arrayagg(value null on null) within group (order by …)}. */
final class JsonArrayAggregate extends JsonArrayAggFunction {

  JsonArrayAggregate(TypeConfiguration types) {
    super(true, types);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      Predicate filter,
      List<SortSpecification> order,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final boolean keep = arguments.size() > 1 && arguments.get(1) == JsonNullBehavior.NULL;
    final boolean distinct = arguments.get(0) instanceof Distinct;
    final SqlAstNode value =
        arguments.get(0) instanceof Distinct it ? it.getExpression() : arguments.get(0);
    sql.append(distinct ? "json_group_array(distinct " : "json_group_array(");
    JsonArguments.render(sql, value, translator);
    AggregateClauses.order(sql, order, translator);
    sql.append(')');
    AggregateClauses.filter(sql, filter, keep ? null : value, translator);
  }
}
