// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.failure;
import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SavepointTest {

  private static final RuntimeException MINE = new IllegalStateException("mine");

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLiteConnection connection;

  @BeforeEach
  void connect() {
    connection = sandbox.connect();
    run(connection, "CREATE TABLE t(a INT UNIQUE)");
  }

  @AfterEach
  void close() {
    await(connection.close());
  }

  private static Future<Void> insert(SqlConnection c, int a) {
    return c.query("INSERT INTO t VALUES (" + a + ")").execute().mapEmpty();
  }

  @Test
  void aSavepointThatFailsUndoesItselfAlone() {
    Transaction tx = await(connection.begin());
    await(insert(connection, 1));
    assertThat(
            failure(
                connection.withSavepoint(
                    c -> insert(c, 2).compose(v -> Future.failedFuture(MINE)))))
        .isSameAs(MINE);
    await(insert(connection, 3));
    await(tx.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 3);
  }

  @Test
  void aSavepointWhoseFunctionThrowsIsUndone() {
    Transaction tx = await(connection.begin());
    assertThat(
            failure(
                connection.withSavepoint(
                    c -> {
                      throw MINE;
                    })))
        .isSameAs(MINE);
    await(insert(connection, 1));
    await(tx.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void savepointsNest() {
    Transaction tx = await(connection.begin());
    String result =
        await(
            connection.withSavepoint(
                outer ->
                    insert(outer, 1)
                        .compose(
                            v ->
                                connection
                                    .withSavepoint(
                                        inner ->
                                            insert(inner, 2)
                                                .compose(x -> Future.<Void>failedFuture(MINE)))
                                    .otherwiseEmpty())
                        .compose(v -> connection.withSavepoint(inner -> insert(inner, 3)))
                        .map("done")));
    assertThat(result).isEqualTo("done");
    await(tx.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 3);
  }

  @Test
  void withoutATransactionASavepointIsOne() {
    await(connection.withSavepoint(c -> insert(c, 1)));
    failure(connection.withSavepoint(c -> insert(c, 2).compose(v -> Future.failedFuture(MINE))));
    assertThat(await(connection.inTransaction())).isFalse();
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void aSavepointWithinATransactionBySqlNests() {
    run(connection, "BEGIN");
    await(insert(connection, 1));
    failure(connection.withSavepoint(c -> insert(c, 2).compose(v -> Future.failedFuture(MINE))));
    run(connection, "COMMIT");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }

  @Test
  void aSavepointWhoseTransactionSqliteRolledBackTellsTheFirstFailure() {
    Transaction tx = await(connection.begin());
    await(insert(connection, 1));
    SQLiteException e =
        Sandbox.error(
            connection.withSavepoint(
                c -> c.query("INSERT OR ROLLBACK INTO t VALUES (1)").execute()));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE);
    assertThat(Sandbox.error(insert(connection, 5)).kind()).isEqualTo(SQLiteErrorKind.ABORTED);
    await(tx.rollback());
    await(insert(connection, 7));
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(7);
  }

  @Test
  void savepointsBySqlWork() {
    run(connection, "SAVEPOINT one");
    await(insert(connection, 1));
    run(connection, "SAVEPOINT two");
    await(insert(connection, 2));
    run(connection, "ROLLBACK TO two");
    assertThat(await(connection.inTransaction())).isTrue();
    run(connection, "RELEASE one");
    assertThat(await(connection.inTransaction())).isFalse();
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1);
  }
}
