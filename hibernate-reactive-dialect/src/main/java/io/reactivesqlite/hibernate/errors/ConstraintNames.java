// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Constraint;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/**
 * Unique constraints of the mapping by their columns and by their names: SQLite reports a violated
 * unique key as {@code table.column, table.column} and takes columns, not names, in ON CONFLICT.
 */
public final class ConstraintNames {
  private final Map<String, String> nameByColumns = new ConcurrentHashMap<>();
  private final Map<String, List<String>> columnsByName = new ConcurrentHashMap<>();

  /** Learns the unique keys of a mapping. */
  public void learn(Metadata metadata) {
    for (Table table : metadata.collectTableMappings()) {
      for (UniqueKey key : table.getUniqueKeys().values()) {
        learn(table, key, metadata);
      }
      if (table.getPrimaryKey() != null) {
        learn(table, table.getPrimaryKey(), metadata);
      }
    }
  }

  private void learn(Table table, Constraint key, Metadata metadata) {
    final List<String> quoted = new ArrayList<>();
    final List<String> reported = new ArrayList<>();
    for (Column column : key.getColumns()) {
      quoted.add(column.getQuotedName(metadata.getDatabase().getDialect()));
      reported.add(table.getName() + "." + column.getName());
    }
    if (key.getName() != null) {
      nameByColumns.put(normal(String.join(", ", reported)), key.getName());
      columnsByName.put(normal(key.getName()), quoted);
    }
  }

  /** The name of the constraint over {@code table.column, …}, or those columns as they are. */
  String nameOf(String columns) {
    return nameByColumns.getOrDefault(normal(columns), columns);
  }

  /** The columns of a unique constraint, or null if no mapping has one of this name. */
  public List<String> columnsOf(String name) {
    return columnsByName.get(normal(name));
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
