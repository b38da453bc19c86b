// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import io.reactivesqlite.hibernate.types.JsonValues;
import java.util.Map;
import org.hibernate.dialect.function.json.JsonValueFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JsonValueEmptyBehavior;
import org.hibernate.sql.ast.tree.expression.JsonValueErrorBehavior;
import org.hibernate.type.spi.TypeConfiguration;

/** {@code json_value(document, path returning Type default x on error default y on empty)}. */
final class JsonValue extends JsonValueFunction {

  JsonValue(TypeConfiguration types) {
    super(types, true, false);
  }

  @Override
  protected void render(
      SqlAppender sql,
      JsonValueArguments arguments,
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
    final boolean lenient = arguments.errorBehavior() != JsonValueErrorBehavior.ERROR;
    final boolean broken = lenient && arguments.errorBehavior() != null;
    if (broken) {
      template.render("case when not json_valid(~1) then ");
      orNull(sql, arguments.errorBehavior().getDefaultExpression(), translator);
      sql.append(" else ");
    }
    final JsonValueEmptyBehavior empty = arguments.emptyBehavior();
    final boolean defaulted = empty != null && empty.getDefaultExpression() != null;
    if (defaulted) {
      template.render("case when json_type(~1,~2) is null then ");
      empty.getDefaultExpression().accept(translator);
      sql.append(" else ");
    }
    template.render(value(arguments));
    sql.append((defaulted ? " end" : "") + (broken ? " end" : ""));
  }

  private static String value(JsonValueArguments arguments) {
    if (arguments.returningType() == null) {
      // 1 and 0 are what SQLite makes of true and false
      return "case json_type(~1,~2) when 'true' then 'true' when 'false' then 'false' else"
          + " json_extract(~1,~2) end";
    }
    return JsonValues.read("~1", "~2", arguments.returningType().getJdbcMapping())
        .replace("'~2'", "~2");
  }

  private static void orNull(
      SqlAppender sql, Expression expression, SqlAstTranslator<?> translator) {
    if (expression == null) {
      sql.append("null");
    } else {
      expression.accept(translator);
    }
  }
}
