// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import io.reactivesqlite.migrations.rebuild.Names;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What takes part in a comparison, and what is the same under another name.
 *
 * @param include names of tables, {@code *} as wildcard; empty means all
 * @param exclude names of tables to leave alone, {@code *} as wildcard
 * @param renames tables and columns with new names
 */
public record Rules(List<String> include, List<String> exclude, List<Rename> renames) {

  private static final Set<String> LIQUIBASE = Set.of("databasechangelog", "databasechangeloglock");

  /** Everything, nothing renamed. */
  public static final Rules ALL = new Rules(List.of(), List.of(), List.of());

  public Rules {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    renames = List.copyOf(renames);
  }

  boolean covers(String table) {
    String name = table.toLowerCase(Locale.ROOT);
    return !LIQUIBASE.contains(name)
        && !name.startsWith("sqlite_")
        && (include.isEmpty() || Names.fitsAny(include, name))
        && !Names.fitsAny(exclude, name);
  }

  /** The same rules for the way back. */
  Rules reversed() {
    List<Rename> back = new java.util.ArrayList<>();
    renames.forEach(rename -> back.add(0, rename.reversed(renames)));
    return new Rules(include, exclude, back);
  }
}
