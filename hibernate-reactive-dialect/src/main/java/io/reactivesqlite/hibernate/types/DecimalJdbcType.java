// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Decimals as exact text.
 *
 * <p>A column with NUMERIC affinity would turn the text into a double on its way into the file and
 * keep 15 digits; see <a href="https://www.sqlite.org/datatype3.html">Datatypes in SQLite</a>. The
 * columns are therefore declared {@code decimal_text}, which has TEXT affinity, and comparisons are
 * rendered on {@code cast(x as numeric)}.
 */
public final class DecimalJdbcType extends TextStored {
  public static final DecimalJdbcType NUMERIC = new DecimalJdbcType(Types.NUMERIC);
  public static final DecimalJdbcType DECIMAL = new DecimalJdbcType(Types.DECIMAL);

  private final int code;

  private DecimalJdbcType(int code) {
    this.code = code;
  }

  @Override
  public int getJdbcTypeCode() {
    return code;
  }

  @Override
  public JavaType<?> getRecommendedJavaType(
      Integer length, Integer scale, TypeConfiguration typeConfiguration) {
    return typeConfiguration.getJavaTypeRegistry().resolveDescriptor(BigDecimal.class);
  }

  @Override
  public Class<?> getPreferredJavaTypeClass(WrapperOptions options) {
    return BigDecimal.class;
  }

  @Override
  public <T> JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> javaType) {
    return (appender, value, dialect, options) ->
        appender.appendSql(quoted(javaType.unwrap(value, BigDecimal.class, options)));
  }

  private static String quoted(BigDecimal value) {
    return "'" + value.toPlainString() + "'";
  }

  @Override
  <X> String write(X value, JavaType<X> javaType, WrapperOptions options) {
    return value instanceof BigInteger integer
        ? integer.toString()
        : javaType.unwrap(value, BigDecimal.class, options).toPlainString();
  }

  @Override
  <X> X read(String text, JavaType<X> javaType, WrapperOptions options) {
    final BigDecimal value = new BigDecimal(text.trim());
    // sum() and arithmetic give 3.0 where a BigInteger is asked for
    return javaType.getJavaTypeClass() == BigInteger.class
        ? javaType.wrap(value.toBigInteger(), options)
        : javaType.wrap(value, options);
  }

  @Override
  public String toString() {
    return "SQLiteDecimal";
  }
}
