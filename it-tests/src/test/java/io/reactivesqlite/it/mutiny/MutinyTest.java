// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.mutiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.TransactionMode;
import io.reactivesqlite.mutiny.client.SQLiteBuilder;
import io.reactivesqlite.mutiny.client.SQLiteConnection;
import io.reactivesqlite.mutiny.client.SQLitePool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client as Mutiny shows it: {@code Uni} and {@code Multi} for all that it does. */
class MutinyTest {

  private static final Duration ENOUGH = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Pool pool;

  @BeforeEach
  void open() {
    pool =
        SQLiteBuilder.pool()
            .connectingTo("sqlite:" + folder.resolve("mutiny.db"))
            .using(vertx)
            .build();
    await(pool.query("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL)").execute());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void aPoolQueriesAndUpdates() {
    RowSet<Row> inserted =
        await(
            pool.preparedQuery("INSERT INTO t (name) VALUES (?) RETURNING id")
                .execute(Tuple.of("one")));
    assertThat(inserted.iterator().next().getLong("id")).isEqualTo(1);
    List<String> names =
        await(
            pool.query("SELECT name FROM t")
                .mapping(row -> row.getString("name"))
                .execute()
                .map(rows -> Multi.createFrom().iterable(rows).collect().asList())
                .flatMap(list -> list));
    assertThat(names).containsExactly("one");
  }

  @Test
  void aBatchIsOneUni() {
    await(
        pool.preparedQuery("INSERT INTO t VALUES (?, ?)")
            .executeBatch(
                IntStream.range(0, 100).mapToObj(i -> Tuple.of(i, "name " + i)).toList()));
    assertThat(count()).isEqualTo(100);
  }

  @Test
  void aFailureIsTheClientsOwn() {
    assertThatThrownBy(() -> await(pool.query("INSERT INTO t VALUES (1, NULL)").execute()))
        .isInstanceOfSatisfying(
            SQLiteException.class,
            e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_NOT_NULL));
  }

  @Test
  void aTransactionIsCommittedOrRolledBackWithItsUni() {
    await(pool.withTransaction(connection -> insert(connection, 1)));
    assertThatThrownBy(
            () ->
                await(
                    pool.withTransaction(
                        connection ->
                            insert(connection, 2)
                                .chain(
                                    () ->
                                        Uni.createFrom()
                                            .failure(new IllegalStateException("no"))))))
        .hasMessage("no");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aSharedTransactionIsCommittedOrRolledBackWithItsUni() {
    await(SQLitePool.cast(pool).withSharedTransaction(client -> insert(client, 1)));
    assertThatThrownBy(
            () ->
                await(
                    SQLitePool.cast(pool)
                        .withSharedTransaction(
                            client -> insert(client, 2).chain(() -> insert(client, 1)))))
        .isInstanceOf(SQLiteException.class);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aConnectionIsCastToWhatSqliteCanDo() {
    SqlConnection plain = await(pool.getConnection());
    SQLiteConnection connection = SQLiteConnection.cast(plain);
    Transaction transaction = await(connection.begin(TransactionMode.DEFERRED));
    assertThat(await(connection.inTransaction())).isTrue();
    assertThatThrownBy(
            () ->
                await(
                    connection.withSavepoint(
                        c ->
                            insert(c, 1)
                                .chain(
                                    () ->
                                        Uni.createFrom()
                                            .failure(new IllegalStateException("undo"))))))
        .hasMessage("undo");
    await(connection.withSavepoint(c -> insert(c, 2)));
    await(transaction.commit());
    assertThat(await(connection.totalChanges())).isEqualTo(2);
    await(connection.executeScript("DELETE FROM t; INSERT INTO t VALUES (7, 'seven');"));
    await(connection.close());
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aConnectionNeedsNoPool() {
    SQLiteConnection connection =
        await(
            SQLiteConnection.connect(
                vertx,
                new SQLiteConnectOptions().setDatabase(folder.resolve("mutiny.db").toString())));
    await(insert(connection, 1));
    await(connection.close());
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aPoolIsCastToItsFigures() {
    assertThat(SQLitePool.cast(pool).figures().getWrites()).isEqualTo(1);
  }

  @Test
  void aStreamIsAMulti() {
    await(
        pool.preparedQuery("INSERT INTO t VALUES (?, ?)")
            .executeBatch(
                IntStream.range(0, 1000).mapToObj(i -> Tuple.of(i, "name " + i)).toList()));
    List<Long> ids =
        await(
            pool.withTransaction(
                connection ->
                    connection
                        .prepare("SELECT id FROM t ORDER BY id")
                        .toMulti()
                        .flatMap(statement -> statement.createStream(50).toMulti())
                        .map(row -> row.getLong("id"))
                        .collect()
                        .asList()));
    assertThat(ids).containsExactlyElementsOf(LongStream.range(0, 1000).boxed().toList());
  }

  @Test
  void aMultiTakesNoMoreRowsThanItIsAskedFor() {
    await(
        pool.preparedQuery("INSERT INTO t VALUES (?, ?)")
            .executeBatch(IntStream.range(0, 100).mapToObj(i -> Tuple.of(i, "x")).toList()));
    SqlConnection connection = await(pool.getConnection());
    AssertSubscriber<Row> rows =
        await(connection.prepare("SELECT id FROM t ORDER BY id"))
            .createStream(10)
            .toMulti()
            .subscribe()
            .withSubscriber(AssertSubscriber.create(3));
    rows.awaitItems(3, ENOUGH);
    assertThat(rows.getItems()).hasSize(3);
    rows.request(Long.MAX_VALUE).awaitItems(100, ENOUGH).awaitCompletion(ENOUGH);
    await(connection.close());
  }

  @Test
  void aLiveQueryIsAMulti() {
    AssertSubscriber<Long> counts =
        SQLitePool.cast(pool)
            .liveQuery("SELECT count(*) FROM t")
            .toMulti()
            .map(rows -> rows.iterator().next().getLong(0))
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    counts.awaitItems(1, ENOUGH);
    await(pool.query("INSERT INTO t VALUES (1, 'one')").execute());
    counts.awaitItems(2, ENOUGH);
    assertThat(counts.getItems()).containsExactly(0L, 1L);
    counts.cancel();
  }

  private static Uni<RowSet<Row>> insert(SqlClient connection, int id) {
    return connection
        .preparedQuery("INSERT INTO t VALUES (?, ?)")
        .execute(Tuple.of(id, "name " + id));
  }

  private long count() {
    return await(pool.query("SELECT count(*) FROM t").execute()).iterator().next().getLong(0);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(ENOUGH);
  }
}
