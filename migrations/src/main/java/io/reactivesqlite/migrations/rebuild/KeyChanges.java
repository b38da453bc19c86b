// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes to the keys and checks of a table, as the statements that make them. */
public final class KeyChanges {

  /**
   * What a foreign key says.
   *
   * @param name its name, or null
   * @param columns the columns of the child
   * @param parent the table it refers to
   * @param parentColumns the columns it refers to; empty means the primary key
   * @param onDelete the action, such as CASCADE, or null
   * @param onUpdate the action, or null
   * @param deferrable whether it may be checked at the commit
   * @param initiallyDeferred whether it is checked at the commit unless told otherwise
   */
  public record ForeignKey(
      String name,
      List<String> columns,
      String parent,
      List<String> parentColumns,
      String onDelete,
      String onUpdate,
      boolean deferrable,
      boolean initiallyDeferred) {

    /** What stands from {@code REFERENCES} on. */
    public String references() {
      StringBuilder sql = new StringBuilder("REFERENCES ").append(Names.quote(parent));
      if (!parentColumns.isEmpty()) {
        sql.append(" (").append(Names.quoteAll(parentColumns)).append(")");
      }
      if (onUpdate != null) {
        sql.append(" ON UPDATE ").append(onUpdate);
      }
      if (onDelete != null) {
        sql.append(" ON DELETE ").append(onDelete);
      }
      if (deferrable || initiallyDeferred) {
        sql.append(" DEFERRABLE");
      }
      if (initiallyDeferred) {
        sql.append(" INITIALLY DEFERRED");
      }
      return sql.toString();
    }

    /** The foreign key as a constraint of its table. */
    public String constraint() {
      return named(name) + "FOREIGN KEY (" + Names.quoteAll(columns) + ") " + references();
    }
  }

  private final Schema schema;

  public KeyChanges(Schema schema) {
    this.schema = schema;
  }

  static String named(String name) {
    return name == null || name.isBlank() ? "" : "CONSTRAINT " + Names.quote(name) + " ";
  }

  /**
   * The name of a foreign key or unique constraint; for one without a name, the name under which a
   * snapshot shows it and by which it can be dropped.
   */
  public static String nameOf(TableSql table, Clause clause) {
    String kind = clause.kind() == Clause.Kind.FOREIGN_KEY ? "fk_" : "uq_";
    return clause.name() != null
        ? clause.name()
        : kind + table.name() + "_" + String.join("_", clause.columns());
  }

  /** Makes columns the primary key; they must have values, as everywhere but in SQLite. */
  public List<String> addPrimaryKey(String tableName, String name, List<String> columns) {
    TableSql table = schema.table(tableName);
    if (table.primaryKey().isPresent()) {
      throw new SchemaChangeException(
          "Table '"
              + table.name()
              + "' already has a primary key on "
              + table.primaryKey().get().columns()
              + "; drop that first.");
    }
    requireNoNulls(table, columns);
    TableSql after =
        table.withConstraint(named(name) + "PRIMARY KEY (" + Names.quoteAll(columns) + ")");
    return rebuilt(table, after);
  }

  /** Takes the primary key away, and AUTOINCREMENT with it. */
  public List<String> dropPrimaryKey(String tableName) {
    TableSql table = schema.table(tableName);
    Clause key =
        table
            .primaryKey()
            .orElseThrow(
                () ->
                    new SchemaChangeException("Table '" + table.name() + "' has no primary key."));
    if (table.withoutRowid()) {
      throw new SchemaChangeException(
          "Table '"
              + table.name()
              + "' is WITHOUT ROWID: its rows are stored by their primary key, so it cannot be"
              + " dropped. Create a new table and copy the rows instead.");
    }
    refuseIfReferenced(table, key.columns(), key);
    return rebuilt(table, table.without(key));
  }

