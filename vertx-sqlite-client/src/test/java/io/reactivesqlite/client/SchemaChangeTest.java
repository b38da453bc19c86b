// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever changes the schema, statements that were prepared before describe what they give now. */
class SchemaChangeTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool;

  @BeforeEach
  void createTable() {
    pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a INT, b INT)");
    run(pool, "INSERT INTO t VALUES (1, 2)");
  }

  private void eachChangeIsSeen(Consumer<String> change) {
    SQLiteConnection connection = sandbox.connect();
    PreparedStatement prepared = await(connection.prepare("SELECT * FROM t"));
    expect(connection, prepared, "a", "b");
    change.accept("ALTER TABLE t ADD COLUMN c TEXT DEFAULT 'new'");
    expect(connection, prepared, "a", "b", "c");
    change.accept("ALTER TABLE t RENAME COLUMN b TO bb");
    expect(connection, prepared, "a", "bb", "c");
    change.accept("ALTER TABLE t DROP COLUMN a");
    expect(connection, prepared, "bb", "c");
    change.accept("DELETE FROM t");
    change.accept("ALTER TABLE t RENAME COLUMN c TO cc");
    expect(connection, prepared, "bb", "cc");
    change.accept("DROP TABLE t");
    assertThat(error(prepared.query().execute())).hasMessageContaining("no such table: t");
    change.accept("CREATE TABLE t(z INT)");
    expect(connection, prepared, "z");
    await(connection.close());
  }

  private void expect(SQLiteConnection connection, PreparedStatement prepared, String... names) {
    for (RowSet<Row> rows :
        List.of(
            run(connection, "SELECT * FROM t"),
            await(prepared.query().execute()),
            run(pool, "SELECT * FROM t"),
            await(prepared.cursor().read(10)))) {
      assertThat(rows.columnsNames()).containsExactly(names);
      for (Row row : rows) {
        assertThat(row.size()).isEqualTo(names.length);
        assertThat(row.getColumnIndex(names[names.length - 1])).isEqualTo(names.length - 1);
      }
    }
  }

  @Test
  void changesOnAnotherConnectionAreSeen() {
    SQLiteConnection other = sandbox.connect();
    eachChangeIsSeen(sql -> run(other, sql));
    await(other.close());
  }

  @Test
  void changesOnThePoolAreSeen() {
    eachChangeIsSeen(sql -> run(pool, sql));
  }

  @Test
  void changesOfAnotherProcessAreSeen() {
    eachChangeIsSeen(sql -> sandbox.jdbc(sql));
  }

  @Test
  void changesByAScriptAreSeen() {
    SQLiteConnection other = sandbox.connect();
    eachChangeIsSeen(sql -> await(other.executeScript(sql + "; SELECT 1")));
    await(other.close());
  }

  @Test
  void changesInATransactionAreSeenByItselfAtOnceAndByOthersAfterItsCommit() {
    SQLiteConnection other = sandbox.connect();
    String sql = "SELECT a FROM t";
    assertThat(typeOf(run(pool, sql))).isEqualTo("INT");
    assertThat(typeOf(run(other, sql))).isEqualTo("INT");
    var tx = await(other.begin());
    run(other, "DROP TABLE t");
    run(other, "CREATE TABLE t(a TEXT)");
    run(other, "INSERT INTO t VALUES ('x')");
    assertThat(typeOf(run(other, sql))).isEqualTo("TEXT");
    assertThat(typeOf(run(pool, sql))).isEqualTo("INT");
    await(tx.commit());
    assertThat(typeOf(run(pool, sql))).isEqualTo("TEXT");
    await(other.close());
  }

  @Test
  void changesThatWereRolledBackWereNeverThere() {
    SQLiteConnection other = sandbox.connect();
    String sql = "SELECT a FROM t";
    var tx = await(other.begin());
    run(other, "DROP TABLE t");
    run(other, "CREATE TABLE t(a TEXT)");
    assertThat(typeOf(run(other, sql))).isEqualTo("TEXT");
    await(tx.rollback());
    assertThat(typeOf(run(other, sql))).isEqualTo("INT");
    assertThat(scalar(other, sql)).isEqualTo(1);
    await(other.close());
  }

  private static String typeOf(RowSet<Row> rows) {
    return rows.columnDescriptors().get(0).typeName();
  }

  @Test
  void aTemporaryTableHidesAnotherForItsOwnConnectionOnly() {
    SQLiteConnection other = sandbox.connect();
    run(other, "CREATE TEMP TABLE t(a INT, b INT)");
    String insert = "INSERT INTO t VALUES (7, 7)";
    run(other, insert);
    run(pool, insert);
    assertThat(scalar(other, "SELECT count(*) FROM t")).isEqualTo(1L);
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(2L);
    run(other, "DROP TABLE temp.t");
    run(other, insert);
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(3L);
    await(other.close());
  }

  @Test
  void aTemporaryTableOfAScriptHidesAnotherToo() {
    SQLiteConnection other = sandbox.connect();
    await(other.executeScript("CREATE TEMP TABLE t(a INT, b INT)"));
    String insert = "INSERT INTO t VALUES (7, 7)";
    run(other, insert);
    run(pool, insert);
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(2L);
    await(other.close());
  }

  @Test
  void aTemporaryTableOnThePoolIsRefused() {
    SQLiteException e = error(pool.query("CREATE TEMP TABLE x(a)").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.MISUSE);
    assertThat(e).hasMessageContaining("initSql");
  }

  @Test
  void temporaryTablesOfInitSqlAreThereOnEachConnection() {
    SQLitePool own =
        sandbox.pool(sandbox.options().addInitSql("CREATE TEMP TABLE seen(a)").setReaders(3));
    run(own, "INSERT INTO seen VALUES (1)");
    for (int i = 0; i < 10; i++) {
      assertThat(scalar(own, "SELECT count(*) FROM seen")).isIn(0L, 1L);
    }
  }
}
