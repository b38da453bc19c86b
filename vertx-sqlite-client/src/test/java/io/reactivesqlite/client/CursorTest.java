// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.failure;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CursorTest {

  private static final String TEN =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLiteConnection connection;

  @BeforeEach
  void connect() {
    connection = sandbox.connect();
    run(connection, "CREATE TABLE t(a INT)");
  }

  @AfterEach
  void close() {
    await(connection.close());
  }

  private Cursor cursor(String sql) {
    PreparedStatement statement = await(connection.prepare(sql));
    return statement.cursor();
  }

  @Test
  void aCursorReadsInPortions() {
    Cursor cursor = cursor(TEN);
    List<Object> all = new ArrayList<>();
    do {
      var rows = await(cursor.read(4));
      assertThat(rows.size()).isLessThanOrEqualTo(4);
      all.addAll(column(rows));
    } while (cursor.hasMore());
    assertThat(all).hasSize(10).first().isEqualTo(1L);
    assertThat(all).last().isEqualTo(10L);
    await(cursor.close());
  }

  @Test
  void aCursorKnowsThatTheLastPortionWasTheLast() {
    Cursor cursor = cursor(TEN);
    await(cursor.read(10));
    assertThat(cursor.hasMore()).isFalse();
    await(cursor.close());
  }

  @Test
  void aCursorOverNoRowsHasNoMore() {
    Cursor cursor = cursor("SELECT a FROM t");
    assertThat(await(cursor.read(5)).size()).isZero();
    assertThat(cursor.hasMore()).isFalse();
    await(cursor.close());
    await(cursor.close());
  }

  @Test
  void severalCursorsOfOneStatementAreIndependent() {
    PreparedStatement statement = await(connection.prepare(TEN));
    Cursor one = statement.cursor();
    Cursor two = statement.cursor();
    assertThat(column(await(one.read(2)))).containsExactly(1L, 2L);
    assertThat(column(await(two.read(3)))).containsExactly(1L, 2L, 3L);
    assertThat(column(await(one.read(2)))).containsExactly(3L, 4L);
    assertThat(column(await(two.read(1)))).containsExactly(4L);
    await(one.close());
    assertThat(column(await(two.read(1)))).containsExactly(5L);
    await(two.close());
    await(statement.close());
  }

  @Test
  void anOpenCursorDoesNotKeepOthersFromWriting() {
    run(connection, "INSERT INTO t VALUES (1), (2), (3)");
    Cursor cursor = cursor("SELECT a FROM t");
    await(cursor.read(1));
    SQLitePool pool = sandbox.pool();
    run(pool, "INSERT INTO t VALUES (4)");
    assertThat(column(await(cursor.read(10)))).as("the snapshot stays").containsExactly(2, 3);
    assertThat(scalar(connection, "SELECT count(*) FROM t")).isEqualTo(4L);
    await(cursor.close());
  }

  @Test
  void aCursorThatWasClosedEarlyLeavesNothingOpen() {
    run(connection, "INSERT INTO t VALUES (1), (2), (3)");
    Cursor cursor = cursor("SELECT a FROM t");
    await(cursor.read(1));
    await(cursor.close());
    assertThat(cursor.isClosed()).isTrue();
    // SQLite refuses to drop a table under an open statement.
    run(connection, "DROP TABLE t");
  }

  @Test
  void aCursorThatFailedIsCleanedUp() {
    run(connection, "INSERT INTO t VALUES (1), (2), (3)");
    Cursor cursor = cursor("SELECT CASE a WHEN 3 THEN abs(-9223372036854775808) ELSE a END FROM t");
    await(cursor.read(1));
    assertThat(error(cursor.read(5))).hasMessageContaining("integer overflow");
    run(connection, "DROP TABLE t");
    await(cursor.close());
  }

  @Test
  void aCursorWithWrongParametersFailsAndTheConnectionGoesOn() {
    PreparedStatement statement = await(connection.prepare("SELECT ?"));
    assertThat(error(statement.cursor(Tuple.of(1, 2)).read(1)).kind())
        .isEqualTo(SQLiteErrorKind.PARAMETER);
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void aCursorEndsWithItsTransactionAndSaysSo() {
    run(connection, "INSERT INTO t VALUES (1), (2), (3)");
    Transaction tx = await(connection.begin());
    Cursor cursor = cursor("SELECT a FROM t");
    await(cursor.read(1));
    await(tx.commit());
    SQLiteException e = error(cursor.read(1));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(e).hasMessageContaining("transaction");
    run(connection, "DROP TABLE t");
  }

  @Test
  void aCursorOfAnInsertHoldsItsTurnUntilItIsRead() {
    SQLitePool pool = sandbox.pool();
    Cursor cursor = cursor("INSERT INTO t VALUES (1), (2), (3) RETURNING a");
    assertThat(column(await(cursor.read(1)))).containsExactly(1);
    var other = pool.query("INSERT INTO t VALUES (9)").execute();
    assertThat(pool.figures().getTurnsWaiting()).isLessThanOrEqualTo(1);
    assertThat(scalar(pool, "SELECT count(*) FROM t")).as("not committed yet").isEqualTo(0L);
    assertThat(other.isComplete()).isFalse();
    await(cursor.read(5));
    assertThat(cursor.hasMore()).isFalse();
    await(other);
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2, 3, 9);
  }

  @Test
  void aCursorOfAnInsertThatIsClosedEarlyHasInsertedAllAndGivesItsTurnBack() {
    SQLitePool pool = sandbox.pool();
    Cursor cursor = cursor("INSERT INTO t VALUES (1), (2), (3) RETURNING a");
    await(cursor.read(1));
    await(cursor.close());
    run(pool, "INSERT INTO t VALUES (9)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2, 3, 9);
  }

  @Test
  void aConnectionClosedWithAnOpenCursorOfAnInsertGivesItsTurnBack() {
    SQLitePool pool = sandbox.pool();
    SQLiteConnection other = sandbox.connect();
    await(await(other.prepare("INSERT INTO t VALUES (1), (2) RETURNING a")).cursor().read(1));
    await(other.close());
    run(pool, "INSERT INTO t VALUES (9)");
    assertThat(scalar(pool, "SELECT count(*) FROM t WHERE a = 9")).isEqualTo(1L);
  }

  @Test
  void aPooledConnectionIsGivenBackWithoutItsCursors() {
    SQLitePool pool =
        sandbox.pool(sandbox.options(), new io.vertx.sqlclient.PoolOptions().setMaxSize(1));
    run(pool, "INSERT INTO t VALUES (1), (2), (3)");
    var pooled = await(pool.getConnection());
    Cursor cursor = await(pooled.prepare("SELECT a FROM t")).cursor();
    await(cursor.read(1));
    await(pooled.close());
    var next = await(pool.getConnection());
    run(next, "DROP TABLE t");
    await(next.close());
  }

  @Test
  void aCancelledStatementEndsTheCursorsOfItsConnectionAndTheConnectionGoesOn() {
    run(connection, "INSERT INTO t VALUES (1), (2), (3)");
    Cursor cursor = cursor("SELECT a FROM t");
    await(cursor.read(1));
    var endless =
        connection
            .query(
                "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
            .execute();
    sandbox.vertx().setTimer(20, id -> connection.cancelRequest());
    assertThat(error(endless).kind()).isEqualTo(SQLiteErrorKind.CANCELLED);
    // To SQLite an interrupt holds for all statements until none runs any more.
    assertThat(scalar(connection, "SELECT count(*) FROM t")).isEqualTo(3L);
    assertThat(error(cursor.read(1)).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
  }

  @Test
  void closingAPreparedStatementTwiceIsNoMistake() {
    PreparedStatement statement = await(connection.prepare(TEN));
    await(statement.close());
    assertThat(failure(statement.close())).hasMessageContaining("closed");
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void preparingWhatSqliteCannotCompileFails() {
    SQLiteException e = error(connection.prepare("SELECT a FROM nowhere"));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(e).hasMessageContaining("no such table: nowhere");
  }

  @Test
  void closingACursorTellsThatWhatItWroteCannotBeCommitted() {
    run(connection, "CREATE TABLE parent(id INTEGER PRIMARY KEY)");
    run(connection, "CREATE TABLE child(parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
    Cursor cursor = cursor("INSERT INTO child VALUES (1), (2) RETURNING parent");
    await(cursor.read(1));
    assertThat(error(cursor.close()).kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_FOREIGN_KEY);
    assertThat(sandbox.jdbcColumn("SELECT parent FROM child")).isEmpty();
    run(connection, "INSERT INTO t VALUES (9)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t WHERE a = 9")).containsExactly(9);
  }

  @Test
  void aRollbackBesideAnOpenCursorOfAnInsertLeavesNoTransactionBehind() {
    run(connection, "BEGIN");
    Cursor cursor = cursor("INSERT INTO t VALUES (1), (2), (3) RETURNING a");
    await(cursor.read(1));
    run(connection, "ROLLBACK");
    assertThat(await(connection.inTransaction())).isFalse();
    run(connection, "INSERT INTO t VALUES (9)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(9);
    assertThat(error(cursor.read(1)))
        .hasMessageContaining("the transaction in which it ran was rolled back");
  }

  @Test
  void whatSQLiteRollsBackBesideAnOpenCursorOfAnInsertIsNotCommittedInPart() {
    run(connection, "CREATE TABLE u(a UNIQUE)");
    run(connection, "INSERT INTO u VALUES (1)");
    Transaction transaction = await(connection.begin());
    await(cursor("INSERT INTO t VALUES (1), (2), (3) RETURNING a").read(1));
    error(connection.query("INSERT OR ROLLBACK INTO u VALUES (1)").execute());
    assertThat(error(connection.query("INSERT INTO t VALUES (4)").execute()).kind())
        .isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(error(transaction.commit()).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    run(connection, "INSERT INTO t VALUES (9)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(9);
  }

  @Test
  void besideAnOpenCursorOfAnInsertNothingElseWritesOutsideOfATransaction() {
    Cursor cursor = cursor("INSERT INTO t VALUES (1), (2), (3) RETURNING a");
    await(cursor.read(1));
    SQLiteException refused = error(connection.query("INSERT INTO t VALUES (9)").execute());
    assertThat(refused.kind()).isEqualTo(SQLiteErrorKind.MISUSE);
    assertThat(refused).hasMessageContaining("read it to its end or close it first");
    assertThat(error(cursor("INSERT INTO t VALUES (8) RETURNING a").read(1)).kind())
        .isEqualTo(SQLiteErrorKind.MISUSE);
    run(connection, "SELECT a FROM t");
    await(cursor.close());
    run(connection, "INSERT INTO t VALUES (9)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2, 3, 9);
  }

  @Test
  void inATransactionOthersWriteBesideACursorThatDoes() {
    Transaction transaction = await(connection.begin());
    await(cursor("INSERT INTO t VALUES (1), (2), (3) RETURNING a").read(1));
    run(connection, "INSERT INTO t VALUES (9)");
    await(transaction.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2, 3, 9);
  }

  @Test
  void aConnectionWithAnOpenCursorOfAnInsertIsNotLentToJdbc() {
    Cursor cursor = cursor("INSERT INTO t VALUES (1), (2), (3) RETURNING a");
    await(cursor.read(1));
    SQLiteException refused = error(connection.lendJdbc(jdbc -> null));
    assertThat(refused.kind()).isEqualTo(SQLiteErrorKind.MISUSE);
    assertThat(refused).hasMessageContaining("A cursor that writes is open");
    await(cursor.close());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2, 3);
    await(connection.lendJdbc(jdbc -> null));
  }
}
