// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import io.reactivesqlite.hibernate.functions.RenderedFunction;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.AbstractSqmFunctionDescriptor;
import org.hibernate.query.sqm.function.FunctionRenderer;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.type.spi.TypeConfiguration;

/** Functions over JSON documents. */
public final class JsonFunctions {

  private JsonFunctions() {}

  public static void contribute(FunctionContributions contributions) {
    final CommonFunctionFactory common = new CommonFunctionFactory(contributions);
    common.jsonSet_mysql();
    common.jsonRemove_mysql();
    common.jsonReplace_mysql();
    common.jsonInsert_mysql();
    common.jsonMergepatch_mysql();
    common.jsonArrayAppend_mysql();
    common.jsonArrayInsert_mysql();
    final SqmFunctionRegistry registry = contributions.getFunctionRegistry();
    replace(registry, "json_set", withValue("json_set(?1,?2,?3)"));
    replace(registry, "json_replace", withValue("json_replace(?1,?2,?3)"));
    replace(registry, "json_insert", withValue("json_insert(?1,?2,?3)"));
    replace(registry, "json_remove", withValue("json_remove(?1,?2)"));
    replace(registry, "json_array_append", withValue("json_insert(?1,(?2)||'[#]',?3)"));
    replace(registry, "json_array_insert", withValue("json_array_insert(?1,?2,?3)"));
    replace(registry, "json_mergepatch", JsonFunctions::mergePatch);
    final TypeConfiguration types = contributions.getTypeConfiguration();
    registry.register("json_value", new JsonValue(types));
    registry.register("json_query", new JsonQuery(types));
    registry.register("json_exists", new JsonExists(types));
    registry.register("json_object", new JsonObject(types));
    registry.register("json_array", new JsonArray(types));
    registry.register("json_arrayagg", new JsonArrayAggregate(types));
    registry.register("json_objectagg", new JsonObjectAggregate(types));
    registry.register("json_table", new JsonTable(types));
  }

  private static void replace(
      SqmFunctionRegistry registry, String name, FunctionRenderer renderer) {
    registry.register(
        name,
        new RenderedFunction(
            (AbstractSqmFunctionDescriptor) registry.findFunctionDescriptor(name), renderer));
  }

  /** A pattern whose third argument is a JSON value. */
  private static FunctionRenderer withValue(String pattern) {
    return (sql, arguments, returnType, translator) -> {
      final List<SqlAstNode> prepared = new ArrayList<>(arguments);
      if (prepared.size() > 2) {
        prepared.set(2, JsonArguments.asJson(prepared.get(2)));
      }
      new PatternRenderer(pattern).render(sql, prepared, translator);
    };
  }

  private static void mergePatch(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    sql.append("json_patch(".repeat(arguments.size() - 1));
    arguments.get(0).accept(translator);
    for (SqlAstNode patch : arguments.subList(1, arguments.size())) {
      sql.append(',');
      patch.accept(translator);
      sql.append(')');
    }
  }
}
