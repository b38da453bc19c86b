// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.snapshot;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.Clause;
import io.reactivesqlite.migrations.rebuild.IndexSql;
import io.reactivesqlite.migrations.rebuild.KeyChanges;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import io.reactivesqlite.migrations.rebuild.TableSql;
import io.reactivesqlite.migrations.rebuild.ViewSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import liquibase.snapshot.DatabaseSnapshot;
import liquibase.structure.core.Column;
import liquibase.structure.core.ForeignKey;
import liquibase.structure.core.ForeignKeyConstraintType;
import liquibase.structure.core.Index;
import liquibase.structure.core.PrimaryKey;
import liquibase.structure.core.Relation;
import liquibase.structure.core.Table;
import liquibase.structure.core.UniqueConstraint;
import liquibase.structure.core.View;

/** Liquibase's objects for what is in a SQLite schema. */
final class SchemaObjects {

  private static final String CACHE = "io.reactivesqlite.migrations.schema";

  private final Schema schema;

  private SchemaObjects(Schema schema) {
    this.schema = schema;
  }

  /** The schema is read once for a snapshot. */
  static SchemaObjects of(DatabaseSnapshot snapshot) {
    if (snapshot.getScratchData(CACHE) instanceof SchemaObjects known) {
      return known;
    }
    SchemaObjects objects = new SchemaObjects(((SQLite) snapshot.getDatabase()).schema());
    snapshot.setScratchData(CACHE, objects);
    return objects;
  }

  List<String> tableNames() {
    return schema.own().stream()
        .filter(e -> e.is("table") && !isShadow(e))
        .map(Schema.Entry::name)
        .toList();
  }

  List<String> viewNames() {
    return schema.own().stream().filter(e -> e.is("view")).map(Schema.Entry::name).toList();
  }

  /** Tables that a virtual table keeps its rows in are its own business. */
  private boolean isShadow(Schema.Entry entry) {
    return schema.own().stream()
        .filter(Schema.Entry::isVirtual)
        .anyMatch(v -> Names.fold(entry.name()).startsWith(Names.fold(v.name()) + "_"));
  }

  /** The text of an ordinary table; empty for a virtual one and for what is not there. */
  Optional<TableSql> text(String table) {
    return schema.find("table", table).filter(e -> !e.isVirtual()).map(e -> schema.table(e.name()));
  }

  // ---- tables and views ----

  Table table(Table example) {
    Schema.Entry entry = schema.find("table", example.getName()).orElse(null);
    if (entry == null || entry.sql() == null) {
      return null;
    }
    Table table = new Table();
    table.setName(entry.name());
    table.setSchema(example.getSchema());
    if (entry.isVirtual()) {
      table.setAttribute("virtual", SqlScript.normalized(entry.sql()));
      return table;
    }
    TableSql sql = schema.table(entry.name());
    TreeSet<String> checks = new TreeSet<>();
    sql.clauses(Clause.Kind.CHECK).forEach(c -> checks.add(SqlScript.normalized(c.text())));
    if (!checks.isEmpty()) {
      table.setAttribute("checks", String.join("; ", checks));
    }
    String details =
        sql.columns().stream()
            .flatMap(c -> c.clauses().stream())
            .filter(c -> c.kind() == Clause.Kind.COLLATE || c.kind() == Clause.Kind.GENERATED)
            .map(c -> c.columns().get(0) + " " + SqlScript.normalized(c.body()))
            .sorted()
            .collect(java.util.stream.Collectors.joining("; "));
    if (!details.isEmpty()) {
      table.setAttribute("columnDetails", details);
    }
    if (sql.strict()) {
      table.setAttribute("strict", true);
    }
    if (sql.withoutRowid()) {
      table.setAttribute("withoutRowid", true);
    }
    return table;
  }

  View view(View example) {
    Schema.Entry entry = schema.find("view", example.getName()).orElse(null);
    if (entry == null) {
      return null;
    }
    View view = new View();
    view.setName(entry.name());
    view.setSchema(example.getSchema());
    view.setDefinition(ViewSql.selectOf(entry.sql()));
    view.setContainsFullDefinition(false);
    return view;
  }

  // ---- triggers ----

  List<String> triggerNames() {
    return schema.own().stream().filter(e -> e.is("trigger")).map(Schema.Entry::name).toList();
  }

  Trigger trigger(Trigger example) {
    return schema
        .find("trigger", example.getName())
        .map(
            entry ->
                new Trigger()
                    .setName(entry.name())
                    .setSchema(example.getSchema())
                    .setBody(SqlScript.normalized(entry.sql())))
        .orElse(null);
  }

  // ---- columns ----

  List<Column> columns(Relation relation) {
    List<Column> columns = new ArrayList<>();
    Optional<TableSql> sql = text(relation.getName());
    for (Schema.ColumnInfo info : schema.columns(relation.getName())) {
      Column column = new Column(info.name());
      column.setRelation(relation);
      column.setOrder(info.position() + 1);
      column.setType(ColumnTypes.of(info.type()));
      column.setNullable(!info.notNull());
      column.setDefaultValue(ColumnTypes.defaultValue(info.defaultValue()));
      sql.ifPresent(table -> describe(column, table));
      columns.add(column);
    }
    return columns;
  }

