// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

/**
 * Values of a column that the target cannot take.
 *
 * @param table in the source
 * @param column in the source
 * @param row the first of the rows, for example {@code rowid 17}
 * @param values how many there are
 * @param why the first reason, without the value
 */
public record CopyProblem(String table, String column, String row, long values, String why) {

  @Override
  public String toString() {
    return "%s.%s, %s%s: %s"
        .formatted(
            table, column, row, values == 1 ? "" : " and %d more rows".formatted(values - 1), why);
  }
}
