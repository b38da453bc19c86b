// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Truth, bytes, UUIDs and JSON. */
final class OtherTypes {

  private OtherTypes() {}

  /** True and false, which SQLite keeps as 1 and 0. */
  record Bool() implements ColumnType<Boolean> {

    @Override
    public Boolean of(Object stored) throws Misfit {
      return switch (stored.toString().toLowerCase(Locale.ROOT)) {
        case "1", "true" -> true;
        case "0", "false" -> false;
        default -> throw new Misfit(Misfit.kind(stored) + " that is neither 0 nor 1");
      };
    }

    @Override
    public void bind(PreparedStatement statement, int index, Boolean value) throws SQLException {
      statement.setBoolean(index, value);
    }

    @Override
    public Boolean read(ResultSet row, int index) throws SQLException {
      boolean value = row.getBoolean(index);
      return row.wasNull() ? null : value;
    }
  }

  /** Bytes. */
  record Bytes() implements ColumnType<byte[]> {

    @Override
    public byte[] of(Object stored) throws Misfit {
      if (stored instanceof byte[] bytes) {
        return bytes;
      }
      throw new Misfit(Misfit.kind(stored) + ", and the column holds bytes");
    }

    @Override
    public void bind(PreparedStatement statement, int index, byte[] value) throws SQLException {
      statement.setBytes(index, value);
    }

    @Override
    public byte[] read(ResultSet row, int index) throws SQLException {
      return row.getBytes(index);
    }

    @Override
    public byte[] canonical(byte[] value) {
      return value;
    }
  }

  /** UUIDs: text with or without hyphens, or 16 bytes. */
  record Uuid() implements ColumnType<UUID> {

    private static final Pattern DIGITS = Pattern.compile("\\p{XDigit}{32}");
    private static final Pattern GROUPS =
        Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    @Override
    public UUID of(Object stored) throws Misfit {
      if (stored instanceof byte[] bytes && bytes.length == 16) {
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
      }
      if (stored instanceof String text) {
        if (GROUPS.matcher(text).matches()) {
          return UUID.fromString(text);
        }
        if (DIGITS.matcher(text).matches()) {
          return new UUID(
              Long.parseUnsignedLong(text.substring(0, 16), 16),
              Long.parseUnsignedLong(text.substring(16), 16));
        }
      }
      throw new Misfit(Misfit.kind(stored) + " that is no UUID");
    }

    @Override
    public void bind(PreparedStatement statement, int index, UUID value) throws SQLException {
      statement.setObject(index, value);
    }

    @Override
    public UUID read(ResultSet row, int index) throws SQLException {
      return row.getObject(index, UUID.class);
    }
  }

  /** JSON; a column of numeric affinity may have made a number of a JSON number. */
  record Json() implements ColumnType<String> {

    @Override
    public String of(Object stored) throws Misfit {
      if (stored instanceof byte[]) {
        throw new Misfit("a blob, and the column holds JSON; json() of SQLite makes text of JSONB");
      }
      String text = stored.toString();
      JsonForm.canonical(text);
      return text;
    }

    @Override
    public void bind(PreparedStatement statement, int index, String value) throws SQLException {
      statement.setObject(index, value, Types.OTHER);
    }

    @Override
    public String read(ResultSet row, int index) throws SQLException {
      return row.getString(index);
    }

    @Override
    public byte[] canonical(String value) {
      try {
        return JsonForm.canonical(value).getBytes(StandardCharsets.UTF_8);
      } catch (Misfit notJson) {
        throw new IllegalStateException("a JSON column gave no JSON", notJson);
      }
    }
  }
}
