// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.copy.CopyException.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far the copy is, in a table of the target that is changed in the transactions that bring the
 * rows: it can say neither more nor less than what is there. It goes when the copy is complete.
 *
 * <p>Two copies at once meet here: each step says where it begins, and the second to take it finds
 * that somebody has been there.
 */
final class Journal {

  static final String TABLE = "sqlite_migrate_copy";

  /**
   * How far a table is.
   *
   * @param rows how many of its rows are there
   * @param rowid the last of them, if more can follow
   * @param complete whether all are there
   */
  record State(long rows, OptionalLong rowid, boolean complete) {}

  private final Engine engine;

  Journal(Engine engine) {
    this.engine = engine;
  }

  boolean exists() throws SQLException {
    return TargetTable.read(engine.target).stream()
        .anyMatch(table -> table.name().equalsIgnoreCase(TABLE));
  }

  void create() throws SQLException {
    engine.execute(
        "create table %s (table_name varchar(255) not null primary key, rows_copied bigint not null, last_rowid bigint, complete smallint not null)"
            .formatted(TABLE));
  }

  void begin(List<TablePair> pairs) throws SQLException {
    engine.execute("delete from " + TABLE);
    try (PreparedStatement insert =
        engine.target.prepareStatement("insert into " + TABLE + " values (?, 0, null, 0)")) {
      for (TablePair pair : pairs) {
        insert.setString(1, pair.target().name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  Map<String, State> read() throws SQLException {
    Map<String, State> states = new TreeMap<>();
    try (Statement statement = engine.target.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name, rows_copied, last_rowid, complete from " + TABLE)) {
      while (rows.next()) {
        long rowid = rows.getLong(3);
        OptionalLong last = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(rowid);
        states.put(rows.getString(1), new State(rows.getLong(2), last, rows.getInt(4) == 1));
      }
    }
    return states;
  }

  /** Takes a step, in the transaction that brings its rows. */
  void step(TablePair pair, State from, State to) throws SQLException {
    try (PreparedStatement update =
        engine.target.prepareStatement(
            "update %s set rows_copied = ?, last_rowid = ?, complete = ? where table_name = ? and rows_copied = ? and complete = 0"
                .formatted(TABLE))) {
      update.setLong(1, to.rows());
      if (to.rowid().isPresent()) {
        update.setLong(2, to.rowid().getAsLong());
      } else {
        update.setNull(2, java.sql.Types.BIGINT);
      }
      update.setInt(3, to.complete() ? 1 : 0);
      update.setString(4, pair.target().name());
      update.setLong(5, from.rows());
      if (update.executeUpdate() != 1) {
        throw overtaken(pair);
      }
    } catch (SQLException failure) {
      engine.target.rollback();
      if (!exists()) {
        throw overtaken(pair);
      }
      throw failure;
    }
  }

  private static CopyException overtaken(TablePair pair) {
    return new CopyException(
        Problem.BUSY,
        "Another copy into this target is at work: it has taken %s further. Let it end; this one stops."
            .formatted(pair.target().name()));
  }

  void end() throws SQLException {
    engine.execute("drop table " + TABLE);
  }
}
