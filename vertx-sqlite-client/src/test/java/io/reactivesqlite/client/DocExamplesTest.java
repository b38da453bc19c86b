// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of docs/client, as they stand there. */
class DocExamplesTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private Vertx vertx;
  private Pool pool;

  @BeforeEach
  void open() {
    vertx = sandbox.vertx();
    pool = sandbox.pool();
    run(pool, "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INT)");
  }

  // connecting.md
  private Pool connecting(String path) {
    return SQLiteBuilder.pool()
        .connectingTo("sqlite:" + path + "?busy_timeout=2000")
        .with(new PoolOptions().setMaxSize(8))
        .using(vertx)
        .build();
  }

  private Pool connectingWithOptions(String path) {
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path)
            .setSynchronous(Synchronous.NORMAL)
            .setCreateParentDirectories(true);
    return SQLiteBuilder.pool().connectingTo(options).using(vertx).build();
  }

  @Test
  void connectingWorks() {
    assertThat(Sandbox.scalar(connecting(sandbox.file().toString()), "SELECT 1")).isEqualTo(1L);
    String path = sandbox.directory().resolve("data/app.db").toString();
    assertThat(Sandbox.scalar(connectingWithOptions(path), "PRAGMA journal_mode")).isEqualTo("wal");
  }

  // queries.md
  private Future<Long> insert(String name) {
    return pool.preparedQuery("INSERT INTO person(name) VALUES (?)")
        .execute(Tuple.of(name))
        .map(result -> result.property(PropertyKind.create("last-inserted-id", Long.class)));
  }

  private Future<RowSet<Row>> named() {
    return pool.preparedQuery("SELECT * FROM person WHERE name = :name OR age > :age")
        .execute(SQLiteTuple.named(Map.of("name", "Ada", "age", 30)));
  }

  private Future<RowSet<Row>> batch() {
    return pool.preparedQuery("INSERT INTO person(name, age) VALUES (?, ?)")
        .executeBatch(List.of(Tuple.of("Bob", 41), Tuple.of("Cyd", 29)));
  }

  private Future<Integer> sumOfAges(SqlConnection connection) {
    return connection
        .prepare("SELECT age FROM person WHERE age IS NOT NULL")
        .compose(statement -> sumOfAges(statement.cursor(), 0));
  }

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

  @Test
  void queriesWork() {
    assertThat(await(insert("Ada"))).isEqualTo(1);
    assertThat(await(batch()).next().rowCount()).isEqualTo(1);
    assertThat(await(named()).size()).isEqualTo(2);
    Integer sum = await(pool.withConnection(this::sumOfAges));
    assertThat(sum).isEqualTo(70);
  }

  // transactions.md
  private Future<Integer> birthday(String name) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery("UPDATE person SET age = age + 1 WHERE name = ? RETURNING age")
                .execute(Tuple.of(name))
                .map(rows -> rows.iterator().next().getInteger("age")));
  }

  private Future<RowSet<Row>> report() {
    return pool.withConnection(
        connection -> {
          SQLiteConnection sqlite = SQLiteConnection.cast(connection);
          return sqlite
              .begin(TransactionMode.READ_ONLY)
              .compose(
                  transaction ->
                      sqlite
                          .query("SELECT count(*), avg(age) FROM person")
                          .execute()
                          .compose(rows -> transaction.commit().map(rows)));
        });
  }

  @Test
  void transactionsWork() {
    await(batch());
    assertThat(await(birthday("Bob"))).isEqualTo(42);
    assertThat(await(report()).iterator().next().getLong(0)).isEqualTo(2);
  }

  // errors.md
  private Future<String> register(String name) {
    return insert(name)
        .map(id -> "welcome, number " + id)
        .recover(
            failure -> {
              if (failure instanceof SQLiteException e
                  && e.kind() == SQLiteErrorKind.CONSTRAINT_UNIQUE) {
                return Future.succeededFuture("somebody has that name already");
              }
              return Future.failedFuture(failure);
            });
  }

  @Test
  void errorsWork() {
    assertThat(await(register("Ada"))).isEqualTo("welcome, number 1");
    assertThat(await(register("Ada"))).isEqualTo("somebody has that name already");
  }

  /** Each block of Java in these pages is a piece of this class. */
  @Test
  void thePagesShowWhatRunsHere() throws Exception {
    String source =
        words(
            Files.readString(
                Path.of("src/test/java/io/reactivesqlite/client/DocExamplesTest.java")));
    for (String page : List.of("connecting", "queries", "transactions", "errors")) {
      Matcher blocks =
          Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
              .matcher(Files.readString(Path.of("../docs/client/" + page + ".md")));
      assertThat(blocks.results().toList())
          .as(page)
          .isNotEmpty()
          .allSatisfy(block -> assertThat(source).contains(words(block.group(1))));
    }
  }

  private static String words(String text) {
    return text.replaceAll("\\breturn SQLite", "SQLite").replaceAll("\\s+", " ").trim();
  }
}
