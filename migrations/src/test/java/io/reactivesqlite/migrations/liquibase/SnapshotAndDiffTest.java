// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Seeds;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotAndDiffTest {

  @TempDir Path directory;
  private TestDatabase wanted;
  private TestDatabase actual;

  @BeforeEach
  void create() {
    wanted = new TestDatabase(directory.resolve("wanted.db"));
    actual = new TestDatabase(directory.resolve("actual.db"));
  }

  private Migrator migrator(TestDatabase database, String file) {
    return new Migrator(
        MigrationTarget.url(database.url()),
        ChangeLogSource.file(file),
        MigratorOptions.defaults().withDirectory(directory));
  }

  private static TreeMap<String, String> normalized(TestDatabase database) {
    TreeMap<String, String> schema = new TreeMap<>();
    database.schema().forEach((name, sql) -> schema.put(name, SqlScript.normalized(sql)));
    return schema;
  }

  private void generateAndRun(String format) throws IOException {
    String text = migrator(wanted, "none").generateChangeLog(format);
    Files.writeString(directory.resolve("generated." + format), text);
    migrator(actual, "generated." + format).update();
  }

  @ParameterizedTest
  @EnumSource(Situation.class)
  void aGeneratedChangeLogGivesTheSameSchema(Situation situation) throws IOException {
    situation.create(wanted);
    generateAndRun("xml");
    assertThat(normalized(actual)).isEqualTo(normalized(wanted));
    assertThat(migrator(actual, "none").differencesFrom(MigrationTarget.url(wanted.url())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "yaml", "json"})
  void everyFormatCarriesAllOfIt(String format) throws IOException {
    Situation.EVERYTHING.create(wanted);
    wanted.run("CREATE VIRTUAL TABLE notes USING fts5(body)");
    generateAndRun(format);
    assertThat(normalized(actual)).isEqualTo(normalized(wanted));
  }

  @Test
  void randomSchemasRoundTrip() {
    Seeds.each(
        15,
        seed -> {
          wanted = new TestDatabase(directory.resolve("wanted" + seed + ".db"));
          actual = new TestDatabase(directory.resolve("actual" + seed + ".db"));
          new RandomSchema(new Random(seed)).create(wanted);
          generateAndRun("xml");
          assertThat(normalized(actual)).isEqualTo(normalized(wanted));
        });
  }

  /** Each names what comes later in the alphabet, which is the order of Liquibase. */
  private static final String[] CHAINED = {
    "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER)",
    "CREATE TABLE m (id INTEGER PRIMARY KEY, n INTEGER)",
    "CREATE TABLE z (id INTEGER PRIMARY KEY, n INTEGER)",
    "CREATE VIEW zz AS SELECT id, n FROM z",
    "CREATE VIEW b AS SELECT id, n FROM zz",
    "CREATE VIEW aa AS SELECT id, n FROM b",
    "CREATE TRIGGER ta AFTER UPDATE ON a BEGIN UPDATE m SET n = new.n WHERE id = new.id; END",
    "CREATE TRIGGER tm AFTER UPDATE ON m BEGIN UPDATE z SET n = new.n WHERE id = new.id; END",
    "CREATE TRIGGER added AFTER INSERT ON a BEGIN INSERT INTO z (n) VALUES (new.n); END",
    "CREATE TRIGGER tv INSTEAD OF DELETE ON aa BEGIN DELETE FROM z WHERE id = old.id; END"
  };

  @Test
  void triggersAndViewsComeAfterWhatTheyName() throws IOException {
    wanted.run(CHAINED);
    generateAndRun("xml");
    assertThat(normalized(actual)).isEqualTo(normalized(wanted));
    String text = Files.readString(directory.resolve("generated.xml"));
    assertThat(text.indexOf("CREATE TRIGGER")).isGreaterThan(text.lastIndexOf("able\""));
    List<String> made =
        actual.query("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY rowid");
    assertThat(made).containsExactly("zz", "b", "aa");
    actual.run(
        "INSERT INTO a VALUES (1, 5)",
        "INSERT INTO m VALUES (1, 0)",
        "UPDATE a SET n = 6",
        "DELETE FROM aa WHERE n = 5");
    assertThat(actual.query("SELECT n FROM z")).containsExactly("6");
  }

  @Test
  void whatLiquibaseCanSayIsSaidPortably() {
    wanted.run("CREATE TABLE t (a INTEGER, b VARCHAR(20) NOT NULL)", "CREATE INDEX i ON t (a)");
    String text = migrator(wanted, "none").generateChangeLog("xml");
    assertThat(text).contains("<createTable").contains("<createIndex").doesNotContain("<sql");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a INTEGER CHECK (a > 1), b TEXT)",
        "CREATE TABLE t (a INTEGER, b TEXT COLLATE NOCASE)",
        "CREATE TABLE t (a INTEGER, b TEXT AS (a || 'x'))",
        "CREATE TABLE t (a INTEGER, b TEXT) STRICT",
        "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) WITHOUT ROWID",
        "CREATE TABLE t (a INTEGER, b TEXT UNIQUE)",
        "CREATE TABLE t (a INTEGER DEFAULT 7, b TEXT)",
        "CREATE TABLE t (a INTEGER NOT NULL, b TEXT)",
        "CREATE TABLE t (a INTEGER REFERENCES p (id) ON DELETE SET NULL, b TEXT)",
        "CREATE TABLE t (a INTEGER, b VARCHAR(3))"
      })
  void differencesOfTablesAreSeenAndMended(String createTable) throws IOException {
    String parent = "CREATE TABLE p (id INTEGER PRIMARY KEY)";
    actual.run(parent, "CREATE TABLE t (a INTEGER, b TEXT)");
    wanted.run(parent, createTable);
    assertDifferentThenMended();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX i ON t (a) WHERE a > 1",
        "CREATE INDEX i ON t (a DESC)",
        "CREATE INDEX i ON t (a COLLATE NOCASE)",
        "CREATE INDEX i ON t (lower(a))",
        "CREATE UNIQUE INDEX i ON t (a)",
        "CREATE INDEX i ON t (a); CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END",
        "CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT a FROM t"
      })
  void differencesOfIndexesTriggersAndViewsAreSeenAndMended(String sql) throws IOException {
    for (TestDatabase database : List.of(actual, wanted)) {
      database.run("CREATE TABLE t (a TEXT, b TEXT)", "INSERT INTO t VALUES ('x', 'y')");
    }
    actual.run("CREATE INDEX i ON t (a)");
    wanted.run(SqlScript.split(sql).toArray(String[]::new));
    assertDifferentThenMended();
    assertThat(actual.query("SELECT count(*) FROM t")).containsExactly("1");
  }

  private void assertDifferentThenMended() throws IOException {
    MigrationTarget target = MigrationTarget.url(wanted.url());
    Migrator migrator = migrator(actual, "diff.xml");
    assertThat(migrator.differencesFrom(target)).isNotEmpty();
    Files.writeString(directory.resolve("diff.xml"), migrator.changeLogTo(target, "xml"));
    migrator.update();
    assertThat(migrator.differencesFrom(target)).isEmpty();
  }

  @Test
  void anEqualDatabaseHasNoDifferences() {
    Situation.EVERYTHING.create(wanted);
    Situation.EVERYTHING.create(actual);
    assertThat(migrator(actual, "none").differencesFrom(MigrationTarget.url(wanted.url())))
        .isEmpty();
  }
}
