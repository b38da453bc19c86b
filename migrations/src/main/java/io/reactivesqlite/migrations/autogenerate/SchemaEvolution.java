// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import io.reactivesqlite.migrations.rebuild.Clause;
import io.reactivesqlite.migrations.rebuild.ColumnChanges;
import io.reactivesqlite.migrations.rebuild.ColumnSql;
import io.reactivesqlite.migrations.rebuild.IndexSql;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.Schema;
import io.reactivesqlite.migrations.rebuild.SchemaChangeException;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import io.reactivesqlite.migrations.rebuild.TableRebuild;
import io.reactivesqlite.migrations.rebuild.TableSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the statements that turn one schema into another, by making each step on a scratch copy and
 * looking again. Native statements are tried first; what they leave is done by a rebuild of the
 * table, which keeps its rows, indexes and triggers.
 */
final class SchemaEvolution {

  private final Connection scratch;
  private final Schema wanted;
  private final Rules rules;
  private final boolean complete;
  private final List<String> firstRows;
  private final List<String> statements = new ArrayList<>();

  /**
   * Prepares the way.
   *
   * @param scratch a copy of the schema as it is, without rows; it is changed
   * @param wanted the schema as it shall be
   * @param complete whether nothing but the wanted shall be there, and columns in that order, as on
   *     the way back; otherwise views and triggers that nobody declares are left alone
   * @param firstRows INSERTs that belong to the creation of a table, as those of generators do
   */
  SchemaEvolution(
      Connection scratch, Schema wanted, Rules rules, boolean complete, List<String> firstRows) {
    this.scratch = scratch;
    this.wanted = wanted;
    this.rules = rules;
    this.complete = complete;
    this.firstRows = firstRows;
  }

  List<String> statements() throws SQLException {
    for (Rename rename : rules.renames()) {
      rename(rename);
    }
    // First, so that no table is held by a view that is to be another one anyway.
    List<Schema.Entry> triggersOfViews = dropChangedViews();
    Set<String> covered = tables(wanted);
    for (String table : covered) {
      if (!schema().has("table", table)) {
        create(table);
      } else if (!isSame(table)) {
        change(table);
      }
    }
    Set<String> doomed = tables(schema());
    doomed.removeIf(table -> wanted.has("table", table));
    for (String table : doomed) {
      run("DROP TABLE " + Names.quote(table));
    }
    createViewsAndTriggers(triggersOfViews);
    return statements;
  }

  private List<Schema.Entry> dropChangedViews() throws SQLException {
    List<Schema.Entry> triggers = new ArrayList<>();
    Schema now = schema();
    for (Schema.Entry view : now.own()) {
      Optional<Schema.Entry> shall = wanted.find("view", view.name());
      // What nobody has declared is somebody else's, except on the way back to a known schema.
      boolean doomed =
          view.is("view")
              && rules.covers(view.name())
              && (shall.isPresent() ? !sameText(view, shall.get()) : complete);
      if (doomed) {
        triggers.addAll(now.of(view.name(), "trigger"));
        run("DROP VIEW " + Names.quote(view.name()));
      }
    }
    return triggers;
  }

  private void createViewsAndTriggers(List<Schema.Entry> triggersOfViews) throws SQLException {
    for (Schema.Entry entry : schema().own()) {
      Optional<Schema.Entry> shall = wanted.find("trigger", entry.name());
      if (entry.is("trigger")
          && rules.covers(entry.table())
          && (shall.isPresent() ? !sameText(entry, shall.get()) : complete)) {
        run("DROP TRIGGER " + Names.quote(entry.name()));
      }
    }
    for (String type : List.of("view", "trigger")) {
      for (Schema.Entry entry : wanted.own()) {
        if (entry.is(type) && rules.covers(entry.table()) && !schema().has(type, entry.name())) {
          run(entry.sql());
        }
      }
    }
    for (Schema.Entry trigger : triggersOfViews) {
      if (schema().has("view", trigger.table()) && !schema().has("trigger", trigger.name())) {
        run(trigger.sql());
      }
    }
  }

  private static boolean sameText(Schema.Entry a, Schema.Entry b) {
    return SqlScript.equivalent(a.sql(), b.sql());
  }

