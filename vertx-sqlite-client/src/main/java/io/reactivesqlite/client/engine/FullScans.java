// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which tables of the main database a statement reads from their beginning. The plan names them as
 * the statement does, by aliases; the program names their pages.
 */
public final class FullScans {

  private static final long MAIN = 0;

  private FullScans() {}

  /** The tables, by their names in the schema. */
  public static Set<String> tables(NativeConnection connection, String sql) throws EngineException {
    Map<Long, Long> rootOfCursor = new HashMap<>();
    Set<Long> roots = new HashSet<>();
    for (Program.Instruction i : Program.of(connection, sql).instructions()) {
      switch (i.opcode()) {
        case "OpenRead", "OpenWrite" -> {
          if (i.p3() == MAIN) {
            rootOfCursor.put(i.p1(), i.p2());
          } else {
            rootOfCursor.remove(i.p1());
          }
        }
        case "Rewind", "Last" -> {
          if (rootOfCursor.containsKey(i.p1())) {
            roots.add(rootOfCursor.get(i.p1()));
          }
        }
        default -> {}
      }
    }
    Set<String> tables = new HashSet<>();
    for (Object[] row :
        connection.rows(
            "SELECT rootpage, name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0")) {
      if (roots.contains((Long) row[0])) {
        tables.add((String) row[1]);
      }
    }
    return tables;
  }

  /** How many rows a table has, counted no further than to a limit. */
  public static long rows(NativeConnection connection, String table, long limit)
      throws EngineException {
    return (Long)
        connection.scalar(
            "SELECT count(*) FROM (SELECT 1 FROM main."
                + SqlLiterals.identifier(table)
                + " LIMIT "
                + limit
                + ")");
  }
}
