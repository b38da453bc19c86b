// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Changes to whole tables, views and indexes, as the statements that make them. */
public final class ObjectChanges {

  private final Schema schema;

  public ObjectChanges(Schema schema) {
    this.schema = schema;
  }

  /**
   * Drops a table. Foreign keys of other tables that refer to it are dropped too when {@code
   * cascade} says so, and named in an error otherwise: SQLite alone would leave them pointing at
   * nothing, and every later write to their table would fail.
   */
  public List<String> dropTable(String tableName, boolean cascade) {
    if (schema.find("table", tableName).filter(Schema.Entry::isVirtual).isPresent()) {
      return List.of("DROP TABLE " + Names.quote(tableName));
    }
    TableSql table = schema.table(tableName);
    List<String> sql = new ArrayList<>();
    schema
        .foreignKeysTo(table.name())
        .forEach(
            (child, keys) -> {
              if (Names.same(child.name(), table.name())) {
                return;
              }
              if (!cascade) {
                throw new SchemaChangeException(
                    "Table '"
                        + table.name()
                        + "' is what a foreign key of table '"
                        + child.name()
                        + "' refers to. Drop that table or foreign key first, or drop with"
                        + " cascadeConstraints=\"true\", which drops the foreign key and keeps the"
                        + " rows.");
              }
              TableSql before = schema.table(child.name());
              TableSql after =
                  before.withoutAll(
                      c ->
                          c.kind() == Clause.Kind.FOREIGN_KEY
                              && Names.same(c.parentTable(), table.name()));
              sql.addAll(TableRebuild.of(schema, before, after).statements());
            });
    sql.add("DROP TABLE " + Names.quote(table.name()));
    return sql;
  }

  /** Gives a view another name; its triggers go with it. */
  public List<String> renameView(String oldName, String newName) {
    Schema.Entry view = view(oldName);
    String text = renamed(view.sql(), "VIEW", view.name(), newName);
    return Stream.of(
            Stream.of("DROP VIEW " + Names.quote(view.name()), text),
            schema.of(view.name(), "trigger").stream()
                .map(t -> renamed(t.sql(), "ON", view.name(), newName)))
        .flatMap(s -> s)
        .toList();
  }

  /** Creates a view in the place of one of that name, if there is one; its triggers stay. */
  public List<String> replaceView(String name, String createView) {
    List<String> sql = new ArrayList<>();
    if (schema.has("view", name)) {
      sql.add("DROP VIEW " + Names.quote(name));
    }
    sql.add(createView);
    schema.of(name, "trigger").forEach(t -> sql.add(t.sql()));
    return sql;
  }

  /** Everything of the user, in an order that SQLite takes. */
  public List<String> dropEverything() {
    List<String> sql = new ArrayList<>();
    for (String type : List.of("trigger", "view")) {
      schema.own().stream()
          .filter(e -> e.is(type))
          .forEach(
              e ->
                  sql.add(
                      "DROP "
                          + type.toUpperCase(java.util.Locale.ROOT)
                          + " IF EXISTS "
                          + Names.quote(e.name())));
    }
    // A virtual table takes its shadow tables with it, so these come first.
    Stream.concat(schema.own().stream().filter(Schema.Entry::isVirtual), schema.tables().stream())
        .forEach(e -> sql.add("DROP TABLE IF EXISTS " + Names.quote(e.name())));
    return sql;
  }

  private Schema.Entry view(String name) {
    return schema
        .find("view", name)
        .orElseThrow(() -> new SchemaChangeException("There is no view '" + name + "'."));
  }

  /** Replaces the name that follows a keyword, where both stand for the first time. */
  private static String renamed(String sql, String keyword, String oldName, String newName) {
    List<Token> tokens = SqlLexer.tokens(sql);
    boolean expected = false;
    for (Token token : tokens) {
      if (expected && token.isName() && Names.same(token.name(), oldName)) {
        return sql.substring(0, token.start()) + Names.quote(newName) + sql.substring(token.end());
      }
      expected |= token.is(keyword);
    }
    throw new SchemaChangeException("The name '" + oldName + "' was not found in: " + sql);
  }
}
