// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that is about to be changed, and what surrounds it. All of them have the same columns,
 * keys, checks, indexes and a trigger, so that one change fits all.
 */
enum Situation {
  EMPTY,
  ROWS,
  PARENT_WITH_CASCADE,
  TRIGGER_FROM_ANOTHER_TABLE,
  VIEW,
  SELF_REFERENCE,
  STRICT,
  WITHOUT_ROWID,
  GENERATED_COLUMN,
  AUTOINCREMENT,
  ODD_NAMES,
  NO_PRIMARY_KEY,
  EVERYTHING;

  boolean is(Situation... any) {
    return List.of(any).contains(this) || (this == EVERYTHING && !List.of(any).contains(NOT_IN_IT));
  }

  /** What cannot be had together with the rest. */
  private static final Situation NOT_IN_IT = NO_PRIMARY_KEY;

  boolean isParent() {
    return is(PARENT_WITH_CASCADE);
  }

  boolean hasPrimaryKey() {
    return this != NO_PRIMARY_KEY;
  }

  /** Replaces the place holders for names. */
  String named(String text) {
    boolean odd = is(ODD_NAMES);
    return text.replace("${T}", odd ? "order" : "t")
        .replace("${A}", odd ? "Ünï code" : "a")
        .replace("${B}", odd ? "group" : "b")
        .replace("${C}", odd ? "c \"quoted\"" : "c");
  }

  /** The same for SQL, where each name stands in quotes. */
  String sql(String text) {
    boolean odd = is(ODD_NAMES);
    return text.replace("${T}", odd ? "\"order\"" : "t")
        .replace("${A}", odd ? "\"Ünï code\"" : "a")
        .replace("${B}", odd ? "[group]" : "b")
        .replace("${C}", odd ? "\"c \"\"quoted\"\"\"" : "c");
  }

  /** The same for XML. */
  String xml(String text) {
    return named(text.replace("${C}", is(ODD_NAMES) ? "c &quot;quoted&quot;" : "c"));
  }

  String table() {
    return named("${T}");
  }

  void create(TestDatabase database) {
    List<String> sql = new ArrayList<>();
    sql.add("CREATE TABLE lookup (id INTEGER PRIMARY KEY, word TEXT)");
    sql.add("CREATE TABLE log (at INTEGER PRIMARY KEY, what TEXT)");
    sql.add("CREATE TABLE other (id INTEGER PRIMARY KEY, v TEXT)");
    sql.add(createTable());
    sql.add("CREATE INDEX ix_expr ON ${T} (lower(${A}), ${B} DESC) WHERE ${B} > 1");
    sql.add("CREATE INDEX ix_c ON ${T} (${C} COLLATE RTRIM)");
    sql.add(
        "CREATE TRIGGER own AFTER UPDATE OF ${C} ON ${T} BEGIN INSERT INTO log (what) VALUES"
            + " (CASE WHEN new.${C} IS NULL THEN 'gone' ELSE new.${C} END); END");
    if (isParent()) {
      sql.add(
          "CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES ${T} (id) ON DELETE"
              + " CASCADE ON UPDATE CASCADE)");
      sql.add("CREATE TABLE grandchild (c REFERENCES child ON DELETE CASCADE)");
    }
    if (is(TRIGGER_FROM_ANOTHER_TABLE)) {
      sql.add(
          "CREATE TRIGGER from_other AFTER INSERT ON other BEGIN UPDATE ${T} SET ${C} = new.v WHERE"
              + " ${B} = new.id; DELETE FROM ${T} WHERE ${B} = -1; END");
    }
    if (is(VIEW)) {
      sql.add("CREATE VIEW seen AS SELECT ${A} AS one, ${B} + 1 AS two FROM ${T} WHERE ${B} > 0");
      sql.add(
          "CREATE TRIGGER through INSTEAD OF INSERT ON seen BEGIN INSERT INTO ${T} (${A}, ${B})"
              + " VALUES (new.one, new.two); END");
    }
    if (this != EMPTY) {
      sql.addAll(fill());
    }
    database.run(sql.stream().map(this::sql).toArray(String[]::new));
  }

  private String createTable() {
    String id =
        is(AUTOINCREMENT)
            ? "id INTEGER PRIMARY KEY AUTOINCREMENT"
            : this == WITHOUT_ROWID
                ? "id INTEGER NOT NULL PRIMARY KEY"
                : hasPrimaryKey() ? "id INTEGER PRIMARY KEY" : "id INTEGER";
    return "CREATE TABLE ${T} (\n  "
        + id
        + ",\n  ${A} TEXT COLLATE NOCASE, -- how it is called; don't lose this (really)\n"
        + "  ${B} INTEGER DEFAULT 5 NOT NULL,\n"
        + "  ${C} TEXT CONSTRAINT cc CHECK (length(${C}) < 100),\n"
        + "  n INTEGER,\n"
        + "  m INTEGER,\n"
        + (is(SELF_REFERENCE) ? "  self INTEGER REFERENCES ${T} (id) ON DELETE SET NULL,\n" : "")
        + (is(GENERATED_COLUMN)
            ? "  g1 INTEGER GENERATED ALWAYS AS (${B} * 2) STORED,\n"
                + "  g2 TEXT AS (coalesce(${A}, '') || 'x') VIRTUAL,\n"
            : "")
        + "  extra REAL,\n"
        + "  extra2 TEXT,\n"
        + "  CONSTRAINT uq_ab UNIQUE (${A}, ${B}),\n"
        + "  CONSTRAINT ck CHECK (${B} > 0 AND ${B} < 100000),\n"
        + "  CONSTRAINT fk_n FOREIGN KEY (n) REFERENCES lookup (id) ON UPDATE CASCADE DEFERRABLE"
        + " INITIALLY DEFERRED\n)"
        + (this == STRICT ? " STRICT" : this == WITHOUT_ROWID ? " WITHOUT ROWID" : "");
  }

  private List<String> fill() {
    List<String> sql = new ArrayList<>();
    sql.add("INSERT INTO lookup VALUES (1, 'one'), (2, 'two')");
    sql.add(
        "INSERT INTO ${T} (id, ${A}, ${B}, ${C}, n, m) VALUES (1, 'Alpha', 1, 'x', 1, 10), (2,"
            + " 'beta', 2, 'y', 2, 20), (5, 'Gamma', 7, 'z', NULL, 30), (9, NULL, 9, 'w', 1, 40)");
    sql.add("INSERT INTO ${T} (id, ${A}, ${B}, ${C}, m) VALUES (77, 'gone', 77, 'q', 1)");
    sql.add("DELETE FROM ${T} WHERE id = 77");
    if (isParent()) {
      sql.add("INSERT INTO child VALUES (1, 1), (2, 1), (3, 5), (4, NULL)");
      sql.add("INSERT INTO grandchild VALUES (1), (3)");
    }
    if (is(SELF_REFERENCE)) {
      sql.add("UPDATE ${T} SET self = 1 WHERE id = 2");
      sql.add("UPDATE ${T} SET self = 2 WHERE id = 5");
    }
    return sql;
  }
}
