// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import io.reactivesqlite.migrations.rebuild.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of the source and the one that takes its rows.
 *
 * @param source where the rows are
 * @param target where they go
 * @param columns what goes where
 */
record TablePair(SourceTable source, TargetTable target, List<ColumnPair> columns) {

  /**
   * A column of the source and the one that takes its values.
   *
   * @param source its name in the source
   * @param target where it goes
   * @param type what its values are there
   */
  record ColumnPair(String source, TargetTable.Column target, ColumnType<?> type) {}

  /** Finds each column's place, and adds to the problems what has none. */
  static TablePair of(
      SourceTable source, TargetTable target, CopyOptions options, List<String> problems) {
    List<ColumnPair> pairs = new ArrayList<>();
    for (TargetTable.Column column : target.columns()) {
      if (column.generated()) {
        continue;
      }
      Optional<String> from = sameName(source.columns(), column.name());
      if (from.isEmpty()) {
        // A column that SQLite computes can be an ordinary one there.
        from = sameName(source.generated(), column.name());
      }
      String place = target.name() + "." + column.name();
      if (from.isEmpty()) {
        if (!column.nullable() && !column.filledItself()) {
          problems.add(place + " needs a value, and the source has no such column");
        }
        continue;
      }
      Optional<ColumnType<?>> type = ColumnTypes.of(column, options);
      if (type.isEmpty()) {
        problems.add(
            "%s has the type %s, whose values cannot be compared exactly"
                .formatted(place, column.typeName()));
      } else {
        pairs.add(new ColumnPair(from.get(), column, type.get()));
      }
    }
    for (String column : source.columns()) {
      if (target.columns().stream().noneMatch(each -> same(each.name(), column))) {
        problems.add(
            "%s.%s has no column in the target's %s"
                .formatted(source.name(), column, target.name()));
      }
    }
    return new TablePair(source, target, pairs);
  }

  private static Optional<String> sameName(List<String> names, String wanted) {
    return names.stream().filter(name -> same(name, wanted)).findFirst();
  }

  static boolean same(String a, String b) {
    return Names.same(a, b);
  }

  List<String> sourceColumns() {
    return columns.stream().map(ColumnPair::source).toList();
  }

  Map<String, String> described() {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(column -> types.put(column.target().name(), column.target().typeName()));
    return types;
  }
}
