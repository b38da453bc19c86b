// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import org.hibernate.dialect.function.json.JsonTableFunction;
import org.hibernate.query.sqm.tuple.internal.AnonymousTupleTableGroupProducer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * {@code json_table(document, path columns (…))} as {@code json_each}. Only a table-valued function
 * may refer to the tables before it, so no derived table is made: the columns are expressions over
 * the function's own.
 */
final class JsonTable extends JsonTableFunction {

  JsonTable(TypeConfiguration types) {
    super(new JsonTableColumns(), types);
  }

  @Override
  protected void renderJsonTable(
      SqlAppender sql,
      JsonTableArguments arguments,
      AnonymousTupleTableGroupProducer tupleType,
      String alias,
      SqlAstTranslator<?> translator) {
    final String path =
        arguments.jsonPath() == null ? "$" : translator.getLiteralValue(arguments.jsonPath());
    if (JsonPaths.isEveryElement(path)) {
      sql.append("json_each(");
      arguments.jsonDocument().accept(translator);
      sql.append(',');
      sql.appendSingleQuoteEscapedString(JsonPaths.withoutEvery(path));
      sql.append(')');
    } else {
      sql.append("json_each(json_array(json(");
      arguments.jsonDocument().accept(translator);
      sql.append("->");
      sql.appendSingleQuoteEscapedString(path);
      sql.append(")))");
    }
  }
}