  /** The differences that are left, for people; none after {@link #statements()}. */
  static List<String> differences(Schema is, Schema shall, Rules rules) {
    List<String> differences = new ArrayList<>();
    for (Schema.Entry table : shall.tables()) {
      if (!rules.covers(table.name())) {
        continue;
      }
      if (!is.has("table", table.name())) {
        differences.add("table %s is missing".formatted(table.name()));
      } else {
        TableShape.of(is, table.name())
            .differences(TableShape.of(shall, table.name()))
            .forEach(each -> differences.add("table %s: %s".formatted(table.name(), each)));
      }
    }
    for (Schema.Entry table : is.tables()) {
      if (rules.covers(table.name())
          && !isShadow(is, table.name())
          && !shall.has("table", table.name())) {
        differences.add("table %s is too much".formatted(table.name()));
      }
    }
    for (Schema.Entry entry : shall.own()) {
      if ((entry.is("view") || entry.is("trigger")) && rules.covers(entry.table())) {
        Optional<Schema.Entry> there = is.find(entry.type(), entry.name());
        if (there.isEmpty()) {
          differences.add("%s %s is missing".formatted(entry.type(), entry.name()));
        } else if (!sameText(there.get(), entry)) {
          differences.add("%s %s has another text".formatted(entry.type(), entry.name()));
        }
      }
    }
    return differences;
  }

  private Schema schema() throws SQLException {
    return Schema.read(scratch);
  }

  private Set<String> tables(Schema schema) {
    Set<String> names = new LinkedHashSet<>();
    schema.tables().stream()
        .map(Schema.Entry::name)
        .filter(rules::covers)
        .filter(name -> !isShadow(schema, name))
        .forEach(names::add);
    return names;
  }

  // The tables behind a virtual one, of a full-text index for example, begin with its name.
  private static boolean isShadow(Schema schema, String table) {
    return schema.own().stream()
        .filter(Schema.Entry::isVirtual)
        .anyMatch(virtual -> Names.fold(table).startsWith(Names.fold(virtual.name()) + "_"));
  }

  private void rename(Rename rename) throws SQLException {
    Schema now = schema();
    if (!now.has("table", rename.table())) {
      return;
    }
    if (rename.column().isEmpty()) {
      if (wanted.has("table", rename.to()) && !now.has("table", rename.to())) {
        run(
            "ALTER TABLE %s RENAME TO %s"
                .formatted(Names.quote(rename.table()), Names.quote(rename.to())));
      }
      return;
    }
    TableSql table = now.table(rename.table());
    if (table.hasColumn(rename.column().get()) && !table.hasColumn(rename.to())) {
      run(
          "ALTER TABLE %s RENAME COLUMN %s TO %s"
              .formatted(
                  Names.quote(rename.table()),
                  Names.quote(rename.column().get()),
                  Names.quote(rename.to())));
    }
  }

  private void create(String table) throws SQLException {
    run(wanted.find("table", table).orElseThrow().sql());
    for (String type : List.of("index", "trigger")) {
      for (Schema.Entry entry : wanted.of(table, type)) {
        run(entry.sql());
      }
    }
    for (String insert : firstRows) {
      if (SqlScript.normalized(insert).startsWith("insert into " + Names.fold(table) + " ")) {
        run(insert);
      }
    }
  }

  private boolean isSame(String table) throws SQLException {
    TableShape is = TableShape.of(schema(), table);
    TableShape shall = TableShape.of(wanted, table);
    return is.sameTable(shall)
        && is.indexes().keySet().equals(shall.indexes().keySet())
        && (!complete || order(schema(), table).equals(order(wanted, table)));
  }

  private static List<String> order(Schema schema, String table) {
    return schema.table(table).columns().stream().map(column -> Names.fold(column.name())).toList();
  }

  private void change(String table) throws SQLException {
    dropIndexes(table);
    int before = statements.size();
    execute("SAVEPOINT attempt");
    boolean enough;
    try {
      alterNatively(table);
      createIndexes(table);
      enough = isSame(table);
    } catch (SchemaChangeException | SQLException refused) {
      // Then it takes the rebuild, which the next lines do.
      enough = false;
    }
    if (!enough) {
      execute("ROLLBACK TO attempt");
      statements.subList(before, statements.size()).clear();
      Schema now = schema();
      TableSql after = TableSql.parse(wanted.find("table", table).orElseThrow().sql());
      TableRebuild rebuild = TableRebuild.of(now, now.table(table), after);
      for (ColumnSql column : after.columns()) {
        if (now.table(table).hasColumn(column.name())) {
          defaultForNull(column)
              .ifPresent(
                  value ->
                      rebuild.value(
                          column.name(),
                          "coalesce(%s, %s)".formatted(Names.quote(column.name()), value)));
        }
      }
      runAll(rebuild.statements());
      createIndexes(table);
    }
    execute("RELEASE attempt");
  }

