// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import io.vertx.sqlclient.Row;
import java.util.stream.Collector;

/** Steps through a statement and gathers its rows with the collector of the query. */
final class Rows {

  private Rows() {}

  /** Gathers all rows of a statement that was not started yet. */
  static <T> StatementResult<T> all(
      NativeConnection connection,
      NativeStatement statement,
      Object[] values,
      Collector<Row, ?, T> collector)
      throws EngineException {
    statement.start(values);
    RowShape shape = statement.columns().view(RowShape::of);
    return gather(connection, statement, shape, collector, Integer.MAX_VALUE);
  }

  /** Gathers up to {@code limit} rows of a statement that stands on one. */
  static <A, T> StatementResult<T> gather(
      NativeConnection connection,
      NativeStatement statement,
      RowShape columns,
      Collector<Row, A, T> collector,
      int limit)
      throws EngineException {
    A container = collector.supplier().get();
    RowShape shape = columns;
    int size = 0;
    if (statement.onRow()) {
      Object[] cells = statement.row();
      shape = columns.withFirstRow(cells);
      var accumulator = collector.accumulator();
      try {
        while (true) {
          accumulator.accept(container, new SQLiteRow(shape, cells));
          size++;
          if (!statement.next() || size == limit) {
            break;
          }
          cells = statement.row();
        }
      } catch (EngineException e) {
        throw e;
      } catch (Throwable e) {
        // The user's function failed, not the statement: what it was to change is changed.
        while (statement.onRow() && statement.verb().changesRows()) {
          statement.next();
        }
        throw e;
      }
    }
    int changes = statement.verb().changesRows() ? connection.changes() : 0;
    // SQLite keeps the last rowid: where nothing was inserted it is that of somebody else.
    boolean inserted = changes > 0 && statement.verb().insertsRows();
    return new StatementResult<>(
        changes,
        size,
        shape,
        collector.finisher().apply(container),
        inserted ? connection.lastInsertRowId() : null);
  }
}
