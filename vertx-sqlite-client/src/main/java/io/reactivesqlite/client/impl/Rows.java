// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.Columns;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import io.reactivesqlite.client.impl.types.TypeRegistry;
import io.vertx.sqlclient.Row;
import java.util.function.Function;
import java.util.stream.Collector;

/** Steps through a statement and gathers its rows with the collector of the query. */
final class Rows {

  private static final RowShape NO_COLUMNS = RowShape.of(Columns.NONE, TypeRegistry.NONE);

  private Rows() {}

  /** The result of a statement that had nothing to do. */
  static <A, T> StatementResult<T> none(Collector<Row, A, T> collector) {
    T value = collector.finisher().apply(collector.supplier().get());
    return new StatementResult<>(0, 0, NO_COLUMNS, value, null);
  }

  /** Gathers all rows of a statement that was not started yet. */
  static <T> StatementResult<T> all(
      NativeConnection connection,
      NativeStatement statement,
      Object[] values,
      Collector<Row, ?, T> collector,
      Function<Columns, RowShape> shapes,
      boolean givesRowid)
      throws EngineException {
    statement.start(values);
    RowShape shape = statement.columns().view(shapes);
    return gather(connection, statement, shape, collector, Integer.MAX_VALUE, givesRowid);
  }

  /** Gathers up to {@code limit} rows of a statement that stands on one. */
  static <A, T> StatementResult<T> gather(
      NativeConnection connection,
      NativeStatement statement,
      RowShape columns,
      Collector<Row, A, T> collector,
      int limit,
      boolean givesRowid)
      throws EngineException {
    A container = collector.supplier().get();
    RowShape shape = columns;
    int size = 0;
    if (statement.onRow()) {
      Object[] cells = statement.row();
      shape = columns.withFirstRow(cells);
      var accumulator = collector.accumulator();
      try {
        SQLiteRow row = new SQLiteRow(shape, cells);
        while (true) {
          accumulator.accept(container, row);
          size++;
          if (!statement.next() || size == limit) {
            break;
          }
          cells = statement.row();
          row = row.tryRecycle() ? row.carrying(cells) : new SQLiteRow(shape, cells);
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
    return new StatementResult<>(
        changes,
        size,
        shape,
        collector.finisher().apply(container),
        givesRowid && changes > 0 ? connection.lastInsertRowId() : null);
  }
}
