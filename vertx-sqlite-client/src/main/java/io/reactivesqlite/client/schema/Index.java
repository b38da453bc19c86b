// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

import java.util.List;

/**
 * An index.
 *
 * @param name its name
 * @param table the table it belongs to
 * @param unique whether it keeps values apart
 * @param origin where it comes from
 * @param where the condition of a partial index; null where it holds all rows
 * @param columns what it is sorted by
 * @param sql the statement that created it; null where a constraint did
 */
public record Index(
    String name,
    String table,
    boolean unique,
    Origin origin,
    String where,
    List<IndexColumn> columns,
    String sql) {

  /** Where an index comes from. */
  public enum Origin {
    /** CREATE INDEX. */
    CREATE_INDEX,
    /** A UNIQUE constraint. */
    UNIQUE,
    /** The primary key. */
    PRIMARY_KEY
  }

  /** With a copy of the list. */
  public Index {
    columns = List.copyOf(columns);
  }

  /**
   * Whether it leaves rows out.
   *
   * @return whether it has a condition
   */
  public boolean isPartial() {
    return where != null;
  }
}
