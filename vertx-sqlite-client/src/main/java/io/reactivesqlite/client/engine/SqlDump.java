// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A database as SQL, statement by statement: whoever runs them on an empty database has an equal
 * one. Pulled, so that no more than one row is in memory. The connection must hold a snapshot.
 *
 * <p>In this order: tables with their rows, virtual tables with the rows of their shadow tables,
 * statistics, AUTOINCREMENT counters, indexes, views, triggers. So rows go in before indexes and
 * triggers know them, and foreign keys are off meanwhile. Rowids are kept where the table lets them
 * be named.
 */
public final class SqlDump {

  private static final String[] ROWID_NAMES = {"rowid", "_rowid_", "oid"};

  /** One source of statements, opened when its turn comes. */
  @FunctionalInterface
  private interface Part {
    Iterator<String> open() throws EngineException;
  }

  private final NativeConnection connection;
  private final Deque<Part> parts = new ArrayDeque<>();
  private Iterator<String> current = List.<String>of().iterator();
  private NativeStatement reading;

  /** Reads the schema; the rows are read when they are asked for. */
  public SqlDump(NativeConnection connection) throws EngineException {
    this.connection = connection;
    prologue();
    Set<String> virtual = new HashSet<>();
    Set<String> shadows = new HashSet<>();
    List<String> allShadows = new ArrayList<>();
    for (Object[] row :
        rows("SELECT name, type FROM pragma_table_list WHERE schema = 'main' ORDER BY name")) {
      String name = (String) row[0];
      if ("virtual".equals(row[1])) {
        virtual.add(name);
      } else if ("shadow".equals(row[1])) {
        shadows.add(name);
        allShadows.add(name);
      }
    }
    List<Object[]> objects =
        rows("SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid");
    for (Object[] object : objects) {
      String name = (String) object[1];
      if (object[0].equals("table")
          && !isInternal(name)
          && !virtual.contains(name)
          && !shadows.contains(name)) {
        add(object[2] + ";");
        parts.add(() -> inserts(name));
      }
    }
    for (Object[] object : objects) {
      if (object[0].equals("table") && virtual.contains((String) object[1])) {
        add(object[2] + ";");
      }
    }
    for (String shadow : allShadows) {
      // Creating the virtual table has filled its shadows with what an empty one has.
      add("DELETE FROM " + quoted(shadow) + ";");
      parts.add(() -> inserts(shadow));
    }
    statistics(objects);
    counters(objects);
    for (String type : new String[] {"index", "view", "trigger"}) {
      for (Object[] object : objects) {
        if (object[0].equals(type)) {
          add(object[2] + ";");
        }
      }
    }
    add("COMMIT;");
  }

  private void prologue() throws EngineException {
    String encoding = (String) connection.scalar("PRAGMA main.encoding");
    if (!encoding.equalsIgnoreCase("UTF-8")) {
      add("PRAGMA encoding = '" + encoding + "';");
    }
    add("PRAGMA foreign_keys = OFF;");
    add("BEGIN TRANSACTION;");
    for (String pragma : new String[] {"user_version", "application_id"}) {
      Object value = connection.scalar("PRAGMA main." + pragma);
      if ((Long) value != 0) {
        add("PRAGMA " + pragma + " = " + value + ";");
      }
    }
  }

  private static boolean isInternal(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("sqlite_");
  }

  /** ANALYZE of a schema without rows makes the tables; what it says is replaced. */
  private void statistics(List<Object[]> objects) {
    boolean analyzed = false;
    for (Object[] object : objects) {
      String name = (String) object[1];
      if (name.startsWith("sqlite_stat")) {
        if (!analyzed) {
          add("ANALYZE sqlite_schema;");
          analyzed = true;
        }
        add("DELETE FROM " + name + ";");
        parts.add(() -> inserts(name));
      }
    }
  }

  private void counters(List<Object[]> objects) {
    for (Object[] object : objects) {
      if (object[1].equals("sqlite_sequence")) {
        add("DELETE FROM sqlite_sequence;");
        parts.add(() -> inserts("sqlite_sequence"));
      }
    }
  }

  private void add(String statement) {
    parts.add(() -> List.of(statement).iterator());
  }

