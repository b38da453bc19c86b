// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;
import static io.reactivesqlite.it.pages.Place.told;
import static io.reactivesqlite.it.pages.Place.until;
import static io.reactivesqlite.it.pages.Place.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteLiveQuery;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/guides/coming-from-vertx-pg-client.md, beside a PostgreSQL; skipped where there is none. */
class FromPgPageTest {

  @RegisterExtension
  static final DocPage page = new DocPage("guides/coming-from-vertx-pg-client.md");

  @RegisterExtension private final Place place = new Place();

  private static Postgres server;

  private Vertx vertx;
  private Pool there;
  private SQLitePool here;

  @BeforeAll
  static void start() throws Exception {
    server = Postgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  @BeforeEach
  void open() {
    vertx = place.vertx();
    there = before(server.options);
    here = SQLitePool.cast(after("sqlite:" + place.in("app.db")));
    run(there, "DROP TABLE IF EXISTS book CASCADE");
    for (Pool pool : List.of(there, here)) {
      run(pool, "CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT UNIQUE, stock INTEGER)");
      run(pool, "INSERT INTO book VALUES (1, 'Dune', 2), (2, 'Emma', 3)");
    }
  }

  @AfterEach
  void close() {
    await(there.close());
  }

  private Pool before(PgConnectOptions options) {
    // [pool-before
    Pool pool =
        PgBuilder.pool()
            .connectingTo(options)
            .with(new PoolOptions().setMaxSize(8))
            .using(vertx)
            .build();
    // pool-before]
    return pool;
  }

  private Pool after(String url) {
    // [pool-after
    Pool pool =
        SQLiteBuilder.pool()
            .connectingTo(url)
            .with(new PoolOptions().setMaxSize(8))
            .using(vertx)
            .build();
    // pool-after]
    return pool;
  }

  private static String row(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.getValue(i);
      // SQLite has no booleans: an expression gives 1 or 0.
      cells.add(value instanceof Boolean truth ? (truth ? "1" : "0") : String.valueOf(value));
    }
    return String.join(" ", cells);
  }

  @Test
  void placeholders() {
    // [order
    String sql = "SELECT title FROM book WHERE stock > $2 AND id = $1";
    Tuple values = Tuple.of(1, 1);
    // order]
    assertThat(await(there.preparedQuery(sql).execute(values)).size()).isEqualTo(1);
    String swapped = "SELECT $2, $1";
    Tuple pair = Tuple.of("first", "second");
    page.gives(
        "swapped",
        "PostgreSQL: "
            + row(await(there.preparedQuery("SELECT $2::text, $1::text").execute(pair))));
    page.gives("swapped", "SQLite:     " + row(await(here.preparedQuery(swapped).execute(pair))));
    page.gives(
        "swapped", "SQLite, ?2: " + row(await(here.preparedQuery("SELECT ?2, ?1").execute(pair))));
  }

  /** The table of the page: both ways of writing give the same. */
  @Test
  void theTableOfSql() throws Exception {
    Matcher rows =
        Pattern.compile("(?m)^\\| `(SELECT [^`]+)` \\| `(SELECT [^`]+)` \\|$")
            .matcher(Files.readString(Path.of("../docs/guides/coming-from-vertx-pg-client.md")));
    int count = 0;
    while (rows.find()) {
      count++;
      String pg = rows.group(1).replace("\\|", "|");
      String sqlite = rows.group(2).replace("\\|", "|");
      assertThat(row(await(here.query(sqlite).execute())))
          .as(sqlite)
          .isEqualTo(row(await(there.query(pg).execute())));
      String unchanged;
      try {
        unchanged = row(await(here.query(pg).execute()));
      } catch (DatabaseException e) {
        unchanged = "refused";
      }
      assertThat(unchanged)
          .as("why it must be changed: " + pg)
          .isNotEqualTo(row(await(there.query(pg).execute())));
    }
    assertThat(count).isGreaterThan(8);
  }

