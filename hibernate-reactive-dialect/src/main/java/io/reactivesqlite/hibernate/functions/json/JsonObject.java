// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import java.util.List;
import org.hibernate.dialect.function.json.JsonObjectFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code json_object(key: value absent on null)}. */
final class JsonObject extends JsonObjectFunction {

  JsonObject(TypeConfiguration types) {
    super(types, false);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final int count = arguments.size() - arguments.size() % 2;
    final boolean absent =
        count < arguments.size() && arguments.get(count) == JsonNullBehavior.ABSENT;
    if (absent) {
      sql.append("(select json_group_object(e.key,json(d.j->e.fullkey)) from (select ");
    }
    sql.append("json_object(");
    for (int i = 0; i < count; i += 2) {
      sql.append(i == 0 ? "" : ",");
      arguments.get(i).accept(translator);
      sql.append(',');
      JsonArguments.render(sql, arguments.get(i + 1), translator);
    }
    sql.append(')');
    if (absent) {
      sql.append(" j) d,json_each(d.j) e where e.type<>'null')");
    }
  }
}
