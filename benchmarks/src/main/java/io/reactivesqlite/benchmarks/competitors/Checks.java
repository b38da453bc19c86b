// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

import io.reactivesqlite.benchmarks.Schema;

/** A competitor that is quick but wrong does not count. */
public final class Checks {

  private Checks() {}

  public static void equal(long expected, long actual, String what) {
    if (expected != actual) {
      throw new IllegalStateException(what + ": expected " + expected + " but got " + actual);
    }
  }

  /** Rows 1 to {@code count} of the tables of items have known cells. */
  public static void rows(long count, long sumOfIds, long sumOfTexts) {
    equal(count, sumOfTexts, "rows with a text");
    equal(count * (count + 1) / 2, sumOfIds, "sum of the ids");
  }

  public static long item(long number) {
    return 1 + Math.floorMod(number, Schema.ITEMS);
  }

  public static long account(long number) {
    return 1 + Math.floorMod(number, Schema.ACCOUNTS);
  }
}
