// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name its name; null where it has none
 * @param columns the columns that refer
 * @param referencedTable the table that is referred to
 * @param referencedColumns its columns; empty where its primary key is meant without saying so
 * @param onUpdate what happens when what is referred to changes
 * @param onDelete what happens when what is referred to goes
 * @param deferrable whether it was declared DEFERRABLE
 * @param initiallyDeferred whether it is checked only at the end of the transaction
 */
public record ForeignKey(
    String name,
    List<String> columns,
    String referencedTable,
    List<String> referencedColumns,
    Action onUpdate,
    Action onDelete,
    boolean deferrable,
    boolean initiallyDeferred) {

  /** What happens to rows that refer. */
  public enum Action {
    /** The change is refused at the end of the statement or transaction. */
    NO_ACTION,
    /** The change is refused at once. */
    RESTRICT,
    /** Their columns become NULL. */
    SET_NULL,
    /** Their columns get their defaults. */
    SET_DEFAULT,
    /** They change, or go, too. */
    CASCADE
  }

  /** With copies of the lists. */
  public ForeignKey {
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
  }
}