  public List<String> addUnique(String tableName, String name, List<String> columns) {
    TableSql table = schema.table(tableName);
    columns.forEach(table::column);
    return rebuilt(
        table, table.withConstraint(named(name) + "UNIQUE (" + Names.quoteAll(columns) + ")"));
  }

  /** Drops a unique constraint or unique index by its name, or by its columns. */
  public List<String> dropUnique(String tableName, String name, List<String> columns) {
    TableSql table = schema.table(tableName);
    List<String> wanted =
        columns.isEmpty() && name != null && Names.fold(name).startsWith("sqlite_autoindex_")
            ? schema.indexColumns(name)
            : columns;
    Optional<Clause> unique =
        table.clauses(Clause.Kind.UNIQUE).stream()
            .filter(
                c ->
                    name != null && Names.same(nameOf(table, c), name)
                        || !wanted.isEmpty() && Names.sameSet(c.columns(), wanted))
            .findFirst();
    if (unique.isPresent()) {
      refuseIfReferenced(table, unique.get().columns(), unique.get());
      return rebuilt(table, table.without(unique.get()));
    }
    if (name != null
        && schema.of(table.name(), "index").stream().anyMatch(i -> Names.same(i.name(), name))) {
      return List.of("DROP INDEX " + Names.quote(name));
    }
    throw new SchemaChangeException(
        "Table '"
            + table.name()
            + "' has no unique constraint '"
            + name
            + "'. If it has no name, give its columns as uniqueColumns. The table has: "
            + table.clauses(Clause.Kind.UNIQUE).stream().map(Clause::text).toList());
  }

  public List<String> addForeignKey(String tableName, ForeignKey key) {
    TableSql table = schema.table(tableName);
    key.columns().forEach(table::column);
    TableSql parent = schema.table(key.parent());
    key.parentColumns().forEach(parent::column);
    return rebuilt(table, table.withConstraint(key.constraint()));
  }

  public List<String> dropForeignKey(String tableName, String name) {
    TableSql table = schema.table(tableName);
    Clause key =
        table.clauses(Clause.Kind.FOREIGN_KEY).stream()
            .filter(c -> Names.same(nameOf(table, c), name))
            .findFirst()
            .orElseThrow(
                () ->
                    new SchemaChangeException(
                        "Table '"
                            + table.name()
                            + "' has no foreign key '"
                            + name
                            + "'. It has: "
                            + table.clauses(Clause.Kind.FOREIGN_KEY).stream()
                                .map(c -> nameOf(table, c))
                                .toList()));
    return rebuilt(table, table.without(key));
  }

  /** Drops every foreign key of a table, those without a name included. */
  public List<String> dropForeignKeys(String tableName) {
    TableSql table = schema.table(tableName);
    return rebuilt(table, table.withoutAll(c -> c.kind() == Clause.Kind.FOREIGN_KEY));
  }

  public List<String> addCheck(String tableName, String name, String expression) {
    TableSql table = schema.table(tableName);
    return List.of(
        "ALTER TABLE "
            + Names.quote(table.name())
            + " ADD "
            + named(name)
            + "CHECK ("
            + expression
            + ")");
  }

  public List<String> dropCheck(String tableName, String name) {
    TableSql table = schema.table(tableName);
    Clause check =
        table
            .constraint(name)
            .filter(c -> c.kind() == Clause.Kind.CHECK)
            .orElseThrow(
                () ->
                    new SchemaChangeException(
                        "Table '"
                            + table.name()
                            + "' has no check '"
                            + name
                            + "'. It has: "
                            + table.clauses(Clause.Kind.CHECK).stream()
                                .map(Clause::text)
                                .toList()));
    return rebuilt(table, table.without(check));
  }