  @Test
  void whatIsTheSame() {
    for (String sql :
        List.of(
            "INSERT INTO book VALUES (1, 'x', 1) ON CONFLICT (id) DO UPDATE SET stock = 9 RETURNING stock",
            "UPDATE book SET stock = v.n FROM (SELECT 2 AS id, 8 AS n) v WHERE book.id = v.id RETURNING stock",
            "SELECT count(*) FILTER (WHERE stock > 8), string_agg(title, ',' ORDER BY id) FROM book",
            "SELECT rank() OVER (ORDER BY stock DESC) FROM book WHERE id = 1",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n")) {
      assertThat(row(await(here.query(sql).execute())))
          .as(sql)
          .isEqualTo(row(await(there.query(sql).execute())));
    }
    for (Pool pool : List.of(there, here)) {
      run(
          pool,
          "CREATE INDEX low ON book (lower(title)) WHERE stock < 2",
          "DROP TABLE IF EXISTS priced",
          "CREATE TABLE priced (net integer CHECK (net > 0), gross integer GENERATED ALWAYS AS (net * 2) STORED)");
    }
    for (String sql : List.of("TRUNCATE book", "CREATE SEQUENCE s", "CREATE SCHEMA s")) {
      assertThat(told(here.query(sql).execute())).as(sql).contains("syntax error");
    }
  }

  @Test
  void arrays() {
    Pool pool = there;
    // [array-before
    Future<RowSet<Row>> before =
        pool.preparedQuery("SELECT title FROM book WHERE id = ANY($1)")
            .execute(Tuple.of(new Integer[] {1, 2, 3}));
    // array-before]
    assertThat(await(before).size()).isEqualTo(2);
    pool = here;
    // [array-after
    Future<RowSet<Row>> after =
        pool.preparedQuery("SELECT title FROM book WHERE id IN (SELECT value FROM json_each(?))")
            .execute(Tuple.of(new Integer[] {1, 2, 3}));
    // array-after]
    assertThat(await(after).size()).isEqualTo(2);
  }

  @Test
  void returning() {
    for (Pool pool : List.of(there, here)) {
      assertThat(
              value(
                  pool,
                  "INSERT INTO book VALUES (1, 'Dune', 1) ON CONFLICT (id)"
                      + " DO UPDATE SET stock = book.stock + excluded.stock RETURNING stock"))
          .isEqualTo(3);
    }
    String cte = "WITH gone AS (DELETE FROM book RETURNING id) SELECT count(*) FROM gone";
    assertThat(value(there, cte)).isEqualTo(2L);
    assertThat(told(here.query(cte).execute())).contains("syntax error");
  }

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  private void show(String line) {
    seen.add(line);
  }

  @Test
  void notifications() {
    PgConnectOptions options = server.options;
    // [listen-before
    PgSubscriber subscriber = PgSubscriber.subscriber(vertx, options);
    subscriber.channel("books").handler(payload -> show("changed: " + payload));
    // listen-before]
    await(subscriber.connect());
    until(
        "it is told",
        () -> {
          run(there, "NOTIFY books, 'Dune'");
          return !seen.isEmpty();
        });
    assertThat(seen).contains("changed: Dune");
    await(subscriber.close());
    seen.clear();
    SQLitePool pool = here;
    // [listen-after
    SQLiteLiveQuery books = pool.liveQuery("SELECT title, stock FROM book ORDER BY title");
    books
        .exceptionHandler(failure -> show("failed: " + failure.getMessage()))
        .handler(rows -> show("books: " + rows.size()));
    // listen-after]
    until("the books of now", () -> seen.size() == 1);
    run(pool, "INSERT INTO book VALUES (3, 'Ulysses', 1)");
    until("the books afterwards", () -> seen.size() == 2);
    assertThat(seen).containsExactly("books: 2", "books: 3");
  }

  // [transaction
  static Future<Void> sell(Pool pool, String read) {
    return pool.withTransaction(
        connection ->
            connection
                .query(read)
                .execute()
                .compose(
                    rows -> {
                      int stock = rows.iterator().next().getInteger(0);
                      return connection
                          .query("UPDATE book SET stock = " + (stock + 1) + " WHERE id = 1")
                          .execute();
                    })
                .mapEmpty());
  }

  // transaction]

  @Test
  void isolation() {
    String read = "SELECT stock FROM book WHERE id = 1";
    page.gives("isolation", "PostgreSQL:                 " + afterFifty(there, read));
    page.gives(
        "isolation", "PostgreSQL with FOR UPDATE: " + afterFifty(there, read + " FOR UPDATE"));
    page.gives("isolation", "SQLite:                     " + afterFifty(here, read));
    assertThat(told(here.query(read + " FOR UPDATE").execute())).contains("syntax error");
  }

  private static String afterFifty(Pool pool, String read) {
    run(pool, "UPDATE book SET stock = 0 WHERE id = 1");
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(sell(pool, read));
    }
    await(Future.all(all));
    Object stock = value(pool, "SELECT stock FROM book WHERE id = 1");
    return stock.equals(50) ? "50" : "less than 50";
  }

