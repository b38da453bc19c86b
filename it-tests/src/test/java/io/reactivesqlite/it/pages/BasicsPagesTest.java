// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;
import static io.reactivesqlite.it.pages.Place.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteTuple;
import io.reactivesqlite.client.Synchronous;
import io.reactivesqlite.client.TransactionMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of docs/client with which everybody begins. */
class BasicsPagesTest {

  @RegisterExtension static final DocPage connecting = new DocPage("client/connecting.md");
  @RegisterExtension static final DocPage queries = new DocPage("client/queries.md");
  @RegisterExtension static final DocPage transactions = new DocPage("client/transactions.md");
  @RegisterExtension static final DocPage errors = new DocPage("client/errors.md");

  @RegisterExtension private final Place place = new Place();

  private Vertx vertx;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    vertx = place.vertx();
    pool = place.pool("test.db");
    run(pool, "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INT)");
  }

  @Test
  void connecting() {
    String path = place.in("test.db");
    // [uri
    Pool pool =
        SQLiteBuilder.pool()
            .connectingTo("sqlite:" + path + "?busy_timeout=2000")
            .with(new PoolOptions().setMaxSize(8))
            .using(vertx)
            .build();
    // uri]
    assertThat(value(pool, "SELECT count(*) FROM person")).isEqualTo(0L);
    assertThat(value(withOptions(place.in("data/app.db")), "PRAGMA synchronous")).isEqualTo(1L);
  }

  private Pool withOptions(String path) {
    // [options
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path)
            .setSynchronous(Synchronous.NORMAL)
            .setCreateParentDirectories(true);
    Pool pool = SQLiteBuilder.pool().connectingTo(options).using(vertx).build();
    // options]
    return pool;
  }

  private Future<Long> insert(String name) {
    // [insert
    Future<Long> id =
        pool.preparedQuery("INSERT INTO person(name) VALUES (?)")
            .execute(Tuple.of(name))
            .map(result -> result.property(PropertyKind.create("last-inserted-id", Long.class)));
    // insert]
    return id;
  }

  private Future<RowSet<Row>> batch() {
    // [batch
    Future<RowSet<Row>> inserted =
        pool.preparedQuery("INSERT INTO person(name, age) VALUES (?, ?)")
            .executeBatch(List.of(Tuple.of("Bob", 41), Tuple.of("Cyd", 29)));
    // batch]
    return inserted;
  }

  // [cursor
  private Future<Integer> sumOfAges(Cursor cursor, int before) {
    return cursor
        .read(100)
        .compose(
            rows -> {
              int sum = before;
              for (Row row : rows) {
                sum += row.getInteger("age");
              }
              return cursor.hasMore() ? sumOfAges(cursor, sum) : cursor.close().map(sum);
            });
  }

  // cursor]

  @Test
  void queries() {
    assertThat(await(insert("Ada"))).isEqualTo(1);
    assertThat(await(batch()).next().rowCount()).isEqualTo(1);
    // [named
    Future<RowSet<Row>> named =
        pool.preparedQuery("SELECT * FROM person WHERE name = :name OR age > :age")
            .execute(SQLiteTuple.named(Map.of("name", "Ada", "age", 30)));
    // named]
    assertThat(await(named).size()).isEqualTo(2);
    Future<Integer> sum =
        pool.withConnection(
            connection ->
                connection
                    .prepare("SELECT age FROM person WHERE age IS NOT NULL")
                    .compose(statement -> sumOfAges(statement.cursor(), 0)));
    assertThat(await(sum)).isEqualTo(70);
  }

  private Future<Integer> birthday(String name) {
    // [birthday
    Future<Integer> age =
        pool.withTransaction(
            connection ->
                connection
                    .preparedQuery("UPDATE person SET age = age + 1 WHERE name = ? RETURNING age")
                    .execute(Tuple.of(name))
                    .map(rows -> rows.iterator().next().getInteger("age")));
    // birthday]
    return age;
  }

  private Future<Void> give(String giver, String taker) {
    // [shared
    Future<Void> given =
        pool.withSharedTransaction(
            client ->
                client
                    .preparedQuery("UPDATE person SET age = age - 1 WHERE name = ?")
                    .execute(Tuple.of(giver))
                    .compose(
                        rows ->
                            client
                                .preparedQuery("UPDATE person SET age = age + 1 WHERE name = ?")
                                .execute(Tuple.of(taker)))
                    .mapEmpty());
    // shared]
    return given;
  }

  private Future<RowSet<Row>> report(SQLiteConnection sqlite) {
    // [report
    Future<RowSet<Row>> report =
        sqlite
            .begin(TransactionMode.READ_ONLY)
            .compose(
                transaction ->
                    sqlite
                        .query("SELECT count(*), avg(age) FROM person")
                        .execute()
                        .compose(rows -> transaction.commit().map(rows)));
    // report]
    return report;
  }

  @Test
  void transactions() {
    await(batch());
    assertThat(await(birthday("Bob"))).isEqualTo(42);
    await(give("Bob", "Ada"));
    assertThat(await(birthday("Bob"))).isEqualTo(42);
    RowSet<Row> reported =
        await(pool.withConnection(connection -> report(SQLiteConnection.cast(connection))));
    assertThat(reported.iterator().next().getLong(0)).isEqualTo(2);
  }

  private Future<String> register(String name) {
    // [register
    Future<String> answer =
        insert(name)
            .map(id -> "welcome, number " + id)
            .recover(
                failure -> {
                  if (failure instanceof SQLiteException e
                      && e.kind() == SQLiteErrorKind.CONSTRAINT_UNIQUE) {
                    return Future.succeededFuture("somebody has that name already");
                  }
                  return Future.failedFuture(failure);
                });
    // register]
    return answer;
  }

  @Test
  void errors() {
    assertThat(await(register("Ada"))).isEqualTo("welcome, number 1");
    assertThat(await(register("Ada"))).isEqualTo("somebody has that name already");
  }
}
