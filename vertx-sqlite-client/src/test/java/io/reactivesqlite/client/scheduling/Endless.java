// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

/** Statements that take hours: a test that they end proves that somebody ended them. */
final class Endless {

  static final String SQL = counting("SELECT count(*) FROM n");
  static final String INSERT = "INSERT INTO t(v) " + counting("SELECT count(*) FROM n");

  private Endless() {}

  /** Takes a moment; longer with a larger number. */
  static String slow(int steps) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < "
        + steps
        + ") SELECT count(*) FROM n";
  }

  private static String counting(String select) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 1000000000000) "
        + select;
  }
}
