// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.schema.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  // [rolling-average
  static final class RollingAverage implements SQLiteWindow.Accumulator {
    private double sum;
    private long count;

    @Override
    public void add(Tuple arguments) {
      sum += arguments.getDouble(0);
      count++;
    }

    @Override
    public void remove(Tuple arguments) {
      sum -= arguments.getDouble(0);
      count--;
    }

    @Override
    public Object result() {
      return count == 0 ? null : sum / count;
    }
  }

  // rolling-average]

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
  void functions() throws IOException {
    // [register
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(in("shop.db"))
            .addRoutine(
                SQLiteFunction.scalar(
                        "slugify",
                        1,
                        args ->
                            args.getString(0)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-"))
                    .deterministic()
                    .innocuous())
            .addRoutine(SQLiteWindow.of("rolling_average", 1, RollingAverage::new))
            .addRoutine(SQLiteCollation.of("german", Locale.GERMAN))
            .addRoutines(SQLiteFunctions.regexp())
            .addRoutines(SQLiteFunctions.strings());
    SQLitePool pool =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo(options).using(vertx).build());
    // register]
    // [use
    Future<String> slug =
        pool.executeScript(
                """
                CREATE TABLE article (title TEXT, day INTEGER, visits INTEGER);
                CREATE INDEX article_slug ON article (slugify(title));
                INSERT INTO article VALUES ('Äpfel & Birnen', 1, 10), ('Zebras', 2, 20), ('Apes', 3, 60);
                """)
            .compose(
                v ->
                    pool.scalar(
                        String.class,
                        "SELECT title FROM article WHERE slugify(title) = ?",
                        Tuple.of("zebras")));
    // use]
    show(await(slug));
    // [window
    Future<String> averages =
        pool.scalar(
            String.class,
            """
            SELECT group_concat(average, ' ')
            FROM (SELECT rolling_average(visits) OVER (ORDER BY day ROWS 1 PRECEDING) AS average
                  FROM article)
            """);
    // window]
    show(await(averages));
    // [collation
    Future<String> sorted =
        pool.scalar(
            String.class,
            "SELECT group_concat(title, ', ' ORDER BY title COLLATE german) FROM article");
    // collation]
    show(await(sorted));
    // [regexp
    Future<String> matched =
        pool.scalar(
            String.class,
            "SELECT regexp_replace(title, '(\\w+)s$', '$1!') FROM article WHERE title REGEXP '^Z'");
    // regexp]
    show(await(matched));
    check("functions.md", "use", "window", "collation", "regexp");
  }

  @Test
  void failingFunction() throws IOException {
    SQLitePool pool =
        files.pool(
            files
                .options("f.db")
                .addRoutine(
                    SQLiteFunction.scalar("parse", 1, args -> Long.parseLong(args.getString(0)))));
    // [failure
    Future<Object> failed =
        pool.one("SELECT parse('no number')")
            .map(row -> row.getValue(0))
            .otherwise(e -> e.getMessage() + "\n" + e.getCause().getClass().getName());
    // failure]
    show(await(failed));
    // [on-connection
    Future<Long> onOneConnection =
        pool.withConnection(
            connection -> {
              SQLiteConnection sqlite = SQLiteConnection.cast(connection);
              return sqlite
                  .register(SQLiteFunction.scalar("twice", 1, args -> args.getLong(0) * 2))
                  .compose(v -> sqlite.scalar(Long.class, "SELECT twice(21)"));
            });
    // on-connection]
    show(await(onOneConnection));
    check("functions.md", "failure", "on-connection");
  }

  @Test
  void backups() throws IOException {
    SQLitePool pool = files.pool("app.db");
    run(pool, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
    run(pool, "INSERT INTO note (text) VALUES ('it''s 😀'), ('two')");
    // [to-file
    Future<Void> backup =
        pool.backup()
            .toFile(
                in("backup.db"),
                new SQLiteBackupOptions().setPagesPerStep(500).setPause(5),
                progress -> show(progress));
    // to-file]
    await(backup);
    // [restore
    Future<Long> restored =
        pool.query("DELETE FROM note")
            .execute()
            .compose(v -> pool.backup().restoreFile(in("backup.db")))
            .compose(v -> pool.scalar(Long.class, "SELECT count(*) FROM note"));
    // restore]
    show(await(restored));
    // [vacuum
    Future<Void> compact = pool.backup().vacuumInto(in("compact.db"));
    // vacuum]
    await(compact);
    // [dump
    Future<Void> dumped =
        pool.backup()
            .dump()
            .compose(
                dump ->
                    vertx
                        .fileSystem()
                        .open(in("app.sql"), new OpenOptions())
                        .compose(
                            file -> {
                              dump.handler(sql -> file.write(Buffer.buffer(sql + "\n")));
                              return Future.<Void>future(
                                      end -> {
                                        dump.exceptionHandler(end::fail);
                                        dump.endHandler(v -> end.complete());
                                      })
                                  .eventually(() -> file.close());
                            }));
    // dump]
    await(dumped);
    show(Files.readString(files.path("app.sql")).strip());
    SQLitePool other = files.pool("other.db");
    // [load
    Future<Void> loaded = pool.backup().dump().compose(dump -> other.backup().load(dump));
    // load]
    await(loaded);
    // [to-pool
    Future<Void> copied = pool.backup().toPool(other, new SQLiteBackupOptions(), null);
    // to-pool]
    await(copied);
    // [bytes
    Future<Long> fromBytes =
        pool.backup()
            .serialize()
            .compose(bytes -> other.backup().deserialize(bytes))
            .compose(v -> other.scalar(Long.class, "SELECT count(*) FROM note"));
    // bytes]
    show(await(fromBytes));
    check("backup.md", "to-file", "restore", "dump", "bytes");
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
