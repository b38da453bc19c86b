// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteStatementFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Adds up what the statements of a pool took, by their shape. For any thread. */
final class StatementStatistics {

  private static final Comparator<SQLiteStatementFigures> LONGEST_FIRST =
      Comparator.comparingLong(SQLiteStatementFigures::getTotalNanos).reversed();

  private final SqlShapes shapes;
  private final Map<String, SQLiteStatementFigures> byShape;

  StatementStatistics(SqlShapes shapes, int most) {
    this.shapes = shapes;
    this.byShape = new Recent<>(most);
  }

  /**
   * A statement is over.
   *
   * @param goesOn whether it is a fetch of a cursor that was counted before
   */
  void add(String sql, boolean goesOn, long nanos, long rows, long changes, boolean failed) {
    String shape = shapes.of(sql);
    synchronized (byShape) {
      SQLiteStatementFigures figures =
          byShape.computeIfAbsent(shape, s -> new SQLiteStatementFigures().setSql(s));
      figures
          .setExecutions(figures.getExecutions() + (goesOn ? 0 : 1))
          .setFailures(figures.getFailures() + (failed ? 1 : 0))
          .setTotalNanos(figures.getTotalNanos() + nanos)
          .setLongestNanos(Math.max(figures.getLongestNanos(), nanos))
          .setRows(figures.getRows() + rows)
          .setChanges(figures.getChanges() + changes);
    }
  }

  List<SQLiteStatementFigures> figures() {
    List<SQLiteStatementFigures> copies = new ArrayList<>();
    synchronized (byShape) {
      byShape.values().forEach(figures -> copies.add(new SQLiteStatementFigures(figures)));
    }
    copies.sort(LONGEST_FIRST);
    return copies;
  }

  void reset() {
    synchronized (byShape) {
      byShape.clear();
    }
  }
}
