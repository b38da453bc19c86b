// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them: no more digits than the measurement is good for. */
final class Numbers {

  private Numbers() {}

  /** Three digits, thousands apart. */
  static String rounded(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal three = new BigDecimal(value).round(new MathContext(3));
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,d", three.toBigInteger())
        : three.stripTrailingZeros().toPlainString();
  }

  static String ratio(double value) {
    return value >= 10
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Without zeros at the end. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** How far the numbers lie apart: half of their range, in percent of the middle. */
  static String spread(double median, double min, double max) {
    return median == 0 ? "" : String.format(Locale.ROOT, "±%.0f %%", 50 * (max - min) / median);
  }

  /** For axes: 1k, 20k, 3M. */
  static String brief(double value) {
    if (value >= 1e6) {
      return plain(value / 1e6) + "M";
    }
    return value >= 1e3 ? plain(value / 1e3) + "k" : plain(value);
  }
}
