// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.array;

import io.reactivesqlite.hibernate.functions.json.JsonArguments;
import io.reactivesqlite.hibernate.types.JsonValues;
import java.util.List;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.function.FunctionRenderer;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.BasicPluralType;

/** Array functions that are more than a pattern. */
final class ArrayRendering {
  /** An index behind the end fills the gap with nulls. */
  static final String SET =
      "case when ?1 is not null then (with recursive n(i) as (select 1 union all select i+1 from n"
          + " where i<max(json_array_length(?1),?2)) select json_group_array(json(coalesce(case when"
          + " i=?2 then json_array(?3)->'$[0]' else ?1->('$['||(i-1)||']') end,'null')) order by i)"
          + " from n) end";

  static final String FILL =
      "(with recursive n(i) as (select 1 where ?2>0 union all select i+1 from n where i<?2) select"
          + " json_group_array(json(json_array(?1)->'$[0]')) from n)";

  private ArrayRendering() {}

  static void constructor(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    sql.append("json_array(");
    for (int i = 0; i < arguments.size(); i++) {
      sql.append(i == 0 ? "" : ",");
      JsonArguments.render(sql, arguments.get(i), translator);
    }
    sql.append(')');
  }

  static void get(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final String value = "case when ?2>0 then json_extract(?1,'$['||(?2-1)||']') end";
    final BasicPluralType<?, ?> array =
        (BasicPluralType<?, ?>)
            ((Expression) arguments.get(0)).getExpressionType().getSingleJdbcMapping();
    new PatternRenderer(JsonValues.element("(" + value + ")", array.getElementType()))
        .render(sql, arguments, translator);
  }

  static void concat(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final StringBuilder known = new StringBuilder();
    final StringBuilder parts = new StringBuilder();
    for (int i = 1; i <= arguments.size(); i++) {
      known.append(i == 1 ? "" : " and ").append('?').append(i).append(" is not null");
      parts
          .append(i == 1 ? "" : " union all ")
          .append("select %1$d a,key k,?%1$d->fullkey j from json_each(?%1$d)".formatted(i));
    }
    new PatternRenderer(
            "case when "
                + known
                + " then (select json_group_array(json(j) order by a,k) from ("
                + parts
                + ")) end")
        .render(sql, arguments, translator);
  }

  static void replace(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    new PatternRenderer(
            ArrayFunctions.rebuilt(
                "json(case when value is ?2 then json_array(?3)->'$[0]' else ?1->fullkey end)",
                "",
                null))
        .render(
            sql,
            List.of(
                arguments.get(0),
                JsonArguments.asElement(arguments.get(1)),
                JsonArguments.asJson(arguments.get(2))),
            translator);
  }

  static void sort(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final boolean descending =
        arguments.size() > 1
            && Boolean.TRUE.equals(translator.getLiteralValue((Expression) arguments.get(1)));
    final boolean nullsFirst =
        arguments.size() > 2
            ? Boolean.TRUE.equals(translator.getLiteralValue((Expression) arguments.get(2)))
            : descending;
    new PatternRenderer(
            "case when ?1 is not null then (select json_group_array(json(?1->fullkey) order by value"
                + (descending ? " desc" : " asc")
                + (nullsFirst ? " nulls first" : " nulls last")
                + ") from json_each(?1)) end")
        .render(sql, arguments, translator);
  }

  static void toText(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final String value = arguments.size() > 2 ? "coalesce(value,?3)" : "value";
    new PatternRenderer(
            "case when ?1 is not null then coalesce((select string_agg("
                + value
                + ",?2 order by key) from json_each(?1)),'') end")
        .render(sql, arguments, translator);
  }

  static void position(
      SqlAppender sql,
      List<? extends SqlAstNode> arguments,
      ReturnableType<?> returnType,
      SqlAstTranslator<?> translator) {
    final String from = arguments.size() > 2 ? " and key+1>=?3" : "";
    ElementArguments.COMPARED
        .pattern(
            "case when ?1 is not null then coalesce((select min(key)+1 from json_each(?1) where"
                + " value is ?2"
                + from
                + "),0) end",
            1)
        .render(sql, arguments, returnType, translator);
  }

  /** The needle is an element, or an array all of whose elements are looked for. */
  static FunctionRenderer contains(String same) {
    final FunctionRenderer element =
        ElementArguments.COMPARED.pattern(
            "exists(select 1 from json_each(?1) where value" + same + "?2)", 1);
    final FunctionRenderer array = ElementArguments.plain(includes(same));
    return (sql, arguments, returnType, translator) ->
        (isArray(arguments.get(1)) ? array : element)
            .render(sql, arguments, returnType, translator);
  }

  static String includes(String same) {
    return "not exists(select 1 from json_each(?2) n where not exists(select 1 from json_each(?1) h"
        + " where h.value"
        + same
        + "n.value))";
  }

  private static boolean isArray(SqlAstNode node) {
    final JdbcMappingContainer type = ((Expression) node).getExpressionType();
    final JdbcMapping mapping = type == null ? null : type.getSingleJdbcMapping();
    return mapping instanceof BasicPluralType;
  }
}
