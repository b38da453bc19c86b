// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers. None is rounded: what does not fit is refused. */
final class NumberTypes {

  // PostgreSQL's largest declared precision; where none was declared, drivers say 0 or a larger
  // one.
  private static final int MOST_DIGITS = 1000;

  private NumberTypes() {}

  private static BigDecimal decimal(Object stored) throws Misfit {
    try {
      if (stored instanceof Long number) {
        return BigDecimal.valueOf(number);
      }
      if (stored instanceof Double number) {
        // The shortest decimal that means this double, which is what was written once.
        return new BigDecimal(number.toString());
      }
      if (stored instanceof String text) {
        return new BigDecimal(text.strip());
      }
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw new Misfit(Misfit.kind(stored) + " that is no number");
  }

  /** Integers of some width. */
  record Whole(long least, long most) implements ColumnType<Long> {

    @Override
    public Long of(Object stored) throws Misfit {
      long value;
      try {
        value = stored instanceof Long number ? number : decimal(stored).longValueExact();
      } catch (ArithmeticException broken) {
        throw new Misfit(Misfit.kind(stored) + " with a fraction or beyond 64 bits");
      }
      if (value < least || value > most) {
        throw new Misfit("an integer beyond the column's range, %d to %d".formatted(least, most));
      }
      return value;
    }

    @Override
    public void bind(PreparedStatement statement, int index, Long value) throws SQLException {
      statement.setLong(index, value);
    }

    @Override
    public Long read(ResultSet row, int index) throws SQLException {
      long value = row.getLong(index);
      return row.wasNull() ? null : value;
    }
  }

  /** Decimals. */
  record Exact(int precision, int scale) implements ColumnType<BigDecimal> {

    @Override
    public BigDecimal of(Object stored) throws Misfit {
      BigDecimal value = decimal(stored);
      if (precision == 0 || precision > MOST_DIGITS) {
        return value;
      }
      BigDecimal plain = value.stripTrailingZeros();
      if (plain.scale() > scale) {
        throw new Misfit("a number with more than %d digits behind the point".formatted(scale));
      }
      if (plain.signum() != 0 && plain.precision() - plain.scale() > precision - scale) {
        throw new Misfit(
            "a number with more than %d digits before the point".formatted(precision - scale));
      }
      return value;
    }

    @Override
    public void bind(PreparedStatement statement, int index, BigDecimal value) throws SQLException {
      statement.setBigDecimal(index, value);
    }

    @Override
    public BigDecimal read(ResultSet row, int index) throws SQLException {
      return row.getBigDecimal(index);
    }

    @Override
    public byte[] canonical(BigDecimal value) {
      return canonicalText(value).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** One form for equal numbers: 1.50 is 1.5, and 100 is 1E+2. */
  static String canonicalText(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
  }

  /** Floating point of 32 bits; SQLite stores it as the double that prints alike, or widened. */
  record Single() implements ColumnType<Float> {

    @Override
    public Float of(Object stored) throws Misfit {
      double wide = decimal(stored).doubleValue();
      float value = (float) wide;
      if (value != wide && !Float.toString(value).equals(Double.toString(wide))) {
        throw new Misfit("a number that needs more than the column's 32 bits");
      }
      return value;
    }

    @Override
    public void bind(PreparedStatement statement, int index, Float value) throws SQLException {
      statement.setFloat(index, value);
    }

    @Override
    public Float read(ResultSet row, int index) throws SQLException {
      float value = row.getFloat(index);
      return row.wasNull() ? null : value;
    }
  }

  /** Floating point of 64 bits. */
  record Twofold() implements ColumnType<Double> {

    @Override
    public Double of(Object stored) throws Misfit {
      if (stored instanceof Double number) {
        return number;
      }
      BigDecimal exact = decimal(stored);
      double value = exact.doubleValue();
      if (Double.isInfinite(value) || stored instanceof Long && !isExact(exact, value)) {
        throw new Misfit("a number that a double cannot hold");
      }
      return value;
    }

    private static boolean isExact(BigDecimal exact, double value) {
      return exact.compareTo(new BigDecimal(value)) == 0;
    }

    @Override
    public void bind(PreparedStatement statement, int index, Double value) throws SQLException {
      statement.setDouble(index, value);
    }

    @Override
    public Double read(ResultSet row, int index) throws SQLException {
      double value = row.getDouble(index);
      return row.wasNull() ? null : value;
    }
  }
}
