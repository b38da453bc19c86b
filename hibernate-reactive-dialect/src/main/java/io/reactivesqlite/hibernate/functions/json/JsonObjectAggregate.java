// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import io.reactivesqlite.hibernate.functions.AggregateClauses;
import org.hibernate.dialect.function.json.JsonObjectAggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.SemanticException;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.sql.ast.tree.expression.JsonObjectAggUniqueKeysBehavior;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code json_objectagg(key: value absent on null)}. */
final class JsonObjectAggregate extends JsonObjectAggFunction {

  JsonObjectAggregate(TypeConfiguration types) {
    super(",", true, types);
  }

  @Override
  protected void render(
      SqlAppender sql,
      JsonObjectAggArguments arguments,
      Predicate filter,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    if (arguments.uniqueKeysBehavior() == JsonObjectAggUniqueKeysBehavior.WITH) {
      throw new SemanticException(
          "SQLite does not check that the keys of a JSON object are unique");
    }
    sql.append("json_group_object(");
    arguments.key().accept(translator);
    sql.append(',');
    JsonArguments.render(sql, arguments.value(), translator);
    sql.append(')');
    final boolean keep = arguments.nullBehavior() == JsonNullBehavior.NULL;
    AggregateClauses.filter(sql, filter, keep ? null : arguments.value(), translator);
  }
}
