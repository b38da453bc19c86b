// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hint that something was renamed and not replaced; no comparison can tell that by itself.
 *
 * @param table the table's name before, or the table of a column by its new name
 * @param column the column's name before, or none for a table
 * @param to the new name
 */
public record Rename(String table, Optional<String> column, String to) {

  private static final Pattern SYNTAX =
      Pattern.compile("\\s*([^.>\\s]+)(?:\\.([^.>\\s]+))?\\s*>\\s*([^.>\\s]+)\\s*");

  /** Reads {@code old_table>new_table} or {@code table.old_column>new_column}. */
  public static Rename parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no rename. Write old_table>new_table or table.old_column>new_column."
              .formatted(text));
    }
    return new Rename(matcher.group(1), Optional.ofNullable(matcher.group(2)), matcher.group(3));
  }

  Rename reversed(List<Rename> all) {
    if (column.isEmpty()) {
      return new Rename(to, Optional.empty(), table);
    }
    // On the way back columns are renamed before their tables, so under the new name of the table.
    return new Rename(table, Optional.of(to), column.get());
  }
}
