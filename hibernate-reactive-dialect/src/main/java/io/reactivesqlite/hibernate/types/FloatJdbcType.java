// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;

/**
 * Doubles and floats. A float is stored as the double that prints alike: 0.1f is 0.1 in the file
 * and not 0.10000000149011612, so that it equals a literal 0.1 in a query.
 */
final class FloatJdbcType extends org.hibernate.type.descriptor.jdbc.FloatJdbcType {
  static final FloatJdbcType FLOAT = new FloatJdbcType(Types.FLOAT);
  static final FloatJdbcType REAL = new FloatJdbcType(Types.REAL);

  private final int code;

  private FloatJdbcType(int code) {
    this.code = code;
  }

  @Override
  public int getJdbcTypeCode() {
    return code;
  }

  @Override
  public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
    return new BasicBinder<>(javaType, this) {
      @Override
      protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
          throws SQLException {
        statement.setDouble(
            index,
            value instanceof Float single
                ? Double.parseDouble(single.toString())
                : javaType.unwrap(value, Double.class, options));
      }

      @Override
      protected void doBind(CallableStatement statement, X value, String name, WrapperOptions o)
          throws SQLException {
        throw Procedures.none();
      }
    };
  }

  @Override
  public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
    return new BasicExtractor<>(javaType, this) {
      @Override
      protected X doExtract(ResultSet results, int index, WrapperOptions options)
          throws SQLException {
        final double number = results.getDouble(index);
        return javaType.getJavaTypeClass() == Float.class
            ? javaType.wrap((float) number, options)
            : javaType.wrap(number, options);
      }

      @Override
      protected X doExtract(CallableStatement statement, int index, WrapperOptions options)
          throws SQLException {
        throw Procedures.none();
      }

      @Override
      protected X doExtract(CallableStatement statement, String name, WrapperOptions options)
          throws SQLException {
        throw Procedures.none();
      }
    };
  }
}
