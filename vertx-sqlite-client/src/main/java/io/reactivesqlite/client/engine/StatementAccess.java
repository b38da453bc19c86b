// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a statement touches, through views, common tables, triggers and foreign key actions: as
 * SQLite's own program for it says, not its text.
 *
 * @param actions each table read or written, each function called, and what the statement itself is
 */
public record StatementAccess(Set<Action> actions) {

  /** What is done to a table, or to the database. */
  public enum Operation {
    READ,
    INSERT,
    UPDATE,
    DELETE,
    CREATE,
    DROP,
    ALTER,
    ATTACH,
    DETACH,
    PRAGMA,
    FUNCTION,
    TRANSACTION,
    MAINTENANCE
  }

  /**
   * One thing that a statement does.
   *
   * @param operation what
   * @param name to which table, function or PRAGMA; in lower case; empty where that says nothing. A
   *     table of an attached database has the database's name and a dot before it
   */
  public record Action(Operation operation, String name) {}

  /** The tables that are read. */
  public Set<String> reads() {
    Set<String> tables = new HashSet<>();
    for (Action action : actions) {
      if (action.operation() == Operation.READ) {
        tables.add(action.name());
      }
    }
    return tables;
  }

  /**
   * The tables that are written; {@code null} where it may be any, as the schema itself changes.
   */
  public Set<String> writes() {
    Set<String> tables = new HashSet<>();
    for (Action action : actions) {
      switch (action.operation()) {
        case INSERT, UPDATE, DELETE -> tables.add(action.name());
        case CREATE, DROP, ALTER, ATTACH, DETACH, MAINTENANCE -> {
          return null;
        }
        default -> {}
      }
    }
    return tables;
  }

  /** Asks SQLite. Costs some queries of the schema; keep the answer until that changes. */
  public static StatementAccess of(NativeConnection connection, String sql) throws EngineException {
    StatementVerb verb = SqlScanner.verb(sql);
    Set<Action> actions = new LinkedHashSet<>();
    Operation own = operation(verb);
    if (own != null && !verb.changesRows()) {
      actions.add(
          new Action(
              own,
              switch (own) {
                case PRAGMA -> SqlScanner.pragma(sql).name();
                case CREATE, DROP, ALTER -> SchemaObjectName.of(sql);
                default -> "";
              }));
    }
    switch (verb) {
      // It runs nothing; but a PRAGMA acts when it is prepared, explained or not.
      case EXPLAIN -> {
        StatementProfile.Pragma pragma = SqlScanner.pragma(sql);
        if (pragma != null) {
          actions.add(new Action(Operation.PRAGMA, pragma.name()));
        }
      }
      case BEGIN, COMMIT, ROLLBACK, ROLLBACK_TO, SAVEPOINT, RELEASE, VACUUM, ATTACH, DETACH -> {}
      default -> new Reader(connection, verb, actions).read(sql);
    }
    return new StatementAccess(Set.copyOf(actions));
  }

  private static Operation operation(StatementVerb verb) {
    return switch (verb) {
      case INSERT, REPLACE -> Operation.INSERT;
      case UPDATE -> Operation.UPDATE;
      case DELETE -> Operation.DELETE;
      case CREATE -> Operation.CREATE;
      case DROP -> Operation.DROP;
      case ALTER -> Operation.ALTER;
      case ATTACH -> Operation.ATTACH;
      case DETACH -> Operation.DETACH;
      case PRAGMA -> Operation.PRAGMA;
      case BEGIN, COMMIT, ROLLBACK, ROLLBACK_TO, SAVEPOINT, RELEASE -> Operation.TRANSACTION;
      case VACUUM, REINDEX, ANALYZE -> Operation.MAINTENANCE;
      case SELECT, VALUES, EXPLAIN, EMPTY, OTHER -> null;
    };
  }

  /** Reads the program of one statement. */
  private static final class Reader {
    private static final long TEMP = 1;

    private final NativeConnection connection;
    private final Set<Action> actions;
    private final Map<Long, Map<Long, String>> tablesByRoot = new HashMap<>();
    private Map<String, String> virtualTables;
    private StatementVerb verb;

