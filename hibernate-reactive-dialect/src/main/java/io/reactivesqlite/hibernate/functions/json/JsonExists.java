// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import org.hibernate.dialect.function.json.JsonExistsFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code json_exists(document, path)}. */
final class JsonExists extends JsonExistsFunction {

  JsonExists(TypeConfiguration types) {
    super(types, true, false);
  }

  @Override
  protected void render(
      SqlAppender sql,
      JsonExistsArguments arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    sql.append("(json_type(");
    arguments.jsonDocument().accept(translator);
    sql.append(',');
    JsonPaths.render(sql, arguments.jsonPath(), arguments.passingClause(), translator);
    sql.append(") is not null)");
  }
}
