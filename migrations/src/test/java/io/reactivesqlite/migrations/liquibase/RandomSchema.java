// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random tables with random rows, keys, checks, indexes, triggers and views. */
final class RandomSchema {

  private static final List<String> NAMES =
      List.of("t", "order", "Ünï code", "group", "it's", "a\"b", "MixedCase", "with space");
  private static final List<String> TYPES =
      List.of("INTEGER", "TEXT", "REAL", "BLOB", "VARCHAR(20)", "NUMERIC", "");

  private final Random random;

  RandomSchema(Random random) {
    this.random = random;
  }

  static String quote(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  void create(TestDatabase database) {
    int tables = 2 + random.nextInt(3);
    List<String> names = new ArrayList<>(NAMES);
    java.util.Collections.shuffle(names, random);
    List<String> sql = new ArrayList<>();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < tables; i++) {
      String name = names.get(i);
      table(name, made, sql);
      made.add(name);
    }
    database.run(sql.toArray(String[]::new));
  }

  private void table(String name, List<String> parents, List<String> sql) {
    boolean strict = random.nextInt(5) == 0;
    boolean withoutRowid = random.nextInt(5) == 0;
    boolean autoincrement = !withoutRowid && random.nextInt(3) == 0;
    String table = quote(name);
    List<String> parts = new ArrayList<>();
    parts.add("id INTEGER PRIMARY KEY" + (autoincrement ? " AUTOINCREMENT" : ""));
    int columns = 2 + random.nextInt(4);
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      String type =
          strict
              ? List.of("INTEGER", "TEXT", "ANY").get(random.nextInt(3))
              : TYPES.get(random.nextInt(TYPES.size()));
      String column = random.nextInt(4) == 0 ? "sel ect" + i : "c" + i;
      StringBuilder text = new StringBuilder(quote(column)).append(' ').append(type);
      if (random.nextInt(3) == 0) {
        text.append(" COLLATE ")
            .append(List.of("NOCASE", "RTRIM", "BINARY").get(random.nextInt(3)));
      }
      if (random.nextInt(3) == 0) {
        text.append(" DEFAULT ")
            .append(List.of("1", "NULL", "(1 + 2)", "-4").get(random.nextInt(4)));
      }
      if (random.nextInt(4) == 0) {
        text.append(" CHECK (length(").append(quote(column)).append(") < 1000)");
      }
      text.append(random.nextInt(4) == 0 ? " /* a, comment) */" : "");
      parts.add(text.toString());
      plain.add(column);
    }
    if (random.nextInt(2) == 0) {
      parts.add(
          "gen AS (coalesce("
              + quote(plain.get(0))
              + ", 0)) "
              + (random.nextBoolean() ? "STORED" : "VIRTUAL"));
      if (strict) {
        parts.set(parts.size() - 1, parts.get(parts.size() - 1).replace("gen AS", "gen ANY AS"));
      }
    }
    String parent =
        parents.isEmpty() || random.nextInt(3) == 0
            ? name
            : parents.get(random.nextInt(parents.size()));
    parts.add("parent INTEGER REFERENCES " + quote(parent) + " (id) ON DELETE CASCADE");
    if (random.nextBoolean()) {
      parts.add("CONSTRAINT " + quote("uq " + name) + " UNIQUE (" + quote(plain.get(0)) + ", id)");
    }
    String options =
        strict && withoutRowid
            ? " STRICT, WITHOUT ROWID"
            : strict ? " STRICT" : withoutRowid ? " WITHOUT ROWID" : "";
    sql.add("CREATE TABLE " + table + " (" + String.join(",\n", parts) + ")" + options);
    for (int i = 0, rows = random.nextInt(12); i < rows; i++) {
      List<String> values = new ArrayList<>();
      for (int j = 0; j < plain.size(); j++) {
        values.add(value(strict));
      }
      sql.add(
          "INSERT OR IGNORE INTO "
              + table
              + " ("
              + String.join(", ", plain.stream().map(RandomSchema::quote).toList())
              + (withoutRowid ? ", id" : "")
              + ") VALUES ("
              + String.join(", ", values)
              + (withoutRowid ? ", " + i : "")
              + ")");
    }
    sql.add(
        "UPDATE "
            + table
            + " SET parent = (SELECT min(id) FROM "
            + quote(parent)
            + ") WHERE id % 2 = 0");
    if (random.nextBoolean()) {
      sql.add(
          "CREATE INDEX "
              + quote("ix " + name)
              + " ON "
              + table
              + " ("
              + quote(plain.get(0))
              + " DESC, lower("
              + quote(plain.get(plain.size() - 1))
              + ")) WHERE id > 2");
    }
    if (random.nextBoolean()) {
      sql.add(
          "CREATE TRIGGER "
              + quote("tr " + name)
              + " AFTER UPDATE OF parent ON "
              + table
              + " BEGIN UPDATE "
              + quote(parent)
              + " SET parent = CASE WHEN parent IS NULL THEN NULL ELSE parent END WHERE id = new.parent; END");
    }
    if (random.nextBoolean()) {
      sql.add("CREATE VIEW " + quote("v " + name) + " AS SELECT id, parent FROM " + table);
    }
  }

  private String value(boolean strict) {
    if (strict) {
      return String.valueOf(random.nextInt(100));
    }
    return switch (random.nextInt(6)) {
      case 0 -> "NULL";
      case 1 -> "'text " + random.nextInt(50) + "'";
      case 2 -> String.valueOf(random.nextInt());
      case 3 -> String.valueOf(random.nextDouble());
      case 4 -> "x'00ff" + (10 + random.nextInt(80)) + "'";
      default -> "''";
    };
  }
}
