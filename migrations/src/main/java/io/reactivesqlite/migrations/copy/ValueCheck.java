// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Reads all values of a table and sees what the target makes of them. */
final class ValueCheck {

  private final TablePair pair;
  private final CopyProblem[] problems;

  ValueCheck(Connection source, TablePair pair) throws SQLException {
    this.pair = pair;
    this.problems = new CopyProblem[pair.columns().size()];
    try (Rows rows = new Rows(source, pair, OptionalLong.empty())) {
      while (rows.next()) {
        for (int i = 0; i < problems.length; i++) {
          check(rows, i);
        }
      }
    }
  }

  private void check(Rows rows, int column) throws SQLException {
    try {
      rows.value(column);
    } catch (Misfit misfit) {
      CopyProblem first = problems[column];
      problems[column] =
          first == null
              ? new CopyProblem(
                  pair.source().name(),
                  pair.columns().get(column).source(),
                  rows.name(),
                  1,
                  misfit.getMessage())
              : new CopyProblem(
                  first.table(), first.column(), first.row(), first.values() + 1, first.why());
    }
  }

  List<CopyProblem> problems() {
    return Arrays.stream(problems).filter(Objects::nonNull).toList();
  }
}
