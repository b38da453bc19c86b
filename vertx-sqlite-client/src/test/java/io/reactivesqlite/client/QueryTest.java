// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import java.sql.JDBCType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueryTest {

  private static final PropertyKind<Long> LAST_ID =
      PropertyKind.create("last-inserted-id", Long.class);

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool;

  @BeforeEach
  void createTable() {
    pool = sandbox.pool();
    run(pool, "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT UNIQUE, age INT)");
  }

  @Test
  void anInsertTellsItsRowCountAndItsRowid() {
    RowSet<Row> result = run(pool, "INSERT INTO person(id, name) VALUES (7, 'Ada')");
    assertThat(result.rowCount()).isEqualTo(1);
    assertThat(result.size()).isZero();
    assertThat(result.property(LAST_ID)).isEqualTo(7);
    assertThat(sandbox.jdbcColumn("SELECT name FROM person")).containsExactly("Ada");
  }

  @Test
  void anInsertThatInsertedNothingHasNoRowid() {
    run(pool, "INSERT INTO person(id, name) VALUES (7, 'Ada')");
    RowSet<Row> result = run(pool, "INSERT OR IGNORE INTO person(name) VALUES ('Ada')");
    assertThat(result.rowCount()).isZero();
    assertThat(result.property(LAST_ID)).isNull();
  }

  @Test
  void anInsertIntoATableWithoutRowidHasNoRowid() {
    run(pool, "CREATE TABLE country(code TEXT PRIMARY KEY) WITHOUT ROWID");
    run(pool, "INSERT INTO person(id, name) VALUES (7, 'Ada')");
    RowSet<Row> result = run(pool, "INSERT INTO country VALUES ('SE')");
    assertThat(result.rowCount()).isEqualTo(1);
    assertThat(result.property(LAST_ID)).isNull();
  }

  @Test
  void anInsertIntoAVirtualTableTellsItsRowid() {
    run(pool, "CREATE VIRTUAL TABLE note USING fts5(body)");
    run(pool, "INSERT INTO note VALUES ('one')");
    assertThat(run(pool, "INSERT INTO note VALUES ('two')").property(LAST_ID)).isEqualTo(2);
  }

  @Test
  void updatesAndDeletesTellHowManyRowsTheyChanged() {
    run(pool, "INSERT INTO person(name) VALUES ('Ada'), ('Bob'), ('Cyd')");
    assertThat(run(pool, "UPDATE person SET age = 1 WHERE name < 'C'").rowCount()).isEqualTo(2);
    assertThat(run(pool, "UPDATE person SET age = 1 WHERE name = 'X'").rowCount()).isZero();
    assertThat(run(pool, "DELETE FROM person").rowCount()).isEqualTo(3);
  }

  @Test
  void aSelectHasNoRowCountEvenAfterAnUpdateOnTheSameConnection() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "INSERT INTO person(name) VALUES ('Ada'), ('Bob')");
    RowSet<Row> rows = run(connection, "SELECT name FROM person");
    assertThat(rows.rowCount()).isZero();
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.property(LAST_ID)).isNull();
    await(connection.close());
  }

  @Test
  void returningGivesRowsAndRowCount() {
    RowSet<Row> rows =
        run(pool, "INSERT INTO person(id, name) VALUES (1, 'Ada'), (2, 'Bob') RETURNING id, name");
    assertThat(rows.rowCount()).isEqualTo(2);
    assertThat(column(rows)).containsExactly(1, 2);
    assertThat(rows.property(LAST_ID)).isEqualTo(2);
  }

  @Test
  void aQueryWithoutRowsStillTellsItsColumns() {
    RowSet<Row> rows = run(pool, "SELECT id, name AS who FROM person");
    assertThat(rows.columnsNames()).containsExactly("id", "who");
    assertThat(rows.columnDescriptors())
        .extracting(ColumnDescriptor::typeName)
        .containsExactly("INTEGER", "TEXT");
    assertThat(rows.iterator().hasNext()).isFalse();
  }

  @Test
  void columnsOfExpressionsHaveTheTypeOfTheirFirstValue() {
    RowSet<Row> rows = run(pool, "SELECT 1 + 1, 'a' || 'b', 1 / 2.0, x'00', NULL, count(*) AS n");
    assertThat(rows.columnDescriptors())
        .extracting(ColumnDescriptor::jdbcType)
        .containsExactly(
            JDBCType.BIGINT,
            JDBCType.VARCHAR,
            JDBCType.DOUBLE,
            JDBCType.BLOB,
            JDBCType.OTHER,
            JDBCType.BIGINT);
    assertThat(rows.columnsNames()).last().isEqualTo("n");
  }

  @Test
  void ofColumnsWithTheSameNameTheFirstIsFoundByName() {
    Row row = run(pool, "SELECT 1 AS a, 2 AS a, 3 AS b").iterator().next();
    assertThat(row.size()).isEqualTo(3);
    assertThat(row.getInteger("a")).isEqualTo(1);
    assertThat(row.getInteger(1)).isEqualTo(2);
    assertThat(row.getInteger("b")).isEqualTo(3);
    assertThat(row.getColumnName(1)).isEqualTo("a");
  }

  @Test
  void aTailIsRefusedAndNothingOfItRuns() {
    SQLiteException e =
        error(pool.query("INSERT INTO person(name) VALUES ('Ada'); DELETE FROM person").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(e).hasMessageContaining("executeScript").hasMessageContaining("DELETE FROM person");
    assertThat(scalar(pool, "SELECT count(*) FROM person")).isEqualTo(0L);
  }

  @Test
  void aTailIsRefusedInPreparedQueriesOnConnectionsToo() {
    SQLiteConnection connection = sandbox.connect();
    String sql = "SELECT ?; SELECT 2";
    assertThat(error(connection.prepare(sql)).kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(error(connection.preparedQuery(sql).execute(Tuple.of(1))).kind())
        .isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(error(connection.query("SELECT 1; SELECT 2").execute()).kind())
        .isEqualTo(SQLiteErrorKind.SYNTAX);
    await(connection.close());
  }

  @Test
  void semicolonsAndCommentsAfterAStatementAreNoTail() {
    assertThat(scalar(pool, " ; SELECT 5 ; ; -- done\n /* really */ ")).isEqualTo(5L);
  }

  @Test
  void sqlWithoutAStatementIsRefused() {
    for (String sql : List.of("", "  \n", ";;", "-- nothing", "/* nothing */")) {
      SQLiteException e = error(pool.query(sql).execute());
      assertThat(e.kind()).as("<%s>", sql).isEqualTo(SQLiteErrorKind.SYNTAX);
      assertThat(e).hasMessageContaining("no statement");
    }
  }

  @Test
  void aPragmaGivesRows() {
    assertThat(scalar(pool, "PRAGMA user_version")).isEqualTo(0L);
    run(pool, "PRAGMA user_version = 12");
    assertThat(scalar(pool, "PRAGMA user_version")).isEqualTo(12L);
    assertThat(sandbox.jdbcColumn("PRAGMA user_version")).containsExactly(12);
  }

  @Test
  void explainGivesTheProgramAndRunsNothing() {
    RowSet<Row> rows = run(pool, "EXPLAIN QUERY PLAN DELETE FROM person");
    assertThat(rows.columnsNames()).contains("detail");
    run(pool, "INSERT INTO person(name) VALUES ('Ada')");
    assertThat(run(pool, "EXPLAIN DELETE FROM person").size()).isPositive();
    assertThat(scalar(pool, "SELECT count(*) FROM person")).isEqualTo(1L);
  }

  @Test
  void emptyTextsAndEmptyBlobsAreNotNull() {
    Row row = run(pool, "SELECT '', x'', NULL").iterator().next();
    assertThat(row.getString(0)).isEmpty();
    assertThat(row.getBuffer(1).length()).isZero();
    assertThat(row.getValue(2)).isNull();
  }

  @Test
  void theSameTextsComeBackFromAUtf16Database() {
    SQLitePool utf16 =
        sandbox.pool(
            SQLiteConnectOptions.file(sandbox.directory().resolve("utf16.db"))
                .setEncoding(TextEncoding.UTF_16LE));
    assertThat(scalar(utf16, "PRAGMA encoding")).isEqualTo("UTF-16le");
    run(utf16, "CREATE TABLE t(a TEXT)");
    for (String text : List.of("", "plain", "Grüße, 世界", "🙂")) {
      Row row =
          await(utf16.preparedQuery("INSERT INTO t VALUES (?) RETURNING a").execute(Tuple.of(text)))
              .iterator()
              .next();
      assertThat(row.getString(0)).isEqualTo(text);
    }
  }
}
