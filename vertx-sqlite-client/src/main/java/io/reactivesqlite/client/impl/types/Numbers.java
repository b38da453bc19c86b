// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers of one kind as numbers of another; null wherever that would change the number. */
final class Numbers {

  /** As many significant digits as a double always keeps. */
  private static final MathContext FIFTEEN_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private static final double TWO_TO_63 = 0x1p63;

  private Numbers() {}

  /** A whole number of 64 bits. */
  static Long toLong(Object stored) {
    if (stored instanceof Long) {
      return (Long) stored;
    }
    if (stored instanceof Double) {
      double value = (Double) stored;
      boolean whole = value == Math.rint(value) && value >= -TWO_TO_63 && value < TWO_TO_63;
      return whole ? (Long) (long) value : null;
    }
    if (stored instanceof String) {
      BigDecimal decimal = parse((String) stored);
      // Without looking at the size first, a huge exponent would take for ever.
      if (decimal == null
          || decimal.precision() - (long) decimal.scale() > 20
          || decimal.scale() > 10_000) {
        return null;
      }
      try {
        return decimal.longValueExact();
      } catch (ArithmeticException e) {
        return null;
      }
    }
    return null;
  }

  /** A whole number within bounds. */
  static Long toLong(Object stored, long least, long most) {
    Long value = toLong(stored);
    return value == null || value < least || value > most ? null : value;
  }

  /** The nearest double. */
  static Double toDouble(Object stored) {
    if (stored instanceof Double) {
      return (Double) stored;
    }
    if (stored instanceof Long) {
      return ((Long) stored).doubleValue();
    }
    BigDecimal decimal = stored instanceof String ? parse((String) stored) : null;
    if (decimal == null) {
      return null;
    }
    double value = decimal.doubleValue();
    return Double.isInfinite(value) ? null : (Double) value;
  }

  /** The nearest float. */
  static Float toFloat(Object stored) {
    Double wide = toDouble(stored);
    if (wide == null) {
      return null;
    }
    float value = wide.floatValue();
    return Float.isInfinite(value) && !wide.isInfinite() ? null : (Float) value;
  }

  /**
   * The float that is this very number, or its shortest decimal; null where a float has not enough
   * digits.
   */
  static Float toExactFloat(Double stored) {
    float value = stored.floatValue();
    boolean exact = value == stored || Double.parseDouble(Float.toString(value)) == stored;
    return exact ? (Float) value : null;
  }

  /**
   * The decimal; of a double the one of at most 15 digits that it was made from, if there is one.
   */
  static BigDecimal toDecimal(Object stored) {
    if (stored instanceof Long) {
      return BigDecimal.valueOf((Long) stored);
    }
    if (stored instanceof String) {
      return parse((String) stored);
    }
    if (!(stored instanceof Double)) {
      return null;
    }
    double value = (Double) stored;
    if (Double.isInfinite(value) || Double.isNaN(value)) {
      return null;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return BigDecimal.valueOf((long) value);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value));
    if (shortest.precision() <= 15) {
      return shortest;
    }
    BigDecimal rounded = shortest.round(FIFTEEN_DIGITS).stripTrailingZeros();
    return rounded.doubleValue() == value ? rounded : shortest;
  }

  /** The decimal that a text spells, or null. */
  static BigDecimal parse(String text) {
    if (!mayBeNumber(text)) {
      return null;
    }
    try {
      return new BigDecimal(text.trim());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Spares the exception for what is plainly no number. */
  private static boolean mayBeNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' && c != ' ') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
