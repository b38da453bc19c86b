// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.schema.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of docs/client: each piece of Java there is a piece of this class, between {@code //
 * [name} and {@code // name]}, and what is shown as its output is what it gives here.
 */
class ClientPagesTest {

  private static final Path DOCS = Path.of("..", "docs", "client");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "reactivesqlite", "client", "ClientPagesTest.java");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- ([a-z-]+)( gives)? -->\n```(?:java|text)\n(.*?)\n```", Pattern.DOTALL);

  @TempDir Path directory;
  private OnFiles files;
  private Vertx vertx;
  private final List<String> shown = new ArrayList<>();

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    vertx = files.vertx;
  }

  @AfterEach
  void close() {
    files.close();
  }

  private String in(String name) {
    return files.path(name).toString();
  }

  private void show(Object value) {
    shown.add(String.valueOf(value));
  }

  // [money
  record Money(long cents) {}

  // money]

  @Test
  void types() throws IOException {
    // [own
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(in("shop.db"))
            .addEncoder(SQLiteEncoder.of(Money.class, Money::cents))
            .addDecoder(SQLiteDecoder.of("MONEY", Money.class, stored -> new Money((Long) stored)));
    SQLitePool pool =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo(options).using(vertx).build());
    // own]
    run(pool, "CREATE TABLE item (name TEXT, price MONEY)");
    // [sell
    Future<Money> price =
        pool.preparedQuery("INSERT INTO item VALUES (?, ?) RETURNING price")
            .execute(Tuple.of("tea", new Money(350)))
            .map(rows -> rows.iterator().next().get(Money.class, "price"));
    // sell]
    show(await(price));
    check("types.md", "sell");
  }

  @Test
  void schema() throws IOException {
    SQLitePool pool = files.pool("s.db");
    // [schema
    Future<Table> table =
        pool.executeScript(
                """
                CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE);
                CREATE TABLE invoice (
                  id INTEGER PRIMARY KEY,
                  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
                  net INTEGER CONSTRAINT positive CHECK (net > 0),
                  gross INTEGER AS (net * 119 / 100) STORED) STRICT;
                CREATE INDEX large ON invoice (net DESC) WHERE net > 1000;
                """)
            .compose(v -> pool.schema())
            .map(schema -> schema.table("invoice").orElseThrow());
    // schema]
    Table invoice = await(table);
    // [walk
    invoice.columns().forEach(column -> show(column));
    invoice.indexes().forEach(index -> show(index));
    invoice.foreignKeys().forEach(key -> show(key));
    invoice.checks().forEach(check -> show(check));
    // walk]
    String walked = String.join("\n", shown);
    shown.clear();
    show(walked);
    check("schema.md", "walk");
  }

  @Test
  void shortQueries() throws IOException {
    Pool built = files.pool("q.db");
    // [short
    SQLitePool pool = SQLitePool.cast(built);
    Future<Integer> version =
        pool.executeScript(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); PRAGMA user_version = 3;")
            .compose(v -> pool.one("INSERT INTO t (name) VALUES (?) RETURNING id", Tuple.of("Ann")))
            .compose(
                row -> pool.optional("SELECT name FROM t WHERE id = ?", Tuple.of(row.getLong(0))))
            .compose(row -> pool.pragma("user_version"))
            .map(value -> ((Long) value).intValue());
    // short]
    show(await(version));
    // [retry
    Future<Long> counted =
        pool.withTransaction(
            new SQLiteTransactionOptions().setAttempts(5).setTimeout(2_000),
            connection ->
                connection
                    .query("INSERT INTO t (name) VALUES ('Bob')")
                    .execute()
                    .compose(
                        v ->
                            SQLiteConnection.cast(connection)
                                .scalar(Long.class, "SELECT count(*) FROM t")));
    // retry]
    show(await(counted));
    // [health
    Future<Boolean> healthy =
        pool.maintenance()
            .health()
            .compose(health -> pool.maintenance().quickCheck())
            .compose(
                findings ->
                    pool.maintenance()
                        .checkpoint(CheckpointMode.TRUNCATE)
                        .map(checkpoint -> findings.isEmpty() && !checkpoint.isBlocked()));
    // health]
    show(await(healthy));
    check("schema.md", "short", "retry", "health");
  }

  /** The page shows the pieces of this class, and after some of them what was shown, in order. */
  private void check(String page, String... outputs) throws IOException {
    String text = Files.readString(DOCS.resolve(page));
    String source = Files.readString(SOURCE);
    List<String> checked = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String name = block.group(1);
      if (block.group(2) == null) {
        assertThat(block.group(3)).as(page + ": " + name).isEqualTo(piece(source, name));
      } else if (List.of(outputs).contains(name)) {
        checked.add(name);
        assertThat(block.group(3))
            .as(page + ": " + name)
            .isEqualTo(shown.get(List.of(outputs).indexOf(name)));
      }
    }
    assertThat(checked).containsExactlyInAnyOrder(outputs);
    assertThat(text.split("```java", -1))
        .as("all Java of " + page + " is named")
        .hasSize(named(text) + 1);
  }

  private static int named(String text) {
    Matcher block = BLOCK.matcher(text);
    int count = 0;
    while (block.find()) {
      count += block.group(2) == null ? 1 : 0;
    }
    return count;
  }

  private static String piece(String source, String name) {
    int from = source.indexOf('\n', source.indexOf("// [" + name + "\n")) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// " + name + "]\n"));
    return source.substring(from, to).stripTrailing().stripIndent().strip();
  }
}
