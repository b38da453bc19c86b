// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.copy.TablePair.ColumnPair;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The rows of a table of the source, as values of the target. */
final class Rows implements AutoCloseable {

  private final TablePair pair;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private long number;

  Rows(Connection source, TablePair pair, OptionalLong afterRowid) throws SQLException {
    this.pair = pair;
    this.statement =
        source.prepareStatement(pair.source().select(pair.sourceColumns(), afterRowid.isPresent()));
    if (afterRowid.isPresent()) {
      statement.setLong(1, afterRowid.getAsLong());
    }
    this.rows = statement.executeQuery();
  }

  boolean next() throws SQLException {
    number++;
    return rows.next();
  }

  /** Whether the target keeps less of the value. */
  boolean isShortened(int column) throws SQLException {
    Object stored = rows.getObject(column + 1);
    return stored != null && pair.columns().get(column).type().shortens(stored);
  }

  /** What SQLite stores, or null. */
  private Object stored(int column) throws SQLException, Misfit {
    Object value = rows.getObject(column + 1);
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof String text && text.indexOf('\uFFFD') >= 0) {
      requireUtf8(rows.getBytes(column + 1));
    }
    return value;
  }

  /** The driver puts U+FFFD for bytes that are no text, which would lose them. */
  private static void requireUtf8(byte[] bytes) throws Misfit {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException broken) {
      throw new Misfit("a text that is no valid UTF-8");
    }
  }

  /** The value that the target takes, or null. */
  Object value(int column) throws SQLException, Misfit {
    ColumnPair columns = pair.columns().get(column);
    Object stored = stored(column);
    if (stored == null) {
      if (!columns.target().nullable()) {
        throw new Misfit("NULL, and the column must have a value");
      }
      return null;
    }
    return columns.type().of(stored);
  }

  /** The rowid, for a table that has one. */
  OptionalLong rowid() throws SQLException {
    return pair.source().rowid().isPresent()
        ? OptionalLong.of(rows.getLong(pair.columns().size() + 1))
        : OptionalLong.empty();
  }

  /** A name for the row that holds no value of it. */
  String name() throws SQLException {
    OptionalLong rowid = rowid();
    return rowid.isPresent() ? "rowid " + rowid.getAsLong() : "row " + number + " by key";
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
