// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteAction;
import io.reactivesqlite.client.SQLiteOperation;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.NativeStatement;
import io.reactivesqlite.client.engine.SchemaText;
import io.reactivesqlite.client.schema.Check;
import io.reactivesqlite.client.schema.Column;
import io.reactivesqlite.client.schema.ForeignKey;
import io.reactivesqlite.client.schema.Index;
import io.reactivesqlite.client.schema.IndexColumn;
import io.reactivesqlite.client.schema.SQLiteSchema;
import io.reactivesqlite.client.schema.Table;
import io.reactivesqlite.client.schema.Trigger;
import io.reactivesqlite.client.schema.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Asks SQLite what a database consists of, from one snapshot; blocks, on a lane's thread. */
final class SchemaReader {

  private static final String DEFAULT_COLLATION = "BINARY";

  /** What it is to a statement policy. */
  static final SQLiteAction ACTION = new SQLiteAction(SQLiteOperation.READ, "sqlite_schema");

  private final NativeConnection connection;
  private final Map<String, Object[]> listed = new HashMap<>();

  private SchemaReader(NativeConnection connection) {
    this.connection = connection;
  }

  static SQLiteSchema read(NativeConnection connection) throws EngineException {
    if (connection.inTransaction()) {
      return new SchemaReader(connection).schema();
    }
    connection.execute("BEGIN");
    try {
      return new SchemaReader(connection).schema();
    } finally {
      connection.rollbackIfOpen();
    }
  }

  private SQLiteSchema schema() throws EngineException {
    for (Object[] row :
        rows("SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'")) {
      listed.put((String) row[0], row);
    }
    List<Table> tables = new ArrayList<>();
    List<View> views = new ArrayList<>();
    List<Trigger> triggers = new ArrayList<>();
    for (Object[] row :
        rows(
            "SELECT type, name, tbl_name, sql FROM main.sqlite_schema"
                + " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")) {
      String name = (String) row[1];
      String sql = (String) row[3];
      switch ((String) row[0]) {
        case "table" -> tables.add(table(name, sql));
        case "view" -> views.add(new View(name, viewColumns(name), sql));
        case "trigger" -> triggers.add(trigger(name, (String) row[2], sql));
        default -> {
          // Indexes come with their tables.
        }
      }
    }
    return new SQLiteSchema(tables, views, triggers);
  }

  private Table table(String name, String sql) throws EngineException {
    Object[] row = listed.get(name);
    Table.Kind kind =
        switch ((String) row[1]) {
          case "virtual" -> Table.Kind.VIRTUAL;
          case "shadow" -> Table.Kind.SHADOW;
          default -> Table.Kind.ORDINARY;
        };
    boolean virtual = kind == Table.Kind.VIRTUAL;
    SchemaText.TableText text =
        virtual
            ? new SchemaText.TableText(Map.of(), List.of(), List.of(), false)
            : SchemaText.table(sql);
    List<Column> columns = columns(name, text);
    TreeMap<Integer, String> key = new TreeMap<>();
    for (Column column : columns) {
      if (column.primaryKeyPosition() > 0) {
        key.put(column.primaryKeyPosition(), column.name());
      }
    }
    return new Table(
        name,
        kind,
        virtual ? SchemaText.module(sql) : null,
        isTrue(row[3]),
        isTrue(row[2]),
        text.autoincrement(),
        columns,
        List.copyOf(key.values()),
        indexes(name),
        foreignKeys(name, text.foreignKeys()),
        text.checks().stream().map(c -> new Check(c.name(), c.expression(), c.column())).toList(),
        sql);
  }

  private List<Column> columns(String table, SchemaText.TableText text) throws EngineException {
    List<Column> columns = new ArrayList<>();
    for (Object[] row :
        rows(
            "SELECT name, type, \"notnull\", dflt_value, pk, hidden"
                + " FROM pragma_table_xinfo(?1, 'main') ORDER BY cid",
            table)) {
      String name = (String) row[0];
      SchemaText.ColumnText written = text.columns().get(name.toLowerCase(Locale.ROOT));
      int hidden = ((Long) row[5]).intValue();
      columns.add(
          new Column(
              name,
              type((String) row[1], hidden),
              isTrue(row[2]),
              (String) row[3],
              ((Long) row[4]).intValue(),
              hidden == 1,
              switch (hidden) {
                case 2 -> Column.Generated.VIRTUAL;
                case 3 -> Column.Generated.STORED;
                default -> Column.Generated.NO;
              },
              written == null ? null : written.expression(),
              written == null || written.collation() == null
                  ? DEFAULT_COLLATION
                  : written.collation()));
    }
    return columns;
  }

