// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import liquibase.Scope;
import liquibase.analytics.AnalyticsFactory;
import liquibase.command.CommandScope;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase's own commands, as its command line runs them, with nothing of ours but the jar. */
class StockCommandsTest {

  private static final String CHANGE_SETS =
      """
      <changeSet id="1" author="a">
        <addUniqueConstraint tableName="p" columnNames="name" constraintName="uq"/>
        <addColumn tableName="p"><column name="n" type="int" defaultValueNumeric="1"/></addColumn>
      </changeSet>
      <changeSet id="2" author="a"><dropColumn tableName="p" columnName="extra"/>
        <rollback><addColumn tableName="p"><column name="extra" type="text"/></addColumn></rollback>
      </changeSet>
      """;

  @TempDir Path directory;
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = new TestDatabase(directory.resolve("app.db"));
    database.run(
        "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE CHECK (name <>"
            + " ''), extra TEXT)",
        "CREATE TABLE c (p INTEGER REFERENCES p (id) ON DELETE CASCADE)",
        "INSERT INTO p (name) VALUES ('one'), ('two')",
        "INSERT INTO c VALUES (1), (2)");
    ChangeLogs.xml(database, CHANGE_SETS);
  }

  private String run(String command, String... arguments) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, Object> scope =
        new HashMap<>(QuietScope.values(new DirectoryResourceAccessor(directory)));
    Scope.child(
        scope,
        () -> {
          CommandScope stock = new CommandScope(command);
          stock.addArgumentValue("url", database.url());
          for (int i = 0; i < arguments.length; i += 2) {
            stock.addArgumentValue(arguments[i], arguments[i + 1]);
          }
          stock.setOutput(out);
          stock.execute();
        });
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void updateAndRollbackKeepEverything() throws Exception {
    Map<String, String> schema = database.schema();
    run("update", "changelogFile", "app.db.xml");
    assertThat(database.schema().get("table p"))
        .isEqualTo(
            "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE CHECK"
                + " (name <> ''), n INTEGER DEFAULT 1, CONSTRAINT uq UNIQUE (name))");
    assertThat(database.query("SELECT count(*) FROM c")).containsExactly("2");
    assertThat(database.query("SELECT count(*) FROM DATABASECHANGELOG")).containsExactly("2");
    assertThat(database.integrity()).isEmpty();

    run("rollbackCount", "changelogFile", "app.db.xml", "count", "2");
    assertThat(database.schema()).isEqualTo(schema);
    assertThat(database.query("SELECT count(*) FROM c")).containsExactly("2");
  }

  @Test
  void aFailureLeavesNothingBehind() {
    ChangeLogs.xml(
        database,
        "<changeSet id=\"1\" author=\"a\"><sql>CREATE TABLE x (a); INSERT INTO nowhere VALUES (1)</sql></changeSet>");
    assertThatThrownBy(() -> run("update", "changelogFile", "app.db.xml"))
        .hasMessageContaining("nowhere");
    assertThat(database.schema()).containsOnlyKeys("table p", "table c");
  }

  @Test
  void updateSqlSaysWhatUpdateDoes() throws Exception {
    String sql = run("updateSql", "changelogFile", "app.db.xml");
    assertThat(sql)
        .contains("BEGIN IMMEDIATE;")
        .contains("CONSTRAINT uq UNIQUE (name)")
        .contains("INSERT INTO DATABASECHANGELOG")
        .contains("COMMIT;");
    assertThat(database.query("SELECT name FROM sqlite_schema WHERE name LIKE 'DATABASE%'"))
        .isEmpty();
  }

  @Test
  void statusAndDropAll() throws Exception {
    assertThat(run("status", "changelogFile", "app.db.xml"))
        .contains("2 changesets have not been applied");
    run("update", "changelogFile", "app.db.xml");
    assertThat(run("status", "changelogFile", "app.db.xml")).contains("is up to date");
    run("dropAll", "force", "true");
    assertThat(database.query("SELECT name FROM sqlite_schema WHERE name <> 'sqlite_sequence'"))
        .isEmpty();
  }

  @Test
  void aGeneratedChangeLogPutsRowsBackBeforeTheirTriggersCanFire() throws Exception {
    database.run(
        "DELETE FROM c",
        "CREATE TABLE log (what TEXT)",
        "CREATE TRIGGER tr AFTER INSERT ON p BEGIN INSERT INTO log VALUES (new.name); END",
        "INSERT INTO p (name) VALUES ('three')");
    Map<String, String> schema = database.schema();
    String file = directory.resolve("all.xml").toString();
    run("generateChangelog", "changelogFile", file, "diffTypes", "tables,columns,data,triggers");
    database = new TestDatabase(directory.resolve("copy.db"));
    run("update", "changelogFile", "all.xml");
    assertThat(database.schema().keySet()).isEqualTo(schema.keySet());
    assertThat(database.query("SELECT name FROM p")).containsExactly("one", "two", "three");
    assertThat(database.query("SELECT what FROM log")).containsExactly("three");
  }

  /** Each refers to one that is later in the alphabet, which is the order of Liquibase. */
  @Test
  void aGeneratedChangeLogPutsRowsBehindThoseTheyReferTo() throws Exception {
    database.run(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, m INTEGER NOT NULL REFERENCES m, p INTEGER REFERENCES p)",
        "CREATE TABLE m (id INTEGER PRIMARY KEY, z INTEGER NOT NULL REFERENCES \"z z\")",
        "CREATE TABLE \"z z\" (id INTEGER PRIMARY KEY, up INTEGER REFERENCES \"z z\")",
        "CREATE TABLE x (id INTEGER PRIMARY KEY, y INTEGER REFERENCES y)",
        "CREATE TABLE y (id INTEGER PRIMARY KEY, x INTEGER REFERENCES x)",
        "INSERT INTO \"z z\" VALUES (2, NULL), (1, 2), (3, 3)",
        "UPDATE \"z z\" SET up = 3 WHERE id = 2",
        "INSERT INTO m VALUES (1, 2)",
        "INSERT INTO a VALUES (1, 1, 2)",
        "INSERT INTO x VALUES (1, NULL)",
        "INSERT INTO y VALUES (1, 1)",
        "UPDATE x SET y = 1");
    String file = directory.resolve("all.xml").toString();
    run("generateChangelog", "changelogFile", file, "diffTypes", "tables,columns,data");
    database = new TestDatabase(directory.resolve("copy.db"));
    run("update", "changelogFile", "all.xml");
    assertThat(database.integrity()).isEmpty();
    for (String table : List.of("a", "c", "m", "p", "x", "y", "\"z z\"")) {
      assertThat(database.query("SELECT count(*) FROM " + table))
          .as(table)
          .containsExactly(table.equals("\"z z\"") ? "3" : "cp".contains(table) ? "2" : "1");
    }
    assertThat(database.query("SELECT up FROM \"z z\" ORDER BY id")).containsExactly("2", "3", "3");
  }

  @Test
  void nobodyIsToldAboutIt() {
    assertThat(Scope.getCurrentScope().getSingleton(AnalyticsFactory.class).getListener())
        .isInstanceOf(NoAnalytics.class);
  }

  @Test
  void anOfflineDatabaseGivesSqlToo() throws Exception {
    ChangeLogs.xml(
        database,
        """
        <changeSet id="1" author="a"><createTable tableName="t"><column name="a" type="int"/></createTable>
          <addUniqueConstraint tableName="t" columnNames="a" constraintName="uq"/></changeSet>
        """);
    String sql =
        run(
            "updateSql",
            "changelogFile",
            "app.db.xml",
            "url",
            "offline:sqlite?changeLogFile=" + directory.resolve("history.csv"));
    assertThat(sql).contains("CREATE TABLE t (a INTEGER, CONSTRAINT uq UNIQUE (a))");
  }
}