  /** Makes a column count up by itself: it becomes the INTEGER primary key, AUTOINCREMENT. */
  public List<String> addAutoincrement(String tableName, String columnName, Number startWith) {
    TableSql table = schema.table(tableName);
    ColumnSql column = table.column(columnName);
    Optional<Clause> key = table.primaryKey();
    if (key.isPresent()
        && !(key.get().columns().size() == 1
            && Names.same(key.get().columns().get(0), columnName))) {
      throw new SchemaChangeException(
          "SQLite counts up only in the primary key, and that of table '"
              + table.name()
              + "' is "
              + key.get().columns()
              + ".");
    }
    if (table.withoutRowid()) {
      throw new SchemaChangeException(
          "SQLite cannot count up in a table WITHOUT ROWID such as '" + table.name() + "'.");
    }
    requireNoNulls(table, List.of(columnName));
    List<String> sql = new ArrayList<>();
    if (!table.autoincrement()) {
      String name = key.map(Clause::name).orElse(null);
      TableSql after =
          key.map(table::without)
              .orElse(table)
              .withType(columnName, "INTEGER")
              .withFirstColumnClause(columnName, named(name) + "PRIMARY KEY AUTOINCREMENT");
      sql.addAll(rebuilt(table, after));
    }
    if (startWith != null) {
      sql.addAll(startWith(table.name(), column.name(), startWith.longValue()));
    }
    return sql;
  }

  /** Makes the next number at least the given one; numbers in use are never given again. */
  public static List<String> startWith(String table, String column, long next) {
    String name = Names.string(table);
    return List.of(
        "INSERT INTO sqlite_sequence (name, seq) SELECT "
            + name
            + ", 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = "
            + name
            + ")",
        "UPDATE sqlite_sequence SET seq = max("
            + (next - 1)
            + ", coalesce((SELECT max("
            + Names.quote(column)
            + ") FROM "
            + Names.quote(table)
            + "), 0)) WHERE name = "
            + name);
  }

  private void requireNoNulls(TableSql table, List<String> columns) {
    for (String column : columns) {
      String quoted = Names.quote(table.column(column).name());
      // A missing value in an INTEGER primary key would silently be replaced by a new number.
      if (schema.anyRow(
          "SELECT 1 FROM " + Names.quote(table.name()) + " WHERE " + quoted + " IS NULL")) {
        throw new SchemaChangeException(
            "Column '"
                + column
                + "' of table '"
                + table.name()
                + "' has rows without a value, so it cannot become the primary key. Fill them"
                + " first.");
      }
    }
  }

  /** A parent key must stay unique, or every write to the child fails. */
  private void refuseIfReferenced(TableSql table, List<String> columns, Clause dropped) {
    boolean otherKey =
        table
                .clauses()
                .filter(c -> c.start() != dropped.start())
                .filter(c -> c.kind() == Clause.Kind.UNIQUE || c.kind() == Clause.Kind.PRIMARY_KEY)
                .anyMatch(c -> Names.sameSet(c.columns(), columns))
            || schema.of(table.name(), "index").stream()
                .filter(i -> SqlScript.normalized(i.sql()).startsWith("create unique"))
                .filter(i -> !SqlScript.mentions(i.sql(), "WHERE"))
                .anyMatch(i -> Names.sameSet(schema.indexColumns(i.name()), columns));
    schema
        .foreignKeysTo(table.name())
        .forEach(
            (child, keys) -> {
              for (Clause fk : keys) {
                boolean byPrimaryKey = fk.parentColumns().isEmpty();
                boolean refersHere =
                    byPrimaryKey
                        ? dropped.kind() == Clause.Kind.PRIMARY_KEY
                        : Names.sameSet(fk.parentColumns(), columns);
                if (refersHere && (byPrimaryKey || !otherKey)) {
                  throw new SchemaChangeException(
                      "The key "
                          + columns
                          + " of table '"
                          + table.name()
                          + "' is what a foreign key of table '"
                          + child.name()
                          + "' refers to. Drop that foreign key first, in the same change set if you"
                          + " like.");
                }
              }
            });
  }

  private List<String> rebuilt(TableSql table, TableSql after) {
    return after.sql().equals(table.sql())
        ? List.of()
        : TableRebuild.of(schema, table, after).statements();
  }
}
