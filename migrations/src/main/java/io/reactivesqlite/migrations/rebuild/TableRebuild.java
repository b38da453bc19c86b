// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.rebuild;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Replaces a table by one with another {@code CREATE TABLE} text and keeps everything else: rows
 * and their rowids, the AUTOINCREMENT counter, indexes, triggers, and what views, triggers and
 * foreign keys elsewhere say about the table.
 *
 * <p>The old table steps aside, the new one is created with exactly the given text, the rows are
 * copied, the old table is dropped, indexes and triggers are made again from their own text. Two
 * things have to hold, and this is where other tools lose data:
 *
 * <ul>
 *   <li>{@code foreign_keys} is off, which SQLite allows to change only outside of a transaction:
 *       otherwise dropping the old table deletes the rows of its children;
 *   <li>{@code legacy_alter_table} is on during the renaming: otherwise SQLite makes views,
 *       triggers and foreign keys elsewhere follow the old table to its grave.
 * </ul>
 *
 * <p>The statements belong in one transaction, with a {@code foreign_key_check} before its commit.
 */
public final class TableRebuild {

  private final Schema schema;
  private final TableSql before;
  private final TableSql after;
  private final Map<String, String> values = new HashMap<>();
  private Predicate<Schema.Entry> keep = entry -> true;

  private TableRebuild(Schema schema, TableSql before, TableSql after) {
    this.schema = schema;
    this.before = before;
    this.after = after;
  }

  /** The rebuild of a table into the form of {@code after}. */
  public static TableRebuild of(Schema schema, TableSql before, TableSql after) {
    return new TableRebuild(schema, before, after);
  }

  /** Which of the table's indexes and triggers to make again; all of them unless told. */
  public TableRebuild keeping(Predicate<Schema.Entry> wanted) {
    this.keep = wanted;
    return this;
  }

  /** What to copy into a column instead of the old column of that name. */
  public TableRebuild value(String column, String expression) {
    values.put(Names.fold(column), expression);
    return this;
  }

  /** The statements, in order. */
  public List<String> statements() {
    String table = Names.quote(after.name());
    String old = schema.freeName(before.name() + "_before_rebuild");
    List<String> sql = new ArrayList<>();
    sql.add("PRAGMA legacy_alter_table = ON");
    sql.add("ALTER TABLE " + Names.quote(before.name()) + " RENAME TO " + Names.quote(old));
    sql.add("PRAGMA legacy_alter_table = OFF");
    sql.add(after.sql());
    sql.add(copy(table, Names.quote(old)));
    if (after.autoincrement() && before.autoincrement()) {
      sql.addAll(keepSequence(old));
    }
    sql.add("DROP TABLE " + Names.quote(old));
    Stream.of("index", "trigger")
        .flatMap(type -> schema.of(before.name(), type).stream())
        .filter(keep)
        .map(Schema.Entry::sql)
        .forEach(sql::add);
    return sql;
  }

  private String copy(String table, String old) {
    List<String> into = new ArrayList<>();
    List<String> from = new ArrayList<>();
    sharedRowid()
        .ifPresent(
            rowid -> {
              into.add(rowid);
              from.add(rowid);
            });
    for (String column : after.plainColumns()) {
      String given = values.get(Names.fold(column));
      if (given != null || before.hasColumn(column)) {
        into.add(Names.quote(column));
        from.add(given != null ? given : Names.quote(before.column(column).name()));
      }
    }
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", into)
        + ") SELECT "
        + String.join(", ", from)
        + " FROM "
        + old;
  }

  /** The rowid is kept where no column holds it: a full-text index may refer to it. */
  private Optional<String> sharedRowid() {
    if (before.withoutRowid() || after.withoutRowid() || after.rowidColumn().isPresent()) {
      return Optional.empty();
    }
    return Stream.of("rowid", "_rowid_", "oid")
        .filter(n -> !before.hasColumn(n) && !after.hasColumn(n))
        .findFirst();
  }

  private List<String> keepSequence(String old) {
    String name = Names.string(after.name());
    return List.of(
        "DELETE FROM sqlite_sequence WHERE name = " + name,
        "INSERT INTO sqlite_sequence (name, seq) SELECT "
            + name
            + ", seq FROM sqlite_sequence WHERE name = "
            + Names.string(old));
  }
}
