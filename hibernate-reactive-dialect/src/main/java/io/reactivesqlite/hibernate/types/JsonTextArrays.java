// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import org.hibernate.dialect.Dialect;
import org.hibernate.tool.schema.extract.spi.ColumnTypeInformation;
import org.hibernate.type.BasicType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcTypeConstructor;
import org.hibernate.type.descriptor.jdbc.JsonArrayJdbcType;
import org.hibernate.type.spi.TypeConfiguration;

/** Arrays and collections of basic values are JSON arrays. */
final class JsonTextArrays implements JdbcTypeConstructor {
  static final JsonTextArrays INSTANCE = new JsonTextArrays();

  @Override
  public JdbcType resolveType(
      TypeConfiguration configuration,
      Dialect dialect,
      BasicType<?> element,
      ColumnTypeInformation column) {
    return resolveType(configuration, dialect, element.getJdbcType(), column);
  }

  @Override
  public JdbcType resolveType(
      TypeConfiguration configuration,
      Dialect dialect,
      JdbcType element,
      ColumnTypeInformation column) {
    return new JsonArrayJdbcType(element);
  }

  @Override
  public int getDefaultSqlTypeCode() {
    return SqlTypes.JSON_ARRAY;
  }
}
