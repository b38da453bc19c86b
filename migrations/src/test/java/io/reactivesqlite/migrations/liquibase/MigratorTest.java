// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorTest {

  private static final String THREE =
      """
      <changeSet id="1" author="a"><createTable tableName="t">
        <column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true"/></column>
        <column name="name" type="varchar(50)"><constraints nullable="false"/></column>
      </createTable></changeSet>
      <changeSet id="2" author="a"><addColumn tableName="t">
        <column name="n" type="int" defaultValueNumeric="7"/></addColumn></changeSet>
      <changeSet id="3" author="a"><insert tableName="t"><column name="name" value="x"/></insert>
        <rollback>DELETE FROM t</rollback></changeSet>
      """;

  @TempDir Path directory;
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = new TestDatabase(directory.resolve("app.db"));
  }

  @Test
  void updateRunsEachChangeSetOnce() {
    Migrator migrator = ChangeLogs.xml(database, THREE);
    assertThat(migrator.update().changeSets())
        .extracting(ChangeSetId::id)
        .containsExactly("1", "2", "3");
    assertThat(migrator.update().changeSets()).isEmpty();
    assertThat(database.query("SELECT id, name, n FROM t")).containsExactly("1 | x | 7");
    assertThat(database.query("SELECT ID, EXECTYPE, ORDEREXECUTED FROM DATABASECHANGELOG"))
        .containsExactly("1 | EXECUTED | 1", "2 | EXECUTED | 2", "3 | EXECUTED | 3");
  }

  @Test
  void aDelimiterOfOnesOwnEndsTheStatements() {
    ChangeLogs.changes(
            database,
            """
            <sql endDelimiter="\\n/">
            CREATE TABLE t (a)
            /
            CREATE TRIGGER tr AFTER INSERT ON t BEGIN DELETE FROM t WHERE a = 1; END
            /
            INSERT INTO t VALUES (1), (2)
            </sql>
            """)
        .update();
    assertThat(database.query("SELECT a FROM t")).containsExactly("2");
  }

  @Test
  void rollbackGoesBackStepByStep() {
    Migrator migrator = ChangeLogs.xml(database, THREE);
    migrator.update();
    assertThat(migrator.rollback(2).changeSets())
        .extracting(ChangeSetId::id)
        .containsExactly("3", "2");
    assertThat(database.schema().get("table t")).doesNotContain("DEFAULT 7");
    migrator.rollback(1);
    assertThat(database.schema()).isEmpty();
    assertThat(database.query("SELECT count(*) FROM DATABASECHANGELOG")).containsExactly("0");
  }

  @Test
  void statusTellsRanPendingAndUnknownWithoutTouchingTheDatabase() {
    Migrator migrator = ChangeLogs.xml(database, THREE);
    assertThat(migrator.status().pending()).hasSize(3);
    assertThat(database.schema()).isEmpty();
    migrator.update(1);
    MigrationStatus status = migrator.status();
    assertThat(status.ran()).hasSize(1);
    assertThat(status.pending()).extracting(ChangeSetId::id).containsExactly("2", "3");
    Migrator older = ChangeLogs.xml(database, "");
    assertThat(older.status().unknown()).extracting(ChangeSetId::id).containsExactly("1");
  }

  @Test
  void tagsAreRolledBackTo() {
    Migrator migrator = ChangeLogs.xml(database, THREE);
    migrator.update(1);
    migrator.tag("first");
    migrator.update();
    assertThat(migrator.tagExists("first")).isTrue();
    assertThat(migrator.rollbackToTag("first").changeSets()).hasSize(2);
    assertThat(database.query("SELECT ID FROM DATABASECHANGELOG")).containsExactly("1");
  }

  @Test
  void aFailingChangeSetLeavesNothingOfItself() {
    Migrator migrator =
        ChangeLogs.xml(
            database,
            """
            <changeSet id="1" author="a"><sql>CREATE TABLE a(x); INSERT INTO a VALUES (1)</sql></changeSet>
            <changeSet id="2" author="a"><sql>CREATE TABLE b(x); INSERT INTO nowhere VALUES (1)</sql></changeSet>
            """);
    assertThatThrownBy(migrator::update)
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.FAILED))
        .hasMessageContaining("nowhere")
        .hasMessageContaining("::2::a");
    assertThat(database.schema()).containsOnlyKeys("table a");
    assertThat(database.query("SELECT ID FROM DATABASECHANGELOG")).containsExactly("1");
  }

  @Test
  void aConnectionOfTheCallerIsGivenBackAsItWas() throws Exception {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Migrator file = ChangeLogs.xml(database, THREE);
      file.update(0);
      Migrator migrator =
          new Migrator(
              MigrationTarget.connection(memory),
              ChangeLogSource.file("app.db.xml"),
              MigratorOptions.defaults().withDirectory(directory));
      migrator.update();
      assertThat(memory.isClosed()).isFalse();
      assertThat(memory.getAutoCommit()).isTrue();
      try (ResultSet row = memory.createStatement().executeQuery("SELECT count(*) FROM t")) {
        assertThat(row.getInt(1)).isEqualTo(1);
      }
      try (ResultSet row = memory.createStatement().executeQuery("PRAGMA busy_timeout")) {
        assertThat(row.getInt(1)).isEqualTo(3000);
      }
    }
  }

  @Test
  void progressIsTold() {
    List<MigrationEvent> events = new ArrayList<>();
    Migrator migrator = ChangeLogs.xml(database, THREE);
    migrator
        .with(MigratorOptions.defaults().withDirectory(directory).withListener(events::add))
        .update();
    assertThat(events.get(0)).isEqualTo(new MigrationEvent.Started(3));
    assertThat(events.get(3)).isInstanceOf(MigrationEvent.ChangeSetStarted.class);
    assertThat(events).hasSize(7);
  }

  @Test
  void cancelStopsBetweenChangeSetsAndTheNextRunGoesOn() {
    Migrator migrator = ChangeLogs.xml(database, THREE);
    AtomicInteger asked = new AtomicInteger();
    MigratorOptions impatient =
        MigratorOptions.defaults()
            .withDirectory(directory)
            .withCancelled(() -> asked.incrementAndGet() > 2);
    assertThatThrownBy(() -> migrator.with(impatient).update())
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.CANCELLED));
    assertThat(migrator.status().ran()).hasSize(2);
    assertThat(migrator.update().changeSets()).hasSize(1);
  }

  @Test
  void aBackupIsMadeBeforeTheFirstChangeOnly() {
    Migrator migrator = ChangeLogs.xml(database, THREE);
    migrator.update(1);
    Path copy = directory.resolve("copy.db");
    MigratorOptions safe = MigratorOptions.defaults().withDirectory(directory).withBackup(copy);
    migrator.with(safe).update();
    assertThat(new TestDatabase(copy).query("SELECT ID FROM DATABASECHANGELOG"))
        .containsExactly("1");
    // Nothing is pending any more, so the existing file is in nobody's way.
    assertThat(migrator.with(safe).update().changeSets()).isEmpty();
    assertThatThrownBy(() -> migrator.with(safe).rollback(1)).hasMessageContaining("copy.db");
    assertThat(migrator.status().ran()).hasSize(3);
  }

  @Test
  void anEditedChangeSetIsRefused() {
    ChangeLogs.xml(database, THREE).update();
    assertThatThrownBy(
            () -> ChangeLogs.xml(database, THREE.replace("varchar(50)", "varchar(51)")).update())
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.VALIDATION))
        .hasMessageContaining("::1::a");
  }

  @Test
  void dropAllLeavesAnEmptyDatabase() {
    database.run(
        "CREATE TABLE p(id INTEGER PRIMARY KEY)",
        "CREATE TABLE c(p REFERENCES p(id) ON DELETE RESTRICT)",
        "INSERT INTO p VALUES (1)",
        "INSERT INTO c VALUES (1)",
        "CREATE VIEW v AS SELECT * FROM c",
        "CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE ft USING fts5(a)");
    ChangeLogs.xml(database, THREE).update();
    ChangeLogs.xml(database, THREE).dropAll();
    assertThat(database.schema()).isEmpty();
    assertThat(database.query("SELECT name FROM sqlite_schema WHERE name LIKE 'DATABASE%'"))
        .isEmpty();
    assertThat(ChangeLogs.xml(database, THREE).update().changeSets()).hasSize(3);
  }

  @Test
  void theSqlOfAnUpdateRunsByItselfAndGivesTheSameDatabase() throws Exception {
    Migrator migrator =
        ChangeLogs.xml(
            database,
            THREE
                + """
                <changeSet id="4" author="a">
                  <addUniqueConstraint tableName="t" columnNames="name" constraintName="uq"/>
                  <dropColumn tableName="t" columnName="n"/>
                </changeSet>
                """);
    String script = migrator.updateSql();
    assertThat(database.schema()).isEmpty();
    TestDatabase byScript = new TestDatabase(directory.resolve("script.db"));
    try (Connection connection = DriverManager.getConnection(byScript.url())) {
      for (String sql : io.reactivesqlite.migrations.rebuild.SqlScript.split(script)) {
        connection.createStatement().execute(sql);
      }
    }
    migrator.update();
    assertThat(byScript.schema()).isEqualTo(database.schema());
    assertThat(byScript.rows()).isEqualTo(database.rows());
    assertThat(byScript.query("SELECT ID FROM DATABASECHANGELOG")).hasSize(4);
  }
}
