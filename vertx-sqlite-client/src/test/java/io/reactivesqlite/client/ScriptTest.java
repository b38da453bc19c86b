// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLiteConnection connection;

  @BeforeEach
  void connect() {
    connection = sandbox.connect();
  }

  @AfterEach
  void close() {
    await(connection.close());
  }

  @Test
  void allStatementsRunInOrder() {
    await(
        connection.executeScript(
            "CREATE TABLE t(a); -- first\n INSERT INTO t VALUES (1);\n;; INSERT INTO t VALUES (2)"));
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2);
  }

  @Test
  void triggersWithCaseEndAreUnderstood() {
    await(
        connection.executeScript(
            """
            CREATE TABLE t(a, kind);
            CREATE TRIGGER sort AFTER INSERT ON t BEGIN
              UPDATE t SET kind = CASE WHEN new.a > 10 THEN 'big; really' ELSE 'small' END
              WHERE rowid = new.rowid;
              SELECT CASE new.a WHEN 13 THEN RAISE(ABORT, 'unlucky') END;
            END;
            INSERT INTO t(a) VALUES (5);
            INSERT INTO t(a) VALUES (50);
            """));
    assertThat(column(connection, "SELECT kind FROM t")).containsExactly("small", "big; really");
  }

  @Test
  void aFailureNamesItsStatementAndItsLineAndWhatCameBeforeStays() {
    SQLiteException e =
        error(
            connection.executeScript(
                "CREATE TABLE t(a UNIQUE);\nINSERT INTO t VALUES (1);\n\n-- again\nINSERT INTO t\n VALUES (1);\nDROP TABLE t"));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE);
    assertThat(e).hasMessageContaining("line 5").hasMessageContaining("INSERT INTO t\n VALUES (1)");
    assertThat(e.sql()).isEqualTo("INSERT INTO t\n VALUES (1)");
    assertThat(column(connection, "SELECT a FROM t")).containsExactly(1L);
  }

  @Test
  void aSyntaxErrorInAScriptIsASyntaxError() {
    SQLiteException e = error(connection.executeScript("CREATE TABLE t(a);\nCRATE TABLE u(a)"));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(e).hasMessageContaining("line 2");
  }

  @Test
  void aStatementWithParametersIsRefused() {
    SQLiteException e =
        error(connection.executeScript("CREATE TABLE t(a);\nINSERT INTO t VALUES (?)"));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.PARAMETER);
    assertThat(e).hasMessageContaining("line 2");
    assertThat(column(connection, "SELECT a FROM t")).isEmpty();
  }

  @Test
  void aScriptInATransactionIsUndoneWithIt() {
    Transaction tx = await(connection.begin());
    await(connection.executeScript("CREATE TABLE t(a); INSERT INTO t VALUES (1)"));
    await(tx.rollback());
    assertThat(scalar(connection, "SELECT count(*) FROM sqlite_schema")).isEqualTo(0L);
  }

  @Test
  void aScriptMayHoldItsOwnTransaction() {
    await(connection.executeScript("BEGIN; CREATE TABLE t(a); INSERT INTO t VALUES (1); COMMIT"));
    assertThat(await(connection.inTransaction())).isFalse();
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void aScriptThatLeavesItsTransactionOpenAfterAFailureCanBeRolledBack() {
    error(
        connection.executeScript(
            "BEGIN; CREATE TABLE t(a); INSERT INTO nowhere VALUES (1); COMMIT"));
    assertThat(await(connection.inTransaction())).isTrue();
    run(connection, "ROLLBACK");
    assertThat(await(connection.inTransaction())).isFalse();
    assertThat(scalar(connection, "SELECT count(*) FROM sqlite_schema")).isEqualTo(0L);
  }

  @Test
  void emptyScriptsDoNothing() {
    await(connection.executeScript(""));
    await(connection.executeScript(" ;; -- nothing\n"));
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void rowsThatAScriptGivesAreDropped() {
    await(connection.executeScript("SELECT 1; PRAGMA table_list; VALUES (1), (2)"));
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void tablesThatAScriptCreatedAreSeenByPreparedStatements() {
    var star = await(connection.prepare("SELECT * FROM sqlite_schema"));
    await(connection.executeScript("CREATE TABLE t(a); ALTER TABLE t ADD COLUMN b DEFAULT 7"));
    run(connection, "INSERT INTO t(a) VALUES (1)");
    assertThat(scalar(connection, "SELECT b FROM t")).isEqualTo(7L);
    assertThat(await(star.query().execute()).size()).isEqualTo(1);
    await(star.close());
  }

  @Test
  void eachStatementOfAScriptHasTheWholeTimeout() {
    SQLiteConnection hurried = sandbox.connect(sandbox.options().setStatementTimeout(200));
    SQLiteException e =
        error(
            hurried.executeScript(
                "CREATE TABLE t(a);\nINSERT INTO t VALUES (1);\nWITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;\nINSERT INTO t VALUES (2)"));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(column(hurried, "SELECT a FROM t")).containsExactly(1L);
    await(hurried.close());
  }
}
