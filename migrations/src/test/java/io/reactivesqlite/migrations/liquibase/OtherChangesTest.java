// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that create, drop, rename or fill, and those that SQLite cannot do. */
class OtherChangesTest {

  @TempDir Path directory;
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = new TestDatabase(directory.resolve("app.db"));
    database.run(
        "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT UNIQUE, n INTEGER)",
        "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id) ON DELETE CASCADE)",
        "INSERT INTO p VALUES (1, 'one', 1), (2, 'two', 2)",
        "INSERT INTO c VALUES (10, 1), (20, 2)",
        "CREATE VIEW v AS SELECT name FROM p",
        "CREATE TRIGGER vt INSTEAD OF INSERT ON v BEGIN INSERT INTO p (name) VALUES (new.name); END",
        "CREATE TRIGGER pt AFTER INSERT ON p BEGIN UPDATE p SET n = CASE WHEN n IS NULL THEN 0 ELSE n"
            + " END WHERE id = new.id; END");
  }

  private void update(String changes) {
    ChangeLogs.changes(database, changes).update();
    assertThat(database.integrity()).isEmpty();
  }

  private void rollback(String changes) {
    ChangeLogs.changes(database, changes).rollback(1);
    assertThat(database.integrity()).isEmpty();
  }

  private void updateAndBack(String changes, Runnable then) {
    Map<String, String> schema = database.schema();
    Map<String, List<String>> rows = database.rows();
    update(changes);
    then.run();
    rollback(changes);
    assertThat(database.schema()).isEqualTo(schema);
    assertThat(database.rows()).isEqualTo(rows);
  }

  @Test
  void createTableSaysAllOfIt() {
    updateAndBack(
        """
        <createTable tableName="order" remarks="orders">
          <column name="id" type="bigint" autoIncrement="true" startWith="100">
            <constraints primaryKey="true" primaryKeyName="pk_order"/></column>
          <column name="select" type="varchar(10)" defaultValue="it's" remarks="odd">
            <constraints nullable="false" notNullConstraintName="nn"/></column>
          <column name="price" type="decimal(10,2)" defaultValueNumeric="1.50">
            <constraints checkConstraint="price >= 0"/></column>
          <column name="open" type="boolean" defaultValueBoolean="true"/>
          <column name="at" type="datetime" defaultValueComputed="CURRENT_TIMESTAMP"/>
          <column name="p" type="int"><constraints references="p(id)" foreignKeyName="fk_p"
              deleteCascade="true" deferrable="true" initiallyDeferred="true"/></column>
          <column name="u1" type="uuid"><constraints unique="true" uniqueConstraintName="u"/></column>
          <column name="u2" type="clob"><constraints unique="true" uniqueConstraintName="u"/></column>
        </createTable>
        <insert tableName="order"><column name="price" valueNumeric="2"/></insert>
        <rollback><dropTable tableName="order"/><sql>DROP TABLE IF EXISTS scratch</sql></rollback>
        """,
        () -> {
          assertThat(database.schema().get("table order"))
              .isEqualTo(
                  "CREATE TABLE \"order\" (/* orders */ id INTEGER CONSTRAINT pk_order PRIMARY KEY"
                      + " AUTOINCREMENT NOT NULL, \"select\" VARCHAR(10) DEFAULT 'it''s' CONSTRAINT nn NOT"
                      + " NULL /* odd */, price DECIMAL(10, 2) DEFAULT 1.50, open BOOLEAN DEFAULT 1,"
                      + " at TEXT DEFAULT CURRENT_TIMESTAMP, p INTEGER, u1 TEXT, u2 TEXT, CONSTRAINT"
                      + " fk_p FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE DEFERRABLE"
                      + " INITIALLY DEFERRED, CONSTRAINT u UNIQUE (u1, u2), CHECK (price >= 0))");
          assertThat(database.query("SELECT id, \"select\", price, open FROM \"order\""))
              .containsExactly("100 | it's | 2 | 1");
          database.run("DROP TABLE IF EXISTS scratch");
        });
  }

  @Test
  void createTableIsRolledBackByItself() {
    updateAndBack(
        "<createTable tableName=\"t\"><column name=\"id\" type=\"int\"/></createTable>",
        () ->
            assertThat(database.schema().get("table t")).isEqualTo("CREATE TABLE t (id INTEGER)"));
  }

  @Test
  void createTableCanBeStrictAndWithoutRowid() {
    update(
        """
        <createTable tableName="t" tableType="STRICT, WITHOUT ROWID"><column name="id" type="uuid">
          <constraints primaryKey="true" nullable="false"/></column>
          <column name="n" type="varchar(3)"/></createTable>
        """);
    assertThat(database.query("SELECT strict, wr FROM pragma_table_list('t')"))
        .containsExactly("1 | 1");
    assertThat(database.schema().get("table t")).contains("n TEXT");
  }

  @Test
  void dropTableKeepsTheRowsOfItsChildren() {
    assertThatThrownBy(() -> update("<dropTable tableName=\"p\"/>"))
        .hasMessageContaining("foreign key of table 'c'");
    assertThatThrownBy(() -> update("<dropTable tableName=\"p\" cascadeConstraints=\"true\"/>"))
        .hasMessageContaining("would no longer work");
    update(
        """
        <dropView viewName="v"/>
        <dropTable tableName="p" cascadeConstraints="true"/>
        """);
    assertThat(database.rows()).containsOnlyKeys("c");
    assertThat(database.query("SELECT * FROM c")).containsExactly("10 | 1", "20 | 2");
    assertThat(database.schema()).containsOnlyKeys("table c");
  }

  @Test
  void renameTableTakesViewsTriggersAndForeignKeysWithIt() {
    String change = "<renameTable oldTableName=\"p\" newTableName=\"parent\"/>";
    update(change);
    assertThat(database.query("SELECT name FROM v ORDER BY 1")).containsExactly("one", "two");
    assertThat(database.schema().get("table c")).contains("REFERENCES \"parent\"");
    database.run("INSERT INTO v VALUES ('three')");
    assertThat(database.query("SELECT n FROM parent WHERE name = 'three'")).containsExactly("0");
    rollback(change);
    assertThat(database.query("SELECT count(*) FROM p")).containsExactly("3");
  }

  @Test
  void renameViewTakesItsTriggersWithIt() {
    updateAndBack(
        "<renameView oldViewName=\"v\" newViewName=\"my view\"/>",
        () -> {
          assertThat(database.schema()).containsKeys("view my view", "trigger vt");
          assertThat(database.query("SELECT count(*) FROM \"my view\"")).containsExactly("2");
        });
  }

  @Test
  void createViewReplacesAndKeepsTheTriggersOfTheView() {
    update(
        "<createView viewName=\"v\" replaceIfExists=\"true\">SELECT name, n FROM p</createView>"
            + "<rollback/>");
    assertThat(database.query("SELECT * FROM v ORDER BY n")).containsExactly("one | 1", "two | 2");
    assertThat(database.schema()).containsKey("trigger vt");
  }

  @Test
  void aReplacedViewIsNotSilentlyDroppedByARollback() {
    String change =
        "<createView viewName=\"v\" replaceIfExists=\"true\">SELECT name, n FROM p</createView>";
    update(change);
    assertThatThrownBy(() -> rollback(change))
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.ROLLBACK_IMPOSSIBLE));
    assertThat(database.schema()).containsKey("view v");
  }

  @Test
  void createViewIsRolledBack() {
    updateAndBack(
        "<createView viewName=\"w\">SELECT 1 AS one</createView>",
        () -> assertThat(database.query("SELECT * FROM w")).containsExactly("1"));
  }

  @Test
  void indexesGoUpAndDownOnColumnsAndExpressions() {
    updateAndBack(
        """
        <createIndex tableName="p" indexName="i" unique="true"><column name="n" descending="true"/>
          <column name="lower(name)" computed="true"/></createIndex>
        """,
        () ->
            assertThat(database.schema().get("index i"))
                .isEqualTo("CREATE UNIQUE INDEX i ON p (n DESC, lower(name))"));
    update("<createIndex tableName=\"p\" indexName=\"j\"><column name=\"n\"/></createIndex>");
    ChangeLogs.xml(
            database,
            "<changeSet id=\"2\" author=\"a\"><dropIndex indexName=\"j\" tableName=\"p\"/></changeSet>")
        .update();
    assertThat(database.schema()).doesNotContainKey("index j");
  }

  @Test
  void insertUpdateAndDeleteRunWithForeignKeysAsTheConnectionHasThem() {
    update(
        """
        <insert tableName="p"><column name="id" valueNumeric="3"/><column name="name" value="it's"/></insert>
        <update tableName="p"><column name="n" valueNumeric="7"/><where>id = 2</where></update>
        <delete tableName="p"><where>id = 1</where></delete>
        """);
    assertThat(database.query("SELECT * FROM p")).containsExactly("2 | two | 7", "3 | it's | 0");
    assertThat(database.query("SELECT * FROM c")).containsExactly("20 | 2");
  }

  @Test
  void aDeleteBesideAChangeOfTheSchemaDoesNotLeaveOrphans() {
    assertThatThrownBy(
            () ->
                update(
                    """
                    <addColumn tableName="p"><column name="x" type="int"/></addColumn>
                    <delete tableName="p"><where>id = 1</where></delete>
                    """))
        .hasMessageContaining("1 row(s) of table 'c' refer to rows missing in 'p'")
        .hasMessageContaining("in a change set of their own");
    assertThat(database.query("SELECT count(*) FROM p")).containsExactly("2");
  }

  @Test
  void loadDataReadsACsv() throws IOException {
    Files.writeString(directory.resolve("p.csv"), "id,name,n\n5,\"five, really\",5\n6,NULL,6\n");
    update("<loadData tableName=\"p\" file=\"p.csv\"/>");
    assertThat(database.query("SELECT * FROM p WHERE id > 4"))
        .containsExactly("5 | five, really | 5", "6 | null | 6");
  }

  @Test
  void loadUpdateDataUpdatesWithoutDeletingTheChildren() throws IOException {
    Files.writeString(directory.resolve("p.csv"), "id,name,n\n1,uno,11\n3,tres,33\n");
    String change = "<loadUpdateData tableName=\"p\" file=\"p.csv\" primaryKey=\"id\"/>";
    update(change);
    assertThat(database.query("SELECT * FROM p"))
        .containsExactly("1 | uno | 11", "2 | two | 2", "3 | tres | 33");
    assertThat(database.query("SELECT * FROM c")).containsExactly("10 | 1", "20 | 2");
    assertThatThrownBy(() -> rollback(change)).isInstanceOf(MigrationException.class);
    assertThat(database.query("SELECT count(*) FROM p")).containsExactly("3");
  }

  @Test
  void addLookupTable() {
    update(
        "<addLookupTable existingTableName=\"p\" existingColumnName=\"name\" newTableName=\"names\""
            + " newColumnName=\"name\" newColumnDataType=\"text\" constraintName=\"fk_names\"/>");
    assertThat(database.query("SELECT * FROM names ORDER BY 1")).containsExactly("one", "two");
    assertThat(database.schema().get("table p")).contains("CONSTRAINT fk_names FOREIGN KEY (name)");
  }

  @Test
  void sqlWithATriggerThatHoldsACaseIsOneStatement() {
    updateAndBack(
        """
        <sql>CREATE TABLE t (a); CREATE TRIGGER t1 AFTER INSERT ON t BEGIN
          UPDATE t SET a = CASE WHEN a = ';' THEN 1 ELSE 2 END; SELECT 1; END;
          INSERT INTO t VALUES (';')</sql>
        <rollback>DROP TRIGGER t1; CREATE TRIGGER t1 AFTER DELETE ON t BEGIN
          UPDATE t SET a = CASE a WHEN 1 THEN 2 END; END; DROP TABLE t;</rollback>
        """,
        () -> assertThat(database.query("SELECT a FROM t")).containsExactly("1"));
  }

  @Test
  void formattedSqlWithATrigger() {
    ChangeLogs.sql(
            database,
            """
            --changeset a:1
            CREATE TABLE t (a);
            CREATE TRIGGER t1 AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN a = 1 THEN 2 END; END;
            --rollback DROP TABLE t;
            """)
        .update();
    assertThat(database.schema()).containsKeys("table t", "trigger t1");
  }

  @Test
  void vacuumRunsOutsideOfATransactionByItself() {
    update("<sql>PRAGMA journal_mode = WAL; VACUUM</sql><rollback/>");
    assertThat(database.query("PRAGMA journal_mode")).containsExactly("wal");
    assertThat(database.query("SELECT count(*) FROM DATABASECHANGELOG")).containsExactly("1");
  }

  @Test
  void vacuumBesideAnotherChangeIsRefused() {
    assertThatThrownBy(() -> update("<sql>CREATE TABLE t (a); VACUUM</sql>"))
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.VALIDATION))
        .hasMessageContaining("a change set of its own");
    assertThat(database.schema()).doesNotContainKey("table t");
  }

  @Test
  void aChangeSetWithoutTransactionStillChangesATableAsAWhole() {
    String changeSet =
        """
        <changeSet id="1" author="a" runInTransaction="false">
          <addUniqueConstraint tableName="p" columnNames="n" constraintName="u"/>
          <dropColumn tableName="p" columnName="name"/>
        </changeSet>
        """;
    assertThatThrownBy(() -> ChangeLogs.xml(database, changeSet).update())
        .hasMessageContaining("would no longer work");
    assertThat(database.schema().get("table p")).contains("UNIQUE (n)").contains("name TEXT");
    assertThat(database.query("SELECT count(*) FROM c")).containsExactly("2");
  }

  @Test
  void aColumnThatAViewShowsIsNotDropped() {
    assertThatThrownBy(() -> update("<dropColumn tableName=\"p\" columnName=\"name\"/>"))
        .hasMessageContaining("View 'v' would no longer work")
        .hasMessageContaining("::1::test");
    assertThat(database.query("SELECT name FROM v ORDER BY 1")).containsExactly("one", "two");
  }

  @Test
  void whatWasBrokenBeforeIsInNobodysWay() {
    database.run(
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO c VALUES (30, 99)",
        "CREATE VIEW broken AS SELECT missing FROM p");
    ChangeLogs.changes(database, "<addUniqueConstraint tableName=\"c\" columnNames=\"p\"/>")
        .update();
    assertThat(database.query("SELECT count(*) FROM c")).containsExactly("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<createSequence sequenceName=\"s\"/>",
        "<alterSequence sequenceName=\"s\" incrementBy=\"2\"/>",
        "<dropSequence sequenceName=\"s\"/>",
        "<renameSequence oldSequenceName=\"s\" newSequenceName=\"r\"/>",
        "<createProcedure>CREATE PROCEDURE x</createProcedure>",
        "<dropProcedure procedureName=\"x\"/>",
        "<setTableRemarks tableName=\"p\" remarks=\"r\"/>",
        "<setColumnRemarks tableName=\"p\" columnName=\"n\" remarks=\"r\"/>",
        "<addUniqueConstraint tableName=\"p\" columnNames=\"n\" deferrable=\"true\"/>",
        "<addUniqueConstraint tableName=\"p\" columnNames=\"n\" disabled=\"true\"/>",
        "<addDefaultValue tableName=\"p\" columnName=\"n\" defaultValueSequenceNext=\"s\"/>",
        "<addAutoIncrement tableName=\"p\" columnName=\"id\" incrementBy=\"5\"/>",
        "<addColumn tableName=\"p\"><column name=\"z\" type=\"int\" autoIncrement=\"true\"/></addColumn>",
        "<createTable tableName=\"t\"><column name=\"a\" type=\"int\" autoIncrement=\"true\"><constraints"
            + " primaryKey=\"true\"/></column><column name=\"b\" type=\"int\"><constraints"
            + " primaryKey=\"true\"/></column></createTable>"
      })
  void whatSqliteCannotDoIsRefusedBeforeAnythingRuns(String change) {
    Migrator migrator =
        ChangeLogs.xml(
            database,
            "<changeSet id=\"1\" author=\"a\"><sql>CREATE TABLE first (a)</sql></changeSet>"
                + "<changeSet id=\"2\" author=\"a\">"
                + change
                + "</changeSet>");
    assertThatThrownBy(migrator::update)
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.VALIDATION))
        .hasMessageContaining("::2::a");
    assertThat(database.schema()).doesNotContainKey("table first");
  }

  @Test
  void theTypeThatNumbersRowsIsNotWidenedAway() {
    assertThatThrownBy(
            () ->
                update(
                    "<modifyDataType tableName=\"p\" columnName=\"id\" newDataType=\"bigint\"/>"))
        .hasMessageContaining("INTEGER holds 64 bits");
  }

  @Test
  void aConnectionThatCannotWriteIsGivenBackWithForeignKeysOn() throws Exception {
    Migrator file =
        ChangeLogs.changes(database, "<addUniqueConstraint tableName=\"c\" columnNames=\"p\"/>");
    file.status();
    try (Connection writer = DriverManager.getConnection(database.url());
        Connection lent = DriverManager.getConnection(database.url())) {
      MigratorOptions impatient =
          MigratorOptions.defaults()
              .withDirectory(directory)
              .withLockTimeout(Duration.ofMillis(50));
      Migrator migrator =
          new Migrator(
              MigrationTarget.connection(lent),
              ChangeLogSource.file("app.db.xml"),
              impatient.withListener(
                  event -> {
                    if (event instanceof MigrationEvent.ChangeSetStarted) {
                      execute(writer, "BEGIN IMMEDIATE");
                    }
                  }));
      lent.createStatement().execute("PRAGMA busy_timeout = 50");
      assertThatThrownBy(migrator::update)
          .hasMessageContaining("Another connection has been writing");
      try (ResultSet row = lent.createStatement().executeQuery("PRAGMA foreign_keys")) {
        assertThat(row.getInt(1)).isEqualTo(1);
      }
      execute(writer, "ROLLBACK");
      new Migrator(MigrationTarget.connection(lent), ChangeLogSource.file("app.db.xml"), impatient)
          .update();
    }
    assertThat(database.schema().get("table c")).contains("UNIQUE (p)");
  }

  @Test
  void aChangeSetThatSomebodyElseRanMeanwhileIsNotRunAgain() {
    Migrator migrator = ChangeLogs.changes(database, "<sql>CREATE TABLE made (a)</sql>");
    MigratorOptions raced =
        MigratorOptions.defaults()
            .withDirectory(directory)
            .withListener(
                event -> {
                  if (event instanceof MigrationEvent.ChangeSetStarted) {
                    // Another host, where the lock of the operating system does not reach.
                    database.run(
                        "CREATE TABLE made (a)",
                        "INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED,"
                            + " ORDEREXECUTED, EXECTYPE) VALUES ('1', 'test', 'app.db.xml',"
                            + " '2026-01-01 00:00:00', 1, 'EXECUTED')");
                  }
                });
    migrator.with(raced).update();
    assertThat(database.query("SELECT count(*) FROM DATABASECHANGELOG")).containsExactly("1");
    assertThat(database.schema()).containsKey("table made");
  }

  private static void execute(Connection connection, String sql) {
    try {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void preconditionsSeeWhatIsThere() {
    update(
        """
        <sql>SELECT 1</sql>
        <rollback/>
        """);
    ChangeLogs.xml(
            database,
            """
            <changeSet id="2" author="a"><preConditions>
              <tableExists tableName="p"/><columnExists tableName="p" columnName="name"/>
              <viewExists viewName="v"/><primaryKeyExists tableName="p"/>
              <not><tableExists tableName="q"/></not>
              <not><indexExists indexName="nope" tableName="p"/></not>
              <rowCount tableName="p" expectedRows="2"/>
              <sqlCheck expectedResult="2">SELECT count(*) FROM c</sqlCheck>
              <foreignKeyConstraintExists foreignKeyTableName="c" foreignKeyName="fk_c_p"/>
            </preConditions><sql>CREATE TABLE q (a)</sql></changeSet>
            """)
        .update();
    assertThat(database.schema()).containsKey("table q");
  }
}