  private void dropIndexes(String table) throws SQLException {
    TableShape shall = TableShape.of(wanted, table);
    for (Schema.Entry index : schema().of(table, "index")) {
      if (!isWanted(shall, IndexSql.parse(index.sql()))) {
        run("DROP INDEX " + Names.quote(index.name()));
      }
    }
  }

  private static boolean isWanted(TableShape shall, IndexSql index) {
    return TableShape.isUniqueKey(index)
        ? shall
            .rules()
            .contains(TableShape.unique(index.parts().stream().map(IndexSql.Part::text).toList()))
        : shall.indexes().containsKey(TableShape.index(index));
  }

  private void createIndexes(String table) throws SQLException {
    for (Schema.Entry index : wanted.of(table, "index")) {
      TableShape is = TableShape.of(schema(), table);
      if (!isWanted(is, IndexSql.parse(index.sql()))) {
        run(index.sql());
      }
    }
  }

  private void alterNatively(String table) throws SQLException {
    TableSql shall = wanted.table(table);
    TableSql is = schema().table(table);
    List<String> surplus =
        is.columns().stream().map(ColumnSql::name).filter(name -> !shall.hasColumn(name)).toList();
    if (!surplus.isEmpty()) {
      runAll(new ColumnChanges(schema()).drop(table, surplus));
    }
    for (ColumnSql column : shall.columns()) {
      if (!is.hasColumn(column.name())) {
        runAll(
            new ColumnChanges(schema())
                .add(
                    table,
                    shall.sql().substring(column.start(), column.end()),
                    ColumnChanges.Place.LAST));
      }
    }
    for (ColumnSql column : shall.columns()) {
      Optional<Boolean> notNull = changedNullability(table, column);
      if (notNull.isPresent()) {
        Optional<String> value = notNull.get() ? defaultForNull(column) : Optional.empty();
        if (value.isPresent()) {
          run(
              "UPDATE %s SET %s = %s WHERE %s IS NULL"
                  .formatted(
                      Names.quote(table),
                      Names.quote(column.name()),
                      value.get(),
                      Names.quote(column.name())));
        }
        ColumnChanges changes = new ColumnChanges(schema());
        runAll(
            notNull.get()
                ? changes.setNotNull(table, column.name(), null)
                : changes.dropNotNull(table, column.name()));
      }
    }
  }

  // Rows from before a NOT NULL get what new rows would.
  private static Optional<String> defaultForNull(ColumnSql column) {
    return column.has(Clause.Kind.NOT_NULL)
        ? column
            .clause(Clause.Kind.DEFAULT)
            .map(clause -> clause.body().substring("default".length()).strip())
        : Optional.empty();
  }

  private Optional<Boolean> changedNullability(String table, ColumnSql column) throws SQLException {
    String is = TableShape.of(schema(), table).columns().get(Names.fold(column.name()));
    String shall = TableShape.of(wanted, table).columns().get(Names.fold(column.name()));
    boolean onlyThat = is.replace(" not null", "").equals(shall.replace(" not null", ""));
    return is.equals(shall) || !onlyThat
        ? Optional.empty()
        : Optional.of(shall.contains(" not null"));
  }

  private void runAll(List<String> sql) throws SQLException {
    for (String statement : sql) {
      run(statement);
    }
  }

  private void run(String sql) throws SQLException {
    execute(sql);
    statements.add(sql);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = scratch.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A copy of a schema in memory, without rows. */
  static void copy(Schema from, Connection into) throws SQLException {
    for (Schema.Entry entry : from.own()) {
      // The tables behind a virtual table come into being with it.
      if (!entry.is("table") || !Schema.read(into).has("table", entry.name())) {
        try (Statement statement = into.createStatement()) {
          statement.execute(entry.sql());
        }
      }
    }
  }
}
