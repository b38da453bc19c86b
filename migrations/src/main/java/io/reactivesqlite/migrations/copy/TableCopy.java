// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.copy.CopyException.Problem;
import io.reactivesqlite.migrations.copy.Journal.State;
import io.reactivesqlite.migrations.copy.TablePair.ColumnPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Brings the rows of one table, in batches. */
final class TableCopy {

  private final Connection source;
  private final Engine engine;
  private final Journal journal;
  private final CopyOptions options;
  private final CopyProgress progress;

  TableCopy(
      Connection source,
      Engine engine,
      Journal journal,
      CopyOptions options,
      CopyProgress progress) {
    this.source = source;
    this.engine = engine;
    this.journal = journal;
    this.options = options;
    this.progress = progress;
  }

  private record Row(String name, Object[] values) {}

  /**
   * Brings what is missing.
   *
   * @param commits whether each batch is a transaction; otherwise the caller has one
   */
  void run(TablePair pair, State begun, boolean commits) throws SQLException {
    long all = pair.source().count(source);
    progress.started(pair.source().name(), begun.rows(), all);
    State state = begun;
    List<Row> batch = new ArrayList<>();
    OptionalLong last = begun.rowid();
    try (Rows rows = new Rows(source, pair, begun.rowid());
        PreparedStatement insert = engine.target.prepareStatement(engine.insert(pair))) {
      boolean more;
      do {
        more = rows.next();
        if (more) {
          batch.add(row(pair, rows));
          last = rows.rowid();
        }
        if (!more || batch.size() == options.batchSize()) {
          State next = new State(state.rows() + batch.size(), last, !more);
          bring(pair, insert, batch, state, next, commits);
          state = next;
          batch.clear();
          progress.copied(pair.source().name(), state.rows(), all);
        }
      } while (more);
    }
    progress.finished(pair.source().name(), state.rows());
  }

  private static Row row(TablePair pair, Rows rows) throws SQLException {
    Object[] values = new Object[pair.columns().size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = rows.value(i);
      } catch (Misfit misfit) {
        throw unfit(pair, i, rows.name(), misfit);
      }
    }
    return new Row(rows.name(), values);
  }

  static CopyException unfit(TablePair pair, int column, String row, Misfit misfit) {
    ColumnPair columns = pair.columns().get(column);
    return new CopyException(
        Problem.FAILED,
        "%s.%s, %s: %s. The target's column is %s."
            .formatted(
                pair.source().name(),
                columns.source(),
                row,
                misfit.getMessage(),
                columns.target().typeName()));
  }

  private void bring(
      TablePair pair,
      PreparedStatement insert,
      List<Row> batch,
      State from,
      State to,
      boolean commits)
      throws SQLException {
    try {
      // First, so that another copy waits here instead of bringing the same rows.
      journal.step(pair, from, to);
      for (Row row : batch) {
        bind(pair, insert, row);
        insert.addBatch();
      }
      insert.executeBatch();
      if (commits) {
        engine.target.commit();
      }
    } catch (SQLException failure) {
      engine.target.rollback();
      throw named(pair, batch, failure);
    }
  }

  /** A batch does not say which row it was: they are tried again, one by one. */
  private CopyException named(TablePair pair, List<Row> batch, SQLException failure) {
    try (PreparedStatement insert = engine.target.prepareStatement(engine.insert(pair))) {
      for (Row row : batch) {
        try {
          bind(pair, insert, row);
          insert.executeUpdate();
        } catch (SQLException culprit) {
          engine.target.rollback();
          return CopyException.failed(pair.source().name() + ", " + row.name(), culprit);
        }
      }
      engine.target.rollback();
    } catch (SQLException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
    String where =
        batch.isEmpty()
            ? ""
            : ", %s to %s".formatted(batch.get(0).name(), batch.get(batch.size() - 1).name());
    return CopyException.failed(pair.source().name() + where, failure);
  }

  private static void bind(TablePair pair, PreparedStatement insert, Row row) throws SQLException {
    for (int i = 0; i < row.values().length; i++) {
      ColumnPair column = pair.columns().get(i);
      if (row.values()[i] == null) {
        insert.setNull(i + 1, Types.NULL);
      } else {
        bind(column.type(), insert, i + 1, row.values()[i]);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void bind(
      ColumnType<T> type, PreparedStatement statement, int index, Object value)
      throws SQLException {
    type.bind(statement, index, (T) value);
  }
}
