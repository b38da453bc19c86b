// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import java.util.Map;
import org.hibernate.dialect.function.json.JsonQueryFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.JsonQueryEmptyBehavior;
import org.hibernate.sql.ast.tree.expression.JsonQueryErrorBehavior;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code json_query(document, path with wrapper empty array on empty)}. */
final class JsonQuery extends JsonQueryFunction {

  JsonQuery(TypeConfiguration types) {
    super(types, true, false);
  }

  @Override
  protected void render(
      SqlAppender sql,
      JsonQueryArguments arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final Template template =
        new Template(
            sql,
            translator,
            Map.of(
                '1',
                () -> arguments.jsonDocument().accept(translator),
                '2',
                () ->
                    JsonPaths.render(
                        sql, arguments.jsonPath(), arguments.passingClause(), translator)));
    String text = wrapped(arguments);
    if (arguments.emptyBehavior() != null) {
      final String empty = text(arguments.emptyBehavior());
      if (empty != null) {
        text = "case when json_type(~1,~2) is null then " + empty + " else " + text + " end";
      }
    }
    if (arguments.errorBehavior() != null) {
      final String error = text(arguments.errorBehavior());
      if (error != null) {
        text = "case when not json_valid(~1) then " + error + " else " + text + " end";
      }
    }
    template.render(text);
  }

  private static String wrapped(JsonQueryArguments arguments) {
    final String part = "nullif(~1->~2,'null')";
    if (arguments.wrapMode() == null) {
      return part;
    }
    return switch (arguments.wrapMode()) {
      case WITHOUT_WRAPPER -> part;
      case WITH_WRAPPER -> "json_array(json(~1->~2))";
      case WITH_CONDITIONAL_WRAPPER ->
          "case when json_type(~1,~2) in ('array','object') then ~1->~2 else"
              + " json_array(json(~1->~2)) end";
    };
  }

  private static String text(JsonQueryEmptyBehavior behavior) {
    return switch (behavior) {
      case EMPTY_OBJECT -> "'{}'";
      case EMPTY_ARRAY -> "'[]'";
      case NULL, ERROR -> null;
    };
  }

  private static String text(JsonQueryErrorBehavior behavior) {
    return switch (behavior) {
      case EMPTY_OBJECT -> "'{}'";
      case EMPTY_ARRAY -> "'[]'";
      case NULL -> "null";
      case ERROR -> null;
    };
  }
}
