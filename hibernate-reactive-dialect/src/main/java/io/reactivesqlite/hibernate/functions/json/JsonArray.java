// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import java.util.List;
import org.hibernate.dialect.function.json.JsonArrayFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code json_array(value, … null on null)}; without the clause, nulls are left out. */
final class JsonArray extends JsonArrayFunction {

  JsonArray(TypeConfiguration types) {
    super(types);
  }

  @Override
  public void render(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final boolean clause =
        !arguments.isEmpty() && arguments.get(arguments.size() - 1) instanceof JsonNullBehavior;
    final int count = clause ? arguments.size() - 1 : arguments.size();
    final boolean keep = count == 0 || clause && arguments.get(count) == JsonNullBehavior.NULL;
    if (!keep) {
      sql.append("(select json_group_array(json(d.j->e.fullkey) order by e.key) from (select ");
    }
    sql.append("json_array(");
    for (int i = 0; i < count; i++) {
      sql.append(i == 0 ? "" : ",");
      JsonArguments.render(sql, arguments.get(i), translator);
    }
    sql.append(')');
    if (!keep) {
      sql.append(" j) d,json_each(d.j) e where e.type<>'null')");
    }
  }
}
