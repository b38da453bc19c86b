// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Reads a table in both databases and says whether they hold the same. */
final class Comparison {

  private static final int FETCH = 1000;

  private final Connection source;
  private final Engine engine;

  Comparison(Connection source, Engine engine) {
    this.source = source;
    this.engine = engine;
  }

  /**
   * What came of it.
   *
   * @param rows in the source
   * @param checksum of the source
   * @param difference empty if there is none
   * @param notes what the target could not keep as it was
   */
  record Result(long rows, String checksum, String difference, List<String> notes) {}

  Result compare(TablePair pair) throws SQLException {
    // All values of a row together, and each column alone to name it.
    Sums here = ofSource(pair);
    Sums there = ofTarget(pair);
    String difference = "";
    if (here.row.rows() != there.row.rows()) {
      difference =
          "%s has %d rows in the source and %d in the target"
              .formatted(pair.source().name(), here.row.rows(), there.row.rows());
    } else if (!here.row.toString().equals(there.row.toString())) {
      List<String> columns =
          IntStream.range(0, pair.columns().size())
              .filter(i -> !here.columns.get(i).toString().equals(there.columns.get(i).toString()))
              .mapToObj(i -> pair.columns().get(i).source())
              .toList();
      difference =
          "%s has %d rows in both, but other values in %s"
              .formatted(
                  pair.source().name(),
                  here.row.rows(),
                  columns.isEmpty() ? "combination" : String.join(", ", columns));
    }
    return new Result(
        here.row.rows(), here.row.toString(), difference, shortened(pair, here.shortened));
  }

  private static List<String> shortened(TablePair pair, long[] values) {
    return IntStream.range(0, values.length)
        .filter(i -> values[i] > 0)
        .mapToObj(
            i ->
                "%s.%s: %d values have more digits of a second than the %d that the target keeps; the rest is cut off."
                    .formatted(
                        pair.source().name(),
                        pair.columns().get(i).source(),
                        values[i],
                        pair.columns().get(i).target().digits()))
        .toList();
  }

  private record Sums(Checksum row, List<Checksum> columns, long[] shortened) {

    static Sums of(TablePair pair) {
      List<Checksum> columns = new ArrayList<>();
      pair.columns().forEach(each -> columns.add(new Checksum()));
      return new Sums(new Checksum(), columns, new long[columns.size()]);
    }

    void value(int column, byte[] canonical) {
      row.value(canonical);
      columns.get(column).value(canonical);
      columns.get(column).row();
    }
  }

  private Sums ofSource(TablePair pair) throws SQLException {
    Sums sums = Sums.of(pair);
    try (Rows rows = new Rows(source, pair, OptionalLong.empty())) {
      while (rows.next()) {
        for (int i = 0; i < pair.columns().size(); i++) {
          sums.value(i, canonical(pair.columns().get(i).type(), value(pair, rows, i)));
          if (rows.isShortened(i)) {
            sums.shortened[i]++;
          }
        }
        sums.row().row();
      }
    }
    return sums;
  }

  private static Object value(TablePair pair, Rows rows, int column) throws SQLException {
    try {
      return rows.value(column);
    } catch (Misfit misfit) {
      throw TableCopy.unfit(pair, column, rows.name(), misfit);
    }
  }

  private Sums ofTarget(TablePair pair) throws SQLException {
    Sums sums = Sums.of(pair);
    List<String> names =
        pair.columns().stream().map(column -> engine.quoted(column.target().name())).toList();
    try (Statement statement = engine.target.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows =
          statement.executeQuery(
              "select %s from %s"
                  .formatted(String.join(", ", names), engine.quoted(pair.target().name())))) {
        while (rows.next()) {
          for (int i = 0; i < names.size(); i++) {
            sums.value(i, ofTarget(pair.columns().get(i).type(), rows, i + 1));
          }
          sums.row().row();
        }
      }
    }
    return sums;
  }

  private static <T> byte[] ofTarget(ColumnType<T> type, ResultSet rows, int index)
      throws SQLException {
    T value = type.read(rows, index);
    return value == null ? null : type.canonical(value);
  }

  @SuppressWarnings("unchecked")
  private static <T> byte[] canonical(ColumnType<T> type, Object value) {
    return value == null ? null : type.canonical((T) value);
  }
}
