// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A change log whose change sets each leave a line in a table, so that none can run unseen. */
final class StoredJournal {

  static final int CHANGE_SETS = 16;

  private StoredJournal() {}

  static void create(TestDatabase database) {
    database.run(
        "CREATE TABLE journal (id TEXT)",
        "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE, a INTEGER"
            + " CHECK (a < 1000))",
        "CREATE TABLE c (p INTEGER REFERENCES p (id) ON DELETE CASCADE, n INTEGER)",
        "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 300)"
            + " INSERT INTO p (name, a) SELECT 'n' || i, i FROM k",
        "INSERT INTO c SELECT id, id FROM p",
        "CREATE TRIGGER tr AFTER UPDATE OF name ON p BEGIN UPDATE c SET n = 0 WHERE p = new.id; END");
  }

  static Migrator migrator(TestDatabase database) {
    StringBuilder xml = new StringBuilder();
    for (int i = 0; i < CHANGE_SETS; i++) {
      String change =
          switch (i % 4) {
            case 0 ->
                "<addColumn tableName=\"p\"><column name=\"u%d\" type=\"int\"><constraints"
                    + " unique=\"true\"/></column></addColumn>";
            case 1 -> "<addColumn tableName=\"p\"><column name=\"x%d\" type=\"text\"/></addColumn>";
            case 2 ->
                "<addUniqueConstraint tableName=\"p\" columnNames=\"name, a\""
                    + " constraintName=\"uq%d\"/>";
            default ->
                "<createTable tableName=\"t%d\"><column name=\"a\" type=\"int\"/></createTable>";
          };
      String undo =
          switch (i % 4) {
            case 0 -> "<dropColumn tableName=\"p\" columnName=\"u%d\"/>";
            case 1 -> "<dropColumn tableName=\"p\" columnName=\"x%d\"/>";
            case 2 -> "<dropUniqueConstraint tableName=\"p\" constraintName=\"uq%d\"/>";
            default -> "<dropTable tableName=\"t%d\"/>";
          };
      xml.append(
          ("<changeSet id=\"%d\" author=\"a\"><sql>INSERT INTO journal VALUES ('%d')</sql>"
                  + change
                  + "<rollback>"
                  + undo
                  + "<sql>DELETE FROM journal WHERE id = '%d'</sql></rollback></changeSet>\n")
              .replace("%d", String.valueOf(i)));
    }
    return ChangeLogs.xml(database, xml.toString());
  }

  /** What holds at every moment, whoever was killed when. */
  static void assertConsistent(TestDatabase database) {
    assertThat(database.integrity()).isEmpty();
    assertThat(database.query("SELECT count(*), sum(a) FROM p")).containsExactly("300 | 45150");
    assertThat(database.query("SELECT count(*), sum(n) FROM c")).containsExactly("300 | 45150");
    List<String> history =
        database.query("SELECT ID FROM DATABASECHANGELOG ORDER BY CAST(ID AS INTEGER)");
    assertThat(database.query("SELECT id FROM journal ORDER BY CAST(id AS INTEGER)"))
        .isEqualTo(history);
    assertThat(database.schema().keySet().stream().filter(k -> k.startsWith("table t")).count())
        .isEqualTo(history.stream().filter(id -> Integer.parseInt(id) % 4 == 3).count());
  }
}