  private List<Object[]> rows(String sql) throws EngineException {
    NativeStatement statement = connection.take(sql);
    try {
      List<Object[]> rows = new ArrayList<>();
      boolean more = statement.start(null);
      while (more) {
        rows.add(statement.row());
        more = statement.next();
      }
      return rows;
    } finally {
      connection.giveBack(statement);
    }
  }

  /** The next statement, ended by a semicolon, or {@code null} after the last one. */
  public String next() throws EngineException {
    while (true) {
      try {
        if (current.hasNext()) {
          return current.next();
        }
      } catch (ReadingFailed e) {
        throw e.reason;
      }
      Part part = parts.poll();
      if (part == null) {
        return null;
      }
      current = part.open();
    }
  }

  /** Gives up what is open; the connection can be used again. */
  public void close() {
    parts.clear();
    if (reading != null) {
      connection.discard(reading);
      reading = null;
    }
  }

  private Iterator<String> inserts(String table) throws EngineException {
    List<String> columns = new ArrayList<>();
    for (Object[] column :
        rows("SELECT name, hidden FROM pragma_table_xinfo(" + literal(table) + ", 'main')")) {
      // 2 and 3 are generated columns.
      if ((Long) column[1] < 2) {
        columns.add((String) column[0]);
      }
    }
    List<Object[]> info =
        rows("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = " + literal(table));
    boolean withoutRowid = !info.isEmpty() && (Long) info.get(0)[0] != 0;
    boolean rowidIsColumn = withoutRowid || isInternal(table) || hasRowidColumn(table);
    List<String> named = new ArrayList<>();
    if (!rowidIsColumn) {
      String rowid = rowidName(table);
      if (rowid != null) {
        named.add(rowid);
      }
    }
    columns.forEach(column -> named.add(quoted(column)));
    String list = String.join(", ", named);
    String from = " FROM main." + quoted(table);
    reading = connection.take("SELECT " + list + from);
    boolean first = reading.start(null);
    return new Rows("INSERT INTO " + quoted(table) + " (" + list + ") VALUES (", first);
  }

  /** Whether a column is the rowid: the one column of an INTEGER PRIMARY KEY without an index. */
  private boolean hasRowidColumn(String table) throws EngineException {
    List<Object[]> keys =
        rows("SELECT type FROM pragma_table_xinfo(" + literal(table) + ", 'main') WHERE pk > 0");
    if (keys.size() != 1 || !"INTEGER".equalsIgnoreCase((String) keys.get(0)[0])) {
      return false;
    }
    return rows("SELECT 1 FROM pragma_index_list("
            + literal(table)
            + ", 'main') WHERE origin = 'pk'")
        .isEmpty();
  }

  /** A name of the rowid that no column has taken. */
  private String rowidName(String table) throws EngineException {
    Set<String> taken = new HashSet<>();
    for (Object[] column :
        rows("SELECT name FROM pragma_table_xinfo(" + literal(table) + ", 'main')")) {
      taken.add(((String) column[0]).toLowerCase(Locale.ROOT));
    }
    for (String name : ROWID_NAMES) {
      if (!taken.contains(name)) {
        return name;
      }
    }
    return null;
  }

  private final class Rows implements Iterator<String> {
    private final String head;
    private boolean more;

    Rows(String head, boolean more) {
      this.head = head;
      this.more = more;
      if (!more) {
        end();
      }
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public String next() {
      try {
        StringBuilder sql = new StringBuilder(head);
        Object[] cells = reading.row();
        for (int i = 0; i < cells.length; i++) {
          if (i > 0) {
            sql.append(", ");
          }
          SqlLiterals.append(sql, cells[i]);
        }
        more = reading.next();
        if (!more) {
          end();
        }
        return sql.append(");").toString();
      } catch (EngineException e) {
        more = false;
        throw new ReadingFailed(e);
      }
    }

    private void end() {
      connection.giveBack(reading);
      reading = null;
    }
  }

  /** Carries an engine's exception through an iterator. */
  private static final class ReadingFailed extends RuntimeException {
    private final EngineException reason;

    ReadingFailed(EngineException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private static String quoted(String name) {
    return SqlLiterals.identifier(name);
  }

  private static String literal(String text) {
    return SqlLiterals.of(text);
  }
}
