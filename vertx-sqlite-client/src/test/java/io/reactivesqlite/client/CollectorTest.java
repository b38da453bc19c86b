// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.failure;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollectorTest {

  private static final String THREE = "VALUES (1), (2), (3)";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool;

  @BeforeEach
  void openPool() {
    pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a INT)");
  }

  @Test
  void aCollectorGathersTheRows() {
    SqlResult<Integer> result =
        await(
            pool.query(THREE)
                .collecting(Collectors.summingInt((Row row) -> row.getInteger(0)))
                .execute());
    assertThat(result.value()).isEqualTo(6);
    assertThat(result.size()).isEqualTo(3);
  }

  @Test
  void aMappingTurnsRowsIntoValues() {
    RowSet<String> result =
        await(pool.query(THREE).mapping(row -> "#" + row.getInteger(0)).execute());
    assertThat(result).containsExactly("#1", "#2", "#3");
  }

  @Test
  void aMappingThatThrowsFailsTheQueryAndNothingElse() {
    RuntimeException mine = new IllegalStateException("mine");
    Throwable failure =
        failure(
            pool.query(THREE)
                .mapping(
                    row -> {
                      throw mine;
                    })
                .execute());
    assertThat(failure).isSameAs(mine);
    assertThat(column(pool, THREE)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aCollectorMayThrowAnywhere() {
    RuntimeException mine = new IllegalStateException("mine");
    List<Collector<Row, int[], Integer>> collectors =
        List.of(
            Collector.of(
                () -> {
                  throw mine;
                },
                (a, row) -> {},
                (a, b) -> a,
                a -> 0),
            Collector.of(
                () -> new int[1],
                (a, row) -> {
                  if (++a[0] == 2) {
                    throw mine;
                  }
                },
                (a, b) -> a,
                a -> 0),
            Collector.of(
                () -> new int[1],
                (a, row) -> {},
                (a, b) -> a,
                a -> {
                  throw mine;
                }));
    SQLiteConnection connection = sandbox.connect();
    for (var collector : collectors) {
      assertThat(failure(pool.query(THREE).collecting(collector).execute())).isSameAs(mine);
      assertThat(failure(connection.query(THREE).collecting(collector).execute())).isSameAs(mine);
    }
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
    await(connection.close());
  }

  @Test
  void whatAStatementChangedIsChangedAlsoWhenItsCollectorThrows() {
    SQLiteConnection connection = sandbox.connect();
    for (var client : List.of(pool, connection)) {
      failure(
          client
              .query("INSERT INTO t VALUES (1), (2), (3) RETURNING a")
              .mapping(
                  row -> {
                    throw new IllegalStateException("mine");
                  })
              .execute());
    }
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2, 3, 1, 2, 3);
    await(connection.close());
  }

  @Test
  void aMappingThatThrowsInABatchUndoesTheBatch() {
    failure(
        pool.preparedQuery("INSERT INTO t VALUES (?) RETURNING a")
            .mapping(
                row -> {
                  if (row.getInteger(0) == 2) {
                    throw new IllegalStateException("mine");
                  }
                  return 0;
                })
            .executeBatch(
                List.of(
                    io.vertx.sqlclient.Tuple.of(1),
                    io.vertx.sqlclient.Tuple.of(2),
                    io.vertx.sqlclient.Tuple.of(3))));
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
  }

  @Test
  void aMappingThatThrowsLeavesATransactionOpen() {
    SQLiteConnection connection = sandbox.connect();
    var tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    failure(
        connection
            .query(THREE)
            .mapping(
                row -> {
                  throw new IllegalStateException("mine");
                })
            .execute());
    run(connection, "INSERT INTO t VALUES (2)");
    await(tx.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2);
    await(connection.close());
  }
}