  @Test
  void anErrorInATransaction() {
    for (Pool pool : List.of(there, here)) {
      String outcome =
          told(
              pool.withTransaction(
                  connection ->
                      connection
                          .query("INSERT INTO book VALUES (1, 'again', 0)")
                          .execute()
                          .otherwiseEmpty()
                          .compose(
                              failed ->
                                  connection
                                      .query("INSERT INTO book VALUES (9, 'next', 0)")
                                      .execute())
                          .map("the next statement runs")));
      page.gives("after-error", (pool == there ? "PostgreSQL: " : "SQLite:     ") + outcome);
    }
  }

  // [sqlstate
  static Future<String> add(Pool pool, String sql) {
    return pool.query(sql)
        .execute()
        .map("added")
        .recover(
            failure ->
                failure instanceof DatabaseException e && "23505".equals(e.getSqlState())
                    ? Future.succeededFuture("is there already")
                    : Future.failedFuture(failure));
  }

  // sqlstate]

  @Test
  void errors() {
    run(there, "DROP TABLE IF EXISTS review");
    for (Pool pool : List.of(there, here)) {
      assertThat(await(add(pool, "INSERT INTO book VALUES (1, 'x', 0)")))
          .isEqualTo("is there already");
      run(
          pool,
          "CREATE TABLE review (book INTEGER NOT NULL REFERENCES book, stars INTEGER CHECK (stars < 6))");
    }
    for (String sql :
        List.of(
            "INSERT INTO book VALUES (1, 'x', 0)",
            "INSERT INTO review VALUES (NULL, 1)",
            "INSERT INTO review VALUES (99, 1)",
            "INSERT INTO review VALUES (1, 7)",
            "SELECT nonsense FROM book",
            "SELEC 1")) {
      page.gives("states", "%-38s %s  %s".formatted(sql, state(there, sql), state(here, sql)));
    }
  }

  private static String state(Pool pool, String sql) {
    try {
      await(pool.query(sql).execute());
    } catch (DatabaseException e) {
      return e.getSqlState();
    }
    throw new AssertionError(sql);
  }

  @Test
  void cancelling() {
    String forever =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    SqlConnection pg = await(there.getConnection());
    SqlConnection sqlite = await(here.getConnection());
    Future<RowSet<Row>> one = pg.query(forever).execute();
    Future<RowSet<Row>> two = sqlite.query(forever).execute();
    until(
        "both are stopped",
        () -> {
          if (!one.isComplete()) {
            // [cancel-before
            PgConnection.cast(pg).cancelRequest();
            // cancel-before]
          }
          if (!two.isComplete()) {
            // [cancel-after
            SQLiteConnection.cast(sqlite).cancelRequest();
            // cancel-after]
          }
          Thread.yield();
          return one.isComplete() && two.isComplete();
        });
    assertThat(((DatabaseException) one.cause()).getSqlState()).isEqualTo("57014");
    assertThat(((DatabaseException) two.cause()).getSqlState()).isEqualTo("57014");
    await(pg.close());
    await(sqlite.close());
  }

