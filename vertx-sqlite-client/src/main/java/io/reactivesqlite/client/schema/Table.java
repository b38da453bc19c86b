// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.schema;

import java.util.List;
import java.util.Optional;

/**
 * A table.
 *
 * @param name its name
 * @param kind whether it is an ordinary one
 * @param module the module of a virtual table, such as {@code fts5}; null for others
 * @param strict whether it was created STRICT
 * @param withoutRowid whether it was created WITHOUT ROWID
 * @param autoincrement whether its rowid is AUTOINCREMENT
 * @param columns its columns, hidden and generated ones too
 * @param primaryKey the names of the columns of its primary key, in their order there; empty where
 *     it has none
 * @param indexes its indexes, those of UNIQUE and PRIMARY KEY too
 * @param foreignKeys its foreign keys, in the order in which they are written
 * @param checks its CHECKs, those of columns too, in the order in which they are written
 * @param sql the statement that created it
 */
public record Table(
    String name,
    Kind kind,
    String module,
    boolean strict,
    boolean withoutRowid,
    boolean autoincrement,
    List<Column> columns,
    List<String> primaryKey,
    List<Index> indexes,
    List<ForeignKey> foreignKeys,
    List<Check> checks,
    String sql) {

  /** Kinds of tables. */
  public enum Kind {
    /** An ordinary table. */
    ORDINARY,
    /** A table of a module, such as a full text search. */
    VIRTUAL,
    /** A table in which a virtual table keeps its data. */
    SHADOW
  }

  /** With copies of the lists. */
  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
  }

  /**
   * A column by its name.
   *
   * @param column the name; case does not matter
   * @return the column, if it is there
   */
  public Optional<Column> column(String column) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(column)).findFirst();
  }

  /**
   * An index by its name.
   *
   * @param index the name; case does not matter
   * @return the index, if it is there
   */
  public Optional<Index> index(String index) {
    return indexes.stream().filter(i -> i.name().equalsIgnoreCase(index)).findFirst();
  }
}
