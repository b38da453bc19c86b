// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.failure;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchTest {

  private static final PropertyKind<Long> LAST_ID =
      PropertyKind.create("last-inserted-id", Long.class);
  private static final String INSERT = "INSERT INTO t(a) VALUES (?)";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool;

  @BeforeEach
  void createTable() {
    pool = sandbox.pool();
    run(pool, "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT UNIQUE)");
  }

  private static List<RowSet<Row>> chain(RowSet<Row> first) {
    List<RowSet<Row>> chain = new ArrayList<>();
    for (RowSet<Row> set = first; set != null; set = set.next()) {
      chain.add(set);
    }
    return chain;
  }

  private static List<Tuple> tuples(Object... values) {
    return IntStream.range(0, values.length).mapToObj(i -> Tuple.of(values[i])).toList();
  }

  @Test
  void eachTupleHasItsOwnRowCountAndRowid() {
    RowSet<Row> first = await(pool.preparedQuery(INSERT).executeBatch(tuples(10, 20, 30)));
    assertThat(chain(first)).extracting(RowSet::rowCount).containsExactly(1, 1, 1);
    assertThat(chain(first)).extracting(set -> set.property(LAST_ID)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void eachTupleOfASelectHasItsOwnRows() {
    await(pool.preparedQuery(INSERT).executeBatch(tuples(10, 20, 30)));
    RowSet<Row> first =
        await(
            pool.preparedQuery("SELECT a FROM t WHERE a > ? ORDER BY a")
                .executeBatch(tuples(15, 25, 35)));
    assertThat(chain(first))
        .extracting(Sandbox::column)
        .containsExactly(List.of(20, 30), List.of(30), List.of());
  }

  @Test
  void eachTupleMayReturnRows() {
    RowSet<Row> first =
        await(pool.preparedQuery(INSERT + " RETURNING a * 2").executeBatch(tuples(10, 20)));
    assertThat(chain(first))
        .extracting(Sandbox::column)
        .containsExactly(List.of(20L), List.of(40L));
  }

  @Test
  void tuplesMayBeNamed() {
    List<Tuple> named =
        List.of(SQLiteTuple.named(Map.of("a", 1)), SQLiteTuple.named(Map.of("a", 2)));
    await(pool.preparedQuery("INSERT INTO t(a) VALUES (:a)").executeBatch(named));
    assertThat(column(pool, "SELECT a FROM t ORDER BY a")).containsExactly(1, 2);
  }

  @Test
  void aBatchOnThePoolIsDoneWholeOrNotAtAll() {
    SQLiteException e = error(pool.preparedQuery(INSERT).executeBatch(tuples(10, 20, 10, 30)));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE);
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
  }

  @Test
  void aBatchOnAConnectionIsDoneWholeOrNotAtAll() {
    SQLiteConnection connection = sandbox.connect();
    error(connection.preparedQuery(INSERT).executeBatch(tuples(10, 20, 10)));
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
    assertThat(await(connection.inTransaction())).isFalse();
    await(connection.preparedQuery(INSERT).executeBatch(tuples(10, 20)));
    assertThat(sandbox.jdbcColumn("SELECT a FROM t ORDER BY a")).containsExactly(10, 20);
    await(connection.close());
  }

  @Test
  void aBatchOfWrongTuplesDoesNothing() {
    SQLiteException e =
        error(
            pool.preparedQuery(INSERT)
                .executeBatch(List.of(Tuple.of(1), Tuple.of(2, 3), Tuple.of(4))));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.PARAMETER);
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
  }

  @Test
  void aFailedBatchInATransactionUndoesItselfAlone() {
    SQLiteConnection connection = sandbox.connect();
    Transaction tx = await(connection.begin());
    await(connection.preparedQuery(INSERT).execute(Tuple.of(1)));
    error(connection.preparedQuery(INSERT).executeBatch(tuples(10, 20, 10)));
    await(connection.preparedQuery(INSERT).executeBatch(tuples(2, 3)));
    await(tx.commit());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t ORDER BY a")).containsExactly(1, 2, 3);
    await(connection.close());
  }

  @Test
  void aBatchThatSharesATransactionWithStrangersUndoesItselfAlone() {
    // The writer is kept waiting, so that all of these queue up and become one group.
    SQLiteConnection holder = sandbox.connect();
    Transaction tx = await(holder.begin());
    var before = pool.preparedQuery(INSERT).execute(Tuple.of(1));
    var failing = pool.preparedQuery(INSERT).executeBatch(tuples(10, 20, 10));
    var batch = pool.preparedQuery(INSERT).executeBatch(tuples(2, 3));
    var after = pool.preparedQuery(INSERT).execute(Tuple.of(10));
    await(tx.commit());
    await(before);
    assertThat(error(failing).kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE);
    await(batch);
    await(after);
    assertThat(column(pool, "SELECT a FROM t ORDER BY a")).containsExactly(1, 2, 3, 10);
    await(holder.close());
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThat(failure(pool.preparedQuery(INSERT).executeBatch(List.of())))
        .hasMessageContaining("batch is empty");
    SQLiteConnection connection = sandbox.connect();
    assertThat(failure(connection.preparedQuery(INSERT).executeBatch(List.of()))).isNotNull();
    await(connection.close());
  }

  @Test
  void aBatchOfOneTupleIsJustThatTuple() {
    RowSet<Row> only = await(pool.preparedQuery(INSERT).executeBatch(tuples(10)));
    assertThat(only.next()).isNull();
    assertThat(only.property(LAST_ID)).isEqualTo(1);
  }

  @Test
  void aLargeBatchIsOneTransaction() {
    List<Tuple> many =
        IntStream.range(0, 20_000).mapToObj(i -> Tuple.of(i)).collect(Collectors.toList());
    RowSet<Row> first = await(pool.preparedQuery(INSERT).executeBatch(many));
    assertThat(chain(first)).hasSize(20_000);
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(20_000L);
  }

  @Test
  void aBatchWithACollectorCollectsEachTuple() {
    var first =
        await(
            pool.preparedQuery(INSERT + " RETURNING a")
                .collecting(Collectors.summingInt((Row row) -> row.getInteger(0)))
                .executeBatch(tuples(5, 6)));
    assertThat(first.value()).isEqualTo(5);
    assertThat(first.next().value()).isEqualTo(6);
  }

  @Test
  void aConflictResolvedByRollbackUndoesTheWholeTransactionAroundTheBatch() {
    SQLiteConnection connection = sandbox.connect();
    Transaction tx = await(connection.begin());
    await(connection.preparedQuery(INSERT).execute(Tuple.of(1)));
    SQLiteException e =
        error(
            connection
                .preparedQuery("INSERT OR ROLLBACK INTO t(a) VALUES (?)")
                .executeBatch(tuples(2, 1)));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE);
    assertThat(await(connection.inTransaction())).isFalse();
    await(tx.rollback());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).isEmpty();
    await(connection.close());
  }
}