  private static void describe(Column column, TableSql table) {
    if (table.autoincrement() && table.rowidColumn().filter(column.getName()::equals).isPresent()) {
      column.setAutoIncrementInformation(new Column.AutoIncrementInformation());
    }
  }

  // ---- keys ----

  PrimaryKey primaryKey(Table table) {
    Clause key = text(table.getName()).flatMap(TableSql::primaryKey).orElse(null);
    if (key == null) {
      return null;
    }
    String name = key.name() == null ? null : key.name();
    PrimaryKey found = new PrimaryKey();
    found.setName(name);
    found.setTable(table);
    for (int i = 0; i < key.columns().size(); i++) {
      found.addColumn(i, new Column(key.columns().get(i)).setRelation(table));
    }
    return found;
  }

  List<ForeignKey> foreignKeys(Table table) {
    List<ForeignKey> keys = new ArrayList<>();
    TableSql sql = text(table.getName()).orElse(null);
    if (sql == null) {
      return keys;
    }
    for (Clause clause : sql.clauses(Clause.Kind.FOREIGN_KEY)) {
      ForeignKey key = new ForeignKey();
      key.setName(KeyChanges.nameOf(sql, clause));
      key.setForeignKeyTable(table);
      Table parent = new Table();
      parent.setName(
          schema
              .find("table", clause.parentTable())
              .map(Schema.Entry::name)
              .orElse(clause.parentTable()));
      parent.setSchema(table.getSchema());
      key.setPrimaryKeyTable(parent);
      clause.columns().forEach(c -> key.addForeignKeyColumn(new Column(c).setRelation(table)));
      parentColumns(clause)
          .forEach(c -> key.addPrimaryKeyColumn(new Column(c).setRelation(parent)));
      String words = SqlScript.normalized(clause.text());
      key.setDeleteRule(action(words, "on delete "));
      key.setUpdateRule(action(words, "on update "));
      key.setDeferrable(words.contains(" deferrable") && !words.contains("not deferrable"));
      key.setInitiallyDeferred(words.contains("initially deferred"));
      keys.add(key);
    }
    return keys;
  }

  private List<String> parentColumns(Clause foreignKey) {
    return foreignKey.parentColumns().isEmpty()
        ? text(foreignKey.parentTable())
            .flatMap(TableSql::primaryKey)
            .map(Clause::columns)
            .orElse(List.of())
        : foreignKey.parentColumns();
  }

  private static ForeignKeyConstraintType action(String words, String when) {
    int at = words.indexOf(when);
    String rest = at < 0 ? "" : words.substring(at + when.length());
    if (rest.startsWith("cascade")) {
      return ForeignKeyConstraintType.importedKeyCascade;
    }
    if (rest.startsWith("restrict")) {
      return ForeignKeyConstraintType.importedKeyRestrict;
    }
    if (rest.startsWith("set null")) {
      return ForeignKeyConstraintType.importedKeySetNull;
    }
    return rest.startsWith("set default")
        ? ForeignKeyConstraintType.importedKeySetDefault
        : ForeignKeyConstraintType.importedKeyNoAction;
  }

  List<UniqueConstraint> uniques(Table table) {
    List<UniqueConstraint> found = new ArrayList<>();
    TableSql sql = text(table.getName()).orElse(null);
    if (sql == null) {
      return found;
    }
    for (Clause clause : sql.clauses(Clause.Kind.UNIQUE)) {
      UniqueConstraint unique = new UniqueConstraint();
      unique.setName(KeyChanges.nameOf(sql, clause));
      unique.setRelation(table);
      for (int i = 0; i < clause.columns().size(); i++) {
        unique.addColumn(i, new Column(clause.columns().get(i)).setRelation(table));
      }
      found.add(unique);
    }
    return found;
  }

  // ---- indexes ----

  List<Index> indexes(Relation relation) {
    List<Index> found = new ArrayList<>();
    for (Schema.Entry entry : schema.of(relation.getName(), "index")) {
      IndexSql sql = IndexSql.parse(entry.sql());
      Index index = new Index();
      index.setName(entry.name());
      index.setRelation(relation);
      index.setUnique(sql.unique());
      for (IndexSql.Part part : sql.parts()) {
        Column column = new Column(part.text());
        column.setRelation(relation);
        column.setComputed(part.expression() ? true : null);
        column.setDescending(part.descending() ? true : null);
        index.addColumn(column);
      }
      if (sql.where() != null) {
        index.setAttribute("where", SqlScript.normalized(sql.where()));
      }
      if (sql.parts().stream().anyMatch(IndexSql.Part::descending)) {
        // Liquibase compares the names of an index's columns, not which way they go.
        index.setAttribute(
            "directions",
            String.join(
                ", ", sql.parts().stream().map(p -> p.descending() ? "DESC" : "ASC").toList()));
      }
      String collations =
          String.join(
              ", ",
              sql.parts().stream()
                  .map(p -> p.collation() == null ? "" : p.collation().toUpperCase(Locale.ROOT))
                  .toList());
      if (!collations.replace(", ", "").isEmpty()) {
        index.setAttribute("collations", collations);
      }
      found.add(index);
    }
    return found;
  }
}