  /** SQLite takes GENERATED ALWAYS for a part of the type. */
  private static String type(String type, int hidden) {
    String suffix = "GENERATED ALWAYS";
    boolean generated = hidden > 1 && type.toUpperCase(Locale.ROOT).endsWith(suffix);
    return generated ? type.substring(0, type.length() - suffix.length()).strip() : type;
  }

  private List<Index> indexes(String table) throws EngineException {
    List<Index> indexes = new ArrayList<>();
    for (Object[] row :
        rows(
            "SELECT l.name, l.\"unique\", l.origin, s.sql FROM pragma_index_list(?1, 'main') l"
                + " LEFT JOIN main.sqlite_schema s ON s.type = 'index' AND s.name = l.name"
                + " ORDER BY l.seq DESC",
            table)) {
      String name = (String) row[0];
      String sql = (String) row[3];
      SchemaText.IndexText text = sql == null ? null : SchemaText.index(sql);
      indexes.add(
          new Index(
              name,
              table,
              isTrue(row[1]),
              switch ((String) row[2]) {
                case "u" -> Index.Origin.UNIQUE;
                case "pk" -> Index.Origin.PRIMARY_KEY;
                default -> Index.Origin.CREATE_INDEX;
              },
              text == null ? null : text.where(),
              indexColumns(name, text),
              sql));
    }
    return indexes;
  }

  private List<IndexColumn> indexColumns(String index, SchemaText.IndexText text)
      throws EngineException {
    List<IndexColumn> columns = new ArrayList<>();
    for (Object[] row :
        rows(
            "SELECT seqno, cid, name, \"desc\", coll FROM pragma_index_xinfo(?1, 'main')"
                + " WHERE key ORDER BY seqno",
            index)) {
      boolean expression = (Long) row[1] == -2;
      columns.add(
          new IndexColumn(
              expression ? null : row[1].equals(-1L) ? "rowid" : (String) row[2],
              expression ? text.terms().get(((Long) row[0]).intValue()) : null,
              (String) row[4],
              isTrue(row[3])));
    }
    return columns;
  }

  private List<ForeignKey> foreignKeys(String table, List<SchemaText.ForeignKeyText> texts)
      throws EngineException {
    Map<Long, List<Object[]>> byId = new TreeMap<>();
    for (Object[] row :
        rows(
            "SELECT id, \"table\", \"from\", \"to\", on_update, on_delete"
                + " FROM pragma_foreign_key_list(?1, 'main') ORDER BY id DESC, seq",
            table)) {
      // SQLite counts them from the last one that is written.
      byId.computeIfAbsent(-(Long) row[0], id -> new ArrayList<>()).add(row);
    }
    List<ForeignKey> keys = new ArrayList<>();
    for (List<Object[]> parts : byId.values()) {
      SchemaText.ForeignKeyText text = texts.get(keys.size());
      List<String> from = new ArrayList<>();
      List<String> to = new ArrayList<>();
      for (Object[] part : parts) {
        from.add((String) part[2]);
        if (part[3] != null) {
          to.add((String) part[3]);
        }
      }
      Object[] first = parts.get(0);
      keys.add(
          new ForeignKey(
              text.name(),
              from,
              (String) first[1],
              to,
              action(first[4]),
              action(first[5]),
              text.deferrable(),
              text.initiallyDeferred()));
    }
    return keys;
  }

  private static ForeignKey.Action action(Object name) {
    return ForeignKey.Action.valueOf(((String) name).replace(' ', '_'));
  }

  private List<String> viewColumns(String view) throws EngineException {
    List<String> columns = new ArrayList<>();
    try {
      for (Object[] row :
          rows("SELECT name FROM pragma_table_xinfo(?1, 'main') ORDER BY cid", view)) {
        columns.add((String) row[0]);
      }
    } catch (EngineException e) {
      // What it reads is not there any more. The view itself is, and that is to be told.
      return List.of();
    }
    return columns;
  }

  private static Trigger trigger(String name, String table, String sql) {
    SchemaText.TriggerText text = SchemaText.trigger(sql);
    return new Trigger(
        name,
        table,
        switch (text.timing()) {
          case "AFTER" -> Trigger.Timing.AFTER;
          case "INSTEAD" -> Trigger.Timing.INSTEAD_OF;
          default -> Trigger.Timing.BEFORE;
        },
        Trigger.Event.valueOf(text.event()),
        sql);
  }

  private static boolean isTrue(Object number) {
    return (Long) number != 0;
  }

  private List<Object[]> rows(String sql, Object... values) throws EngineException {
    NativeStatement statement = connection.take(sql);
    try {
      List<Object[]> rows = new ArrayList<>();
      boolean more = statement.start(values);
      while (more) {
        rows.add(statement.row());
        more = statement.next();
      }
      return rows;
    } finally {
      connection.giveBack(statement);
    }
  }
}
