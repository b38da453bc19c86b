// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What {@code sqlite_schema} of a connection's main database says at this moment. */
public final class Schema {

  /**
   * One row of {@code sqlite_schema}.
   *
   * @param type table, index, view or trigger
   * @param name its name
   * @param table the table (or view) it belongs to
   * @param sql its text; null for the indexes SQLite makes for a constraint
   */
  public record Entry(String type, String name, String table, String sql) {

    public boolean is(String wantedType) {
      return type.equals(wantedType);
    }

    /** Whether this table's rows are kept by a module, like those of a full-text index. */
    public boolean isVirtual() {
      return is("table") && sql != null && SqlScript.normalized(sql).startsWith("create virtual ");
    }
  }

  private final Connection connection;
  private final List<Entry> entries;
  private final Map<String, TableSql> parsed = new HashMap<>();

  private Schema(Connection connection, List<Entry> entries) {
    this.connection = connection;
    this.entries = List.copyOf(entries);
  }

  /**
   * A column as {@code table_xinfo} has it.
   *
   * @param position counted from 0
   * @param type the declared type, or an empty string
   * @param defaultValue the SQL of the default, or null
   */
  public record ColumnInfo(
      int position, String name, String type, boolean notNull, String defaultValue) {}

  /** Reads the schema. */
  public static Schema read(Connection connection) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY rowid")) {
      while (rows.next()) {
        entries.add(
            new Entry(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
    }
    return new Schema(connection, entries);
  }

  /** Everything, in the order in which it was made, SQLite's own tables and indexes included. */
  public List<Entry> entries() {
    return entries;
  }

  /** Everything that has a text of its own and does not belong to SQLite. */
  public List<Entry> own() {
    return entries.stream()
        .filter(e -> e.sql() != null && !Names.fold(e.name()).startsWith("sqlite_"))
        .toList();
  }

  /** Ordinary tables of the user. */
  public List<Entry> tables() {
    return own().stream().filter(e -> e.is("table") && !e.isVirtual()).toList();
  }

  public Optional<Entry> find(String type, String name) {
    return entries.stream().filter(e -> e.is(type) && Names.same(e.name(), name)).findFirst();
  }

  public boolean has(String type, String name) {
    return find(type, name).isPresent();
  }

  /** The text of a table; an error that says why when it has none that can be edited. */
  public TableSql table(String name) {
    Entry entry =
        find("table", name)
            .orElseThrow(
                () ->
                    new SchemaChangeException(
                        has("view", name)
                            ? "'" + name + "' is a view; only a table can be altered."
                            : "There is no table '" + name + "'."));
    if (entry.isVirtual()) {
      throw new SchemaChangeException(
          "'"
              + name
              + "' is a virtual table: SQLite cannot alter it. Create a new one and copy its rows.");
    }
    return parsed.computeIfAbsent(Names.fold(name), n -> TableSql.parse(entry.sql()));
  }

  /** The indexes, or triggers, of a table or view that have a text. */
  public List<Entry> of(String table, String type) {
    return entries.stream()
        .filter(e -> e.is(type) && e.sql() != null && Names.same(e.table(), table))
        .toList();
  }

  /** The foreign keys of other tables and of the table itself that refer to a table. */
  public Map<Entry, List<Clause>> foreignKeysTo(String parent) {
    Map<Entry, List<Clause>> found = new java.util.LinkedHashMap<>();
    for (Entry entry : tables()) {
      if (SqlScript.mentions(entry.sql(), "REFERENCES")) {
        List<Clause> keys =
            table(entry.name()).clauses(Clause.Kind.FOREIGN_KEY).stream()
                .filter(fk -> Names.same(fk.parentTable(), parent))
                .toList();
        if (!keys.isEmpty()) {
          found.put(entry, keys);
        }
      }
    }
    return found;
  }

  /** The names of the plain columns that an index is on; an expression counts as null. */
  public List<String> indexColumns(String index) {
    List<String> columns = new ArrayList<>();
    query(
        "SELECT name FROM pragma_index_info(" + Names.string(index) + ") ORDER BY seqno",
        row -> columns.add(row.getString(1)));
    return columns;
  }

  /** The columns of a table or view, the generated ones included. */
  public List<ColumnInfo> columns(String relation) {
    List<ColumnInfo> columns = new ArrayList<>();
    query(
        "SELECT cid, name, type, \"notnull\", dflt_value FROM pragma_table_xinfo("
            + Names.string(relation)
            + ") WHERE hidden <> 1",
        row ->
            columns.add(
                new ColumnInfo(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3).replaceFirst("(?i)\\s*GENERATED ALWAYS$", ""),
                    row.getBoolean(4),
                    row.getString(5))));
    return columns;
  }

  /** Whether a query finds a row. */
  public boolean anyRow(String sql) {
    boolean[] found = {false};
    query(sql + " LIMIT 1", row -> found[0] = true);
    return found[0];
  }

  /** A name that nothing has yet. */
  public String freeName(String wish) {
    Predicate<String> taken = n -> entries.stream().anyMatch(e -> Names.same(e.name(), n));
    String name = wish;
    for (int i = 2; taken.test(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, RowReader reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw new SchemaChangeException("The schema cannot be read: " + e.getMessage(), e);
    }
  }
}
