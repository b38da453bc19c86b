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
import org.hibernate.type.descriptor.jdbc.JdbcType;

/**
 * A type whose values are text in the file. Binding a string and reading a string is what JDBC and
 * the reactive client agree on to the last character, so the same file serves both.
 */
abstract class TextStored implements JdbcType {

  /** The text that is stored for a value that is not null. */
  abstract <X> String write(X value, JavaType<X> javaType, WrapperOptions options);

  /** The value of a text that is not null. */
  abstract <X> X read(String text, JavaType<X> javaType, WrapperOptions options)
      throws SQLException;

  @Override
  public final <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
    return new TextBinder<>(javaType, this);
  }

  @Override
  public final <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
    return new TextExtractor<>(javaType, this);
  }

  private static final class TextBinder<X> extends BasicBinder<X> {
    private final TextStored type;

    TextBinder(JavaType<X> javaType, TextStored type) {
      super(javaType, type);
      this.type = type;
    }

    @Override
    protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
        throws SQLException {
      statement.setString(index, type.write(value, getJavaType(), options));
    }

    @Override
    protected void doBind(CallableStatement statement, X value, String name, WrapperOptions o)
        throws SQLException {
      throw Procedures.none();
    }

    @Override
    protected void doBindNull(PreparedStatement statement, int index, WrapperOptions options)
        throws SQLException {
      statement.setNull(index, Types.VARCHAR);
    }
  }

  private static final class TextExtractor<X> extends BasicExtractor<X> {
    private final TextStored type;

    TextExtractor(JavaType<X> javaType, TextStored type) {
      super(javaType, type);
      this.type = type;
    }

    @Override
    protected X doExtract(ResultSet results, int index, WrapperOptions options)
        throws SQLException {
      final String text = results.getString(index);
      return text == null ? null : type.read(text, getJavaType(), options);
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
  }
}
