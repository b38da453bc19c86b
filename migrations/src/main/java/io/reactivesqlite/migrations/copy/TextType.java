// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Text.
 *
 * @param length the most characters it takes
 * @param padded whether the target fills it up with spaces, so that those at the end mean nothing
 * @param asUnknown whether the target finds out by itself what the text is to be
 */
record TextType(int length, boolean padded, boolean asUnknown) implements ColumnType<String> {

  @Override
  public String of(Object stored) throws Misfit {
    if (!(stored instanceof String) && !(stored instanceof Long)) {
      throw new Misfit(Misfit.kind(stored) + ", and the column holds text");
    }
    String text = stored.toString();
    if (text.indexOf('\0') >= 0) {
      throw new Misfit("a text with the character NUL in it");
    }
    if (length > 0 && text.codePointCount(0, text.length()) > length) {
      throw new Misfit("a text longer than the column's %d characters".formatted(length));
    }
    return text;
  }

  @Override
  public void bind(PreparedStatement statement, int index, String value) throws SQLException {
    if (asUnknown) {
      statement.setObject(index, value, Types.OTHER);
    } else {
      statement.setString(index, value);
    }
  }

  @Override
  public String read(ResultSet row, int index) throws SQLException {
    return row.getString(index);
  }

  @Override
  public byte[] canonical(String value) {
    return (padded ? value.replaceFirst(" +$", "") : value).getBytes(StandardCharsets.UTF_8);
  }
}
