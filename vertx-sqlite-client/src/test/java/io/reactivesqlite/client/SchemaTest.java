// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reactivesqlite.client.schema.Check;
import io.reactivesqlite.client.schema.Column;
import io.reactivesqlite.client.schema.ForeignKey;
import io.reactivesqlite.client.schema.ForeignKey.Action;
import io.reactivesqlite.client.schema.Index;
import io.reactivesqlite.client.schema.IndexColumn;
import io.reactivesqlite.client.schema.SQLiteSchema;
import io.reactivesqlite.client.schema.Table;
import io.reactivesqlite.client.schema.Trigger;
import io.reactivesqlite.client.schema.View;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

  @TempDir Path directory;
  private OnFiles files;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    pool = files.pool("s.db");
  }

  @AfterEach
  void close() {
    files.close();
  }

  private SQLiteSchema schemaOf(String script) {
    await(pool.executeScript(script));
    return await(pool.schema());
  }

  private Table tableOf(String sql) {
    return schemaOf(sql).tables().get(0);
  }

  @Test
  void columnsHaveTypeDefaultNullabilityAndCollation() {
    Table table =
        tableOf(
            """
            CREATE TABLE t (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              name VARCHAR(20) NOT NULL DEFAULT 'it''s' COLLATE NOCASE,
              "odd name" DECIMAL(10, 2) DEFAULT (1 + 2) CHECK ("odd name" > 0) COLLATE "rtrim",
              made TEXT DEFAULT CURRENT_TIMESTAMP,
              less REAL DEFAULT -1.5,
              bare)
            """);

    assertThat(table.columns())
        .extracting(
            Column::name, Column::type, Column::notNull, Column::defaultValue, Column::collation)
        .containsExactly(
            tuple("id", "INTEGER", false, null, "BINARY"),
            tuple("name", "VARCHAR(20)", true, "'it''s'", "NOCASE"),
            tuple("odd name", "DECIMAL(10, 2)", false, "1 + 2", "rtrim"),
            tuple("made", "TEXT", false, "CURRENT_TIMESTAMP", "BINARY"),
            tuple("less", "REAL", false, "-1.5", "BINARY"),
            tuple("bare", "", false, null, "BINARY"));
    assertThat(table.autoincrement()).isTrue();
    assertThat(table.primaryKey()).containsExactly("id");
    assertThat(table.kind()).isEqualTo(Table.Kind.ORDINARY);
  }

  @Test
  void generatedColumnsTellTheirExpression() {
    Table table =
        tableOf(
            """
            CREATE TABLE t (
              a INTEGER,
              b INTEGER GENERATED ALWAYS AS (a * (2 + 1)) VIRTUAL,
              c INTEGER AS (a || ')') STORED,
              d AS (a))
            """);

    assertThat(table.columns())
        .extracting(Column::name, Column::type, Column::generated, Column::expression)
        .containsExactly(
            tuple("a", "INTEGER", Column.Generated.NO, null),
            tuple("b", "INTEGER", Column.Generated.VIRTUAL, "a * (2 + 1)"),
            tuple("c", "INTEGER", Column.Generated.STORED, "a || ')'"),
            tuple("d", "", Column.Generated.VIRTUAL, "a"));
  }

  @Test
  void strictAndWithoutRowidAndTheOrderOfTheKey() {
    Table table =
        tableOf("CREATE TABLE t (a TEXT, b TEXT, c INT, PRIMARY KEY (c, a)) STRICT, WITHOUT ROWID");

    assertThat(table.strict()).isTrue();
    assertThat(table.withoutRowid()).isTrue();
    assertThat(table.primaryKey()).containsExactly("c", "a");
    assertThat(table.column("B")).get().extracting(Column::primaryKeyPosition).isEqualTo(0);
  }

  @Test
  void indexesTellUniquenessOriginConditionExpressionsCollationAndDirection() {
    Table table =
        tableOf(
            """
            CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT COLLATE NOCASE UNIQUE, b INT);
            CREATE INDEX plain ON t (b DESC, a COLLATE RTRIM);
            CREATE UNIQUE INDEX clever ON t (lower(a || ',' || b) COLLATE NOCASE DESC, b) WHERE b > 0 AND a <> '';
            """);

    assertThat(table.index("plain").orElseThrow())
        .isEqualTo(
            new Index(
                "plain",
                "t",
                false,
                Index.Origin.CREATE_INDEX,
                null,
                java.util.List.of(
                    new IndexColumn("b", null, "BINARY", true),
                    new IndexColumn("a", null, "RTRIM", false)),
                "CREATE INDEX plain ON t (b DESC, a COLLATE RTRIM)"));
    Index clever = table.index("clever").orElseThrow();
    assertThat(clever.unique()).isTrue();
    assertThat(clever.isPartial()).isTrue();
    assertThat(clever.where()).isEqualTo("b > 0 AND a <> ''");
    assertThat(clever.columns())
        .containsExactly(
            new IndexColumn(null, "lower(a || ',' || b)", "NOCASE", true),
            new IndexColumn("b", null, "BINARY", false));
    assertThat(table.indexes())
        .extracting(Index::origin)
        .containsExactlyInAnyOrder(
            Index.Origin.PRIMARY_KEY,
            Index.Origin.UNIQUE,
            Index.Origin.CREATE_INDEX,
            Index.Origin.CREATE_INDEX);
    assertThat(table.indexes().get(1).columns())
        .containsExactly(new IndexColumn("a", null, "NOCASE", false));
  }

  @Test
  void foreignKeysTellActionsNamesAndDeferrability() {
    SQLiteSchema schema =
        schemaOf(
            """
            CREATE TABLE p (a, b, PRIMARY KEY (a, b));
            CREATE TABLE c (
              x INT CONSTRAINT first REFERENCES q ON DELETE CASCADE,
              y INT REFERENCES q (id) ON UPDATE SET NULL NOT DEFERRABLE,
              z INT,
              CONSTRAINT both FOREIGN KEY (z, x) REFERENCES p (a, b) ON UPDATE RESTRICT ON DELETE SET DEFAULT
                DEFERRABLE INITIALLY DEFERRED,
              FOREIGN KEY (y) REFERENCES p DEFERRABLE INITIALLY IMMEDIATE);
            CREATE TABLE q (id INTEGER PRIMARY KEY);
            """);

    assertThat(schema.table("c").orElseThrow().foreignKeys())
        .containsExactly(
            new ForeignKey(
                "first",
                java.util.List.of("x"),
                "q",
                java.util.List.of(),
                Action.NO_ACTION,
                Action.CASCADE,
                false,
                false),
            new ForeignKey(
                null,
                java.util.List.of("y"),
                "q",
                java.util.List.of("id"),
                Action.SET_NULL,
                Action.NO_ACTION,
                false,
                false),
            new ForeignKey(
                "both",
                java.util.List.of("z", "x"),
                "p",
                java.util.List.of("a", "b"),
                Action.RESTRICT,
                Action.SET_DEFAULT,
                true,
                true),
            new ForeignKey(
                null,
                java.util.List.of("y"),
                "p",
                java.util.List.of(),
                Action.NO_ACTION,
                Action.NO_ACTION,
                true,
                false));
  }

  @Test
  void checksOfColumnsAndTables() {
    Table table =
        tableOf(
            """
            CREATE TABLE t (
              a INT CONSTRAINT positive CHECK (a > 0) NOT NULL,
              b TEXT CHECK (length(b) < 10 AND b <> ')') -- a comment, CHECK (nothing)
              , CONSTRAINT "table wide" CHECK (a < (10 + 1)) CHECK (b IS NOT NULL))
            """);

    assertThat(table.checks())
        .containsExactly(
            new Check("positive", "a > 0", "a"),
            new Check(null, "length(b) < 10 AND b <> ')'", "b"),
            new Check("table wide", "a < (10 + 1)", null),
            new Check(null, "b IS NOT NULL", null));
  }

  @Test
  void viewsTriggersAndVirtualTables() {
    SQLiteSchema schema =
        schemaOf(
            """
            CREATE TABLE t (a, b);
            CREATE VIEW v (one, two) AS SELECT a, b FROM t;
            CREATE VIEW broken AS SELECT * FROM missing;
            CREATE TRIGGER plain DELETE ON t BEGIN SELECT 1; END;
            CREATE TRIGGER after_update AFTER UPDATE OF a ON t WHEN new.a > 0 BEGIN SELECT 1; END;
            CREATE TRIGGER IF NOT EXISTS instead INSTEAD OF INSERT ON v BEGIN SELECT 1; END;
            CREATE VIRTUAL TABLE f USING fts5(title, tokenize = 'porter');
            """);

    assertThat(schema.views())
        .extracting(View::name, View::columns)
        .containsExactly(
            tuple("v", java.util.List.of("one", "two")), tuple("broken", java.util.List.of()));
    assertThat(schema.triggers())
        .extracting(Trigger::name, Trigger::table, Trigger::timing, Trigger::event)
        .containsExactly(
            tuple("plain", "t", Trigger.Timing.BEFORE, Trigger.Event.DELETE),
            tuple("after_update", "t", Trigger.Timing.AFTER, Trigger.Event.UPDATE),
            tuple("instead", "v", Trigger.Timing.INSTEAD_OF, Trigger.Event.INSERT));
    Table search = schema.table("f").orElseThrow();
    assertThat(search.kind()).isEqualTo(Table.Kind.VIRTUAL);
    assertThat(search.module()).isEqualTo("fts5");
    assertThat(search.columns())
        .filteredOn(Column::hidden)
        .extracting(Column::name)
        .contains("f", "rank");
    assertThat(schema.table("f_data").orElseThrow().kind()).isEqualTo(Table.Kind.SHADOW);
  }

  @Test
  void sqlitesOwnTablesAreLeftOut() {
    SQLiteSchema schema =
        schemaOf("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT); ANALYZE;");

    assertThat(schema.tables()).extracting(Table::name).containsExactly("t");
  }

  @Test
  void anEmptyDatabaseHasAnEmptySchema() {
    assertThat(await(pool.schema()).tables()).isEmpty();
  }

  @Test
  void aConnectionSeesWhatItsTransactionHasMade() {
    await(
        pool.withTransaction(
            c ->
                c.query("CREATE TABLE t (x)")
                    .execute()
                    .compose(v -> SQLiteConnection.cast(c).schema())
                    .onSuccess(schema -> assertThat(schema.table("T")).isPresent())));
  }
}