    Reader(NativeConnection connection, StatementVerb verb, Set<Action> actions) {
      this.connection = connection;
      this.verb = verb;
      this.actions = actions;
    }

    void read(String sql) throws EngineException {
      Program program = Program.of(connection, sql);
      boolean first = true;
      for (Program.Instruction i : program.instructions()) {
        if (i.address() == 0 && !first) {
          // The next part is a trigger, which names its statements, or a foreign key action, which
          // does not.
          verb = null;
        }
        first = false;
        switch (i.opcode()) {
          case "Trace" -> verb = traced(i.p4());
          case "OpenRead", "ReopenIdx" -> add(Operation.READ, table(i.p2(), i.p3()));
          case "OpenWrite" -> write(table(i.p2(), i.p3()));
          case "Clear" -> add(Operation.DELETE, table(i.p1(), i.p2()));
          case "VOpen" -> add(Operation.READ, virtualTable(i.p4()));
          case "VUpdate" -> write(virtualTable(i.p4()));
          case "Function", "PureFunc" -> add(Operation.FUNCTION, function(i.p4()));
          case "AggStep", "AggStep1", "AggInverse" -> add(Operation.FUNCTION, function(i.p4()));
          default -> {}
        }
      }
    }

    private static StatementVerb traced(String comment) {
      return comment != null && comment.startsWith("-- ")
          ? SqlScanner.verb(comment.substring(3))
          : null;
    }

    private void write(String table) {
      if (table == null) {
        return;
      }
      Operation operation = verb == null ? null : operation(verb);
      if (operation == Operation.INSERT
          || operation == Operation.UPDATE
          || operation == Operation.DELETE) {
        add(operation, table);
      } else if (verb == null) {
        // ON DELETE CASCADE deletes, SET NULL and the like update: the program does not say which
        // before it runs.
        add(Operation.UPDATE, table);
        add(Operation.DELETE, table);
      }
    }

    private void add(Operation operation, String name) {
      if (name != null) {
        actions.add(new Action(operation, name.toLowerCase(Locale.ROOT)));
      }
    }

    private static String function(String p4) {
      int parenthesis = p4.indexOf('(');
      return parenthesis < 0 ? p4 : p4.substring(0, parenthesis);
    }

    /**
     * The table that owns a root page, be it the table's own or an index's; {@code null} for
     * temporary and internal ones.
     */
    private String table(long root, long databaseIndex) throws EngineException {
      if (databaseIndex == TEMP) {
        return null;
      }
      Map<Long, String> tables = tablesByRoot.get(databaseIndex);
      if (tables == null) {
        tables = readRoots(databaseIndex);
        tablesByRoot.put(databaseIndex, tables);
      }
      return root == 1 ? "sqlite_schema" : tables.get(root);
    }

    private Map<Long, String> readRoots(long databaseIndex) throws EngineException {
      String schema = "main";
      for (Object[] row : connection.rows("PRAGMA database_list")) {
        if ((Long) row[0] == databaseIndex) {
          schema = (String) row[1];
        }
      }
      String prefix = databaseIndex == 0 ? "" : schema + ".";
      Map<Long, String> tables = new HashMap<>();
      for (Object[] row :
          connection.rows(
              "SELECT rootpage, tbl_name FROM \""
                  + schema.replace("\"", "\"\"")
                  + "\".sqlite_schema WHERE rootpage > 0")) {
        tables.put((Long) row[0], prefix + row[1]);
      }
      return tables;
    }

    /**
     * A program names a virtual table by its address in memory; its name is found by asking for the
     * programs of all of them.
     */
    private String virtualTable(String address) throws EngineException {
      if (virtualTables == null) {
        virtualTables = new HashMap<>();
        for (Object[] row :
            connection.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage = 0")) {
          String name = (String) row[0];
          for (Program.Instruction i :
              Program.of(connection, "SELECT 1 FROM \"" + name.replace("\"", "\"\"") + "\"")
                  .instructions()) {
            if (i.opcode().equals("VOpen")) {
              virtualTables.put(i.p4(), name);
            }
          }
        }
      }
      // Table-valued functions such as json_each are no tables.
      return virtualTables.get(address);
    }
  }
}
