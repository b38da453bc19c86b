// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import static org.hibernate.type.SqlTypes.*;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.dialect.aggregate.AggregateSupportImpl;
import org.hibernate.mapping.Column;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SelectablePath;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.spi.TypeConfiguration;

/** Embeddables kept as JSON: reading one attribute in a query, changing one in an update. */
public final class JsonAggregates extends AggregateSupportImpl {
  public static final JsonAggregates INSTANCE = new JsonAggregates();

  private JsonAggregates() {}

  @Override
  public String aggregateComponentCustomReadExpression(
      String template,
      String placeholder,
      String document,
      String attribute,
      int aggregateTypeCode,
      SqlTypedMapping column,
      TypeConfiguration types) {
    requireJson(aggregateTypeCode);
    return template.replace(
        placeholder, JsonValues.read(document, "$." + attribute, column.getJdbcMapping()));
  }

  @Override
  public String aggregateComponentAssignmentExpression(
      String document, String attribute, int aggregateTypeCode, Column column) {
    requireJson(aggregateTypeCode);
    // the whole document is assigned, by json_set
    return document;
  }

  private static void requireJson(int typeCode) {
    if (typeCode != JSON && typeCode != JSON_ARRAY) {
      throw new IllegalArgumentException(
          "SQLite keeps embeddables as JSON, not as the SQL type with the code " + typeCode);
    }
  }

  @Override
  public boolean requiresAggregateCustomWriteExpressionRenderer(int typeCode) {
    return typeCode == JSON;
  }

  @Override
  public WriteExpressionRenderer aggregateCustomWriteExpressionRenderer(
      SelectableMapping aggregate, SelectableMapping[] columns, TypeConfiguration types) {
    final Document root = new Document();
    for (SelectableMapping column : columns) {
      root.put(column, 1);
    }
    return (sql, translator, expression, qualifier) -> {
      final String document =
          qualifier == null || qualifier.isBlank()
              ? aggregate.getSelectionExpression()
              : qualifier + "." + aggregate.getSelectionExpression();
      root.render(sql, document, translator, expression);
    };
  }

  /** A (sub)document of which some attributes change. */
  private static final class Document {
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final Map<String, SelectableMapping> values = new LinkedHashMap<>();

    void put(SelectableMapping column, int depth) {
      final SelectablePath[] path = column.getSelectablePath().getParts();
      final String name = path[depth].getSelectableName();
      if (depth == path.length - 1) {
        values.put(name, column);
      } else {
        documents.computeIfAbsent(name, it -> new Document()).put(column, depth + 1);
      }
    }

    void render(
        SqlAppender sql,
        String document,
        SqlAstTranslator<?> translator,
        AggregateColumnWriteExpression expression) {
      sql.append("json_set(coalesce(" + document + ",'{}')");
      values.forEach(
          (name, column) -> {
            sql.append(",'$." + name + "',");
            value(sql, column, translator, expression);
          });
      documents.forEach(
          (name, child) -> {
            sql.append(",'$." + name + "',");
            child.render(sql, JsonValues.document(document, "$." + name), translator, expression);
          });
      sql.append(')');
    }

    private static void value(
        SqlAppender sql,
        SelectableMapping column,
        SqlAstTranslator<?> translator,
        AggregateColumnWriteExpression expression) {
      final JdbcMapping mapping = column.getJdbcMapping();
      final String parameter =
          column.getWriteExpression() == null ? "?" : column.getWriteExpression();
      // Hibernate writes decimals of an embeddable as strings
      final String write =
          mapping.getJdbcType().isDecimal() ? parameter : JsonValues.write(parameter, mapping);
      final int marker = write.indexOf('?');
      sql.append(write.substring(0, marker));
      translator.render(expression.getValueExpression(column), SqlAstNodeRenderingMode.NO_UNTYPED);
      sql.append(write.substring(marker + 1));
    }
  }
}
