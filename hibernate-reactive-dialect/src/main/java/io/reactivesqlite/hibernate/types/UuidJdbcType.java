// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import java.util.UUID;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.internal.JdbcLiteralFormatterUUIDData;

/** UUIDs as 36 characters: readable in every tool, and v7 sorts by time. */
final class UuidJdbcType extends TextStored {
  static final UuidJdbcType INSTANCE = new UuidJdbcType();

  @Override
  public int getJdbcTypeCode() {
    return SqlTypes.VARCHAR;
  }

  @Override
  public int getDefaultSqlTypeCode() {
    return SqlTypes.UUID;
  }

  @Override
  public Class<?> getPreferredJavaTypeClass(WrapperOptions options) {
    return UUID.class;
  }

  @Override
  public <T> JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> javaType) {
    return new JdbcLiteralFormatterUUIDData<>(javaType);
  }

  @Override
  <X> String write(X value, JavaType<X> javaType, WrapperOptions options) {
    return javaType.unwrap(value, String.class, options);
  }

  @Override
  <X> X read(String text, JavaType<X> javaType, WrapperOptions options) {
    return javaType.wrap(text, options);
  }

  @Override
  public String toString() {
    return "SQLiteUuid";
  }
}
