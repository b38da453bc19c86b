// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

import java.util.List;

/**
 * A view.
 *
 * @param name its name
 * @param columns the names of its columns; empty where SQLite cannot tell them, as a table it reads
 *     is missing
 * @param sql the statement that created it
 */
public record View(String name, List<String> columns, String sql) {

  /** With a copy of the list. */
  public View {
    columns = List.copyOf(columns);
  }
}
