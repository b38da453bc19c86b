// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SQLite ends a transaction by itself after some failures. What was meant for that transaction must
 * not be committed on its own.
 */
class AutomaticRollbackTest {

  private enum Cause {
    CONFLICT_CLAUSE("INSERT OR ROLLBACK INTO t VALUES (1)", SQLiteErrorKind.CONSTRAINT_UNIQUE),
    RAISE("INSERT INTO guarded VALUES (1)", SQLiteErrorKind.CONSTRAINT_OTHER),
    FULL("INSERT INTO big VALUES (zeroblob(10000000))", SQLiteErrorKind.FULL);

    private final String sql;
    private final SQLiteErrorKind kind;

    Cause(String sql, SQLiteErrorKind kind) {
      this.sql = sql;
      this.kind = kind;
    }
  }

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLiteConnection connection;

  @BeforeEach
  void connect() {
    connection = sandbox.connect(sandbox.options().setMaxPageCount(100));
    await(
        connection.executeScript(
            """
            CREATE TABLE t(a INT UNIQUE);
            CREATE TABLE big(a BLOB);
            CREATE TABLE guarded(a INT);
            CREATE TRIGGER guard BEFORE INSERT ON guarded BEGIN SELECT RAISE(ROLLBACK, 'guarded'); END;
            """));
  }

  @AfterEach
  void close() {
    await(connection.close());
  }

  @ParameterizedTest
  @EnumSource
  void whatWasMeantForTheTransactionIsRefusedUntilItIsRolledBack(Cause cause) {
    Transaction tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    assertThat(error(connection.query(cause.sql).execute()).kind()).isEqualTo(cause.kind);
    assertThat(await(connection.inTransaction())).isFalse();
    SQLiteException refused = error(connection.query("INSERT INTO t VALUES (2)").execute());
    assertThat(refused.kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(refused).hasMessageContaining("SQLite rolled it back because of");
    assertThat(error(connection.query("SELECT 1").execute()).kind())
        .isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(error(connection.executeScript("INSERT INTO t VALUES (3)")).kind())
        .isEqualTo(SQLiteErrorKind.ABORTED);
    await(tx.rollback());
    run(connection, "INSERT INTO t VALUES (4)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(4);
  }

  @ParameterizedTest
  @EnumSource
  void aCommitOfTheLostTransactionFailsAndEndsIt(Cause cause) {
    Transaction tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    error(connection.query(cause.sql).execute());
    assertThat(error(tx.commit()).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    run(connection, "INSERT INTO t VALUES (4)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(4);
  }

  @ParameterizedTest
  @EnumSource
  void theSameGoesForATransactionBegunBySql(Cause cause) {
    run(connection, "BEGIN");
    run(connection, "INSERT INTO t VALUES (1)");
    error(connection.query(cause.sql).execute());
    for (String sql : new String[] {"INSERT INTO t VALUES (2)", "COMMIT", "SELECT 1"}) {
      assertThat(error(connection.query(sql).execute()).kind())
          .as(sql)
          .isEqualTo(SQLiteErrorKind.ABORTED);
    }
    run(connection, "ROLLBACK");
    run(connection, "INSERT INTO t VALUES (4)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(4);
  }

  @ParameterizedTest
  @EnumSource
  void withTransactionTellsTheCauseAndGoesOn(Cause cause) {
    SQLitePool pool = sandbox.pool(sandbox.options().setMaxPageCount(100));
    SQLiteException e =
        error(
            pool.withTransaction(
                c ->
                    c.query("INSERT INTO t VALUES (1)")
                        .execute()
                        .compose(v -> c.query(cause.sql).execute())));
    assertThat(e.kind()).isIn(cause.kind, SQLiteErrorKind.CONSTRAINT_UNIQUE);
    run(pool, "INSERT INTO t VALUES (4)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(4);
  }

  @Test
  void onThePoolAFullDatabaseFailsItsOwnStatementOnly() {
    SQLitePool pool = sandbox.pool(sandbox.options().setMaxPageCount(100));
    var one = pool.query("INSERT INTO t VALUES (1)").execute();
    var full = pool.query(Cause.FULL.sql).execute();
    var two = pool.query("INSERT INTO t VALUES (2)").execute();
    await(one);
    assertThat(error(full).kind()).isEqualTo(SQLiteErrorKind.FULL);
    await(two);
    assertThat(sandbox.jdbcColumn("SELECT a FROM t ORDER BY a")).containsExactly(1, 2);
  }
}