  @Test
  void groups() {
    SQLitePool pool = here;
    long groups = pool.figures().getGroups();
    // [pipeline
    List<Future<?>> writes = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      writes.add(
          pool.preparedQuery("INSERT INTO book (title) VALUES (?)").execute(Tuple.of("book " + i)));
    }
    Future<?> done = Future.all(writes);
    // pipeline]
    await(done);
    assertThat(pool.figures().getGroups() - groups).isBetween(1L, 500L);
  }

  @Test
  void bulk() {
    SQLitePool pool = here;
    List<Tuple> books =
        IntStream.range(10, 10_010).mapToObj(i -> Tuple.of(i, "book " + i, 1)).toList();
    // [bulk
    Future<RowSet<Row>> loaded =
        pool.preparedQuery("INSERT INTO book VALUES (?, ?, ?)").executeBatch(books);
    // bulk]
    await(loaded);
    assertThat(value(here, "SELECT count(*) FROM book")).isEqualTo(10_002L);
  }

  @Test
  void cursors() {
    String many = "SELECT id FROM book ORDER BY id";
    Future<Integer> withoutTransaction =
        here.withConnection(
            connection ->
                connection
                    .prepare(many)
                    .compose(
                        statement -> {
                          Cursor cursor = statement.cursor();
                          return cursor.read(1).compose(rows -> cursor.close().map(rows.size()));
                        }));
    assertThat(await(withoutTransaction)).isEqualTo(1);
  }

  @Test
  void locks() {
    SQLitePool pool = here;
    run(pool, "CREATE TABLE lease (name TEXT PRIMARY KEY, owner TEXT, until INTEGER)");
    assertThat(await(takeLease(pool, "report", "a"))).isTrue();
    assertThat(await(takeLease(pool, "report", "b"))).isFalse();
    assertThat(await(takeLease(pool, "report", "a"))).isTrue();
    run(pool, "UPDATE lease SET until = 0");
    assertThat(await(takeLease(pool, "report", "b"))).isTrue();
    // [local-lock
    Future<Void> alone =
        vertx
            .sharedData()
            .getLocalLock("report")
            .compose(lock -> work().eventually(() -> Future.succeededFuture(release(lock))));
    // local-lock]
    await(alone);
  }

  private static Future<Void> work() {
    return Future.succeededFuture();
  }

  private static Void release(io.vertx.core.shareddata.Lock lock) {
    lock.release();
    return null;
  }

  // [lease
  static Future<Boolean> takeLease(SQLitePool pool, String name, String owner) {
    return pool.preparedQuery(
            """
            INSERT INTO lease VALUES (?1, ?2, unixepoch() + 30)
            ON CONFLICT (name) DO UPDATE SET owner = ?2, until = unixepoch() + 30
            WHERE owner = ?2 OR until < unixepoch()
            """)
        .execute(Tuple.of(name, owner))
        .map(taken -> taken.rowCount() == 1);
  }

  // lease]

  @Test
  void types() {
    Object[][] all = {
      {"boolean", "BOOLEAN", true},
      {"smallint", "SMALLINT", (short) 7},
      {"integer", "INTEGER", 7},
      {"bigint", "BIGINT", 7L},
      {"double precision", "DOUBLE", 1.5},
      {"numeric(38,10)", "DECIMAL_TEXT(38,10)", new BigDecimal("12345678901234567890.1234567890")},
      {"text", "TEXT", "text"},
      {"date", "DATE", LocalDate.of(2026, 1, 31)},
      {"time", "TIME", LocalTime.of(10, 11)},
      {"timestamp", "TIMESTAMP", LocalDateTime.of(2026, 1, 31, 10, 11, 12)},
      {
        "timestamptz",
        "TIMESTAMP WITH TIME ZONE",
        OffsetDateTime.of(2026, 1, 31, 10, 11, 12, 0, ZoneOffset.UTC)
      },
      {"uuid", "UUID", UUID.fromString("00000000-0000-0000-0000-000000000001")},
      {"jsonb", "JSON", new JsonObject().put("a", 1)},
      {"bytea", "BLOB", Buffer.buffer("x")},
      {"text[]", "JSON", new String[] {"a", "b"}},
    };
    for (Object[] each : all) {
      page.gives(
          "types",
          "%-17s| %-25s| %-15s| %s"
              .formatted(
                  each[0],
                  each[1],
                  roundTrip(there, (String) each[0], "$1", each[2]),
                  roundTrip(here, (String) each[1], "?", each[2])));
    }
  }

  private static String roundTrip(Pool pool, String type, String parameter, Object in) {
    run(pool, "DROP TABLE IF EXISTS cell", "CREATE TABLE cell (x " + type + ")");
    await(pool.preparedQuery("INSERT INTO cell VALUES (" + parameter + ")").execute(Tuple.of(in)));
    Object out = value(pool, "SELECT x FROM cell");
    return out.getClass().getSimpleName().replace("BufferImpl", "Buffer");
  }
}
