// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions.json;

import io.reactivesqlite.hibernate.types.JsonValues;
import java.util.List;
import org.hibernate.dialect.function.json.JsonTableSetReturningFunctionTypeResolver;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.query.SemanticException;
import org.hibernate.query.sqm.sql.SqmToSqlAstConverter;
import org.hibernate.sql.ast.tree.expression.JsonTableExistsColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableNestedColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableOrdinalityColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableQueryColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableValueColumnDefinition;
import org.hibernate.type.SqlTypes;

/** The columns of a json_table as expressions over the columns of json_each. */
final class JsonTableColumns extends JsonTableSetReturningFunctionTypeResolver {

  @Override
  protected void addSelectableMappings(
      List<SelectableMapping> mappings,
      JsonTableNestedColumnDefinition definition,
      SqmToSqlAstConverter converter) {
    throw new SemanticException(
        "SQLite's json_table has no nested columns; join a second json_table over a json_query"
            + " column");
  }

  @Override
  protected void addSelectableMappings(
      List<SelectableMapping> mappings,
      JsonTableOrdinalityColumnDefinition definition,
      SqmToSqlAstConverter converter) {
    final JdbcMapping type =
        converter.getCreationContext().getTypeConfiguration().getBasicTypeForJavaType(Long.class);
    mappings.add(EachColumn.read(definition.name(), EachColumn.ORDINAL, type));
  }

  @Override
  protected void addSelectableMappings(
      List<SelectableMapping> mappings,
      JsonTableValueColumnDefinition definition,
      SqmToSqlAstConverter converter) {
    final JdbcMapping type = definition.type().getJdbcMapping();
    final String path = path(definition.name(), definition.jsonPath());
    mappings.add(EachColumn.value(definition.name(), path, type));
  }

  @Override
  protected void addSelectableMappings(
      List<SelectableMapping> mappings,
      JsonTableQueryColumnDefinition definition,
      SqmToSqlAstConverter converter) {
    final String path = path(definition.name(), definition.jsonPath());
    mappings.add(
        EachColumn.read(
            definition.name(),
            path.equals("$") ? EachColumn.VALUE : JsonValues.document(EachColumn.VALUE, path),
            converter
                .getCreationContext()
                .getTypeConfiguration()
                .getBasicTypeRegistry()
                .resolve(String.class, SqlTypes.JSON)));
  }

  @Override
  protected void addSelectableMappings(
      List<SelectableMapping> mappings,
      JsonTableExistsColumnDefinition definition,
      SqmToSqlAstConverter converter) {
    final String path = path(definition.name(), definition.jsonPath()).replace("'", "''");
    mappings.add(
        EachColumn.read(
            definition.name(),
            "(json_type(" + EachColumn.VALUE + ",'" + path + "') is not null)",
            converter
                .getCreationContext()
                .getTypeConfiguration()
                .getBasicTypeForJavaType(Boolean.class)));
  }

  private static String path(String name, String path) {
    return path == null ? "$." + name : path;
  }
}
