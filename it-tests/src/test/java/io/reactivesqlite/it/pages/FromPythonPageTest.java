// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;
import static io.reactivesqlite.it.pages.Place.told;
import static io.reactivesqlite.it.pages.Place.until;
import static io.reactivesqlite.it.pages.Place.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.CheckpointMode;
import io.reactivesqlite.client.SQLiteAggregate;
import io.reactivesqlite.client.SQLiteBackupOptions;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteCollation;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteDecoder;
import io.reactivesqlite.client.SQLiteEncoder;
import io.reactivesqlite.client.SQLiteErrorCategory;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLiteFunction;
import io.reactivesqlite.client.SQLiteOperation;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteStatementOptions;
import io.reactivesqlite.client.SQLiteStatementPolicy;
import io.reactivesqlite.client.SQLiteTransactionOptions;
import io.reactivesqlite.client.SQLiteTuple;
import io.reactivesqlite.client.Synchronous;
import io.reactivesqlite.client.TransactionMode;
import io.reactivesqlite.client.schema.SQLiteSchema;
import io.reactivesqlite.client.schema.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/guides/coming-from-aiosqlite-and-rapsqlite.md. */
class FromPythonPageTest {

  @RegisterExtension
  static final DocPage page = new DocPage("guides/coming-from-aiosqlite-and-rapsqlite.md");

  @RegisterExtension private final Place place = new Place();

  private final Queue<String> shown = new ConcurrentLinkedQueue<>();
  private Vertx vertx;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    vertx = place.vertx();
    pool = place.pool("test.db");
    run(pool, "CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT UNIQUE, stock INTEGER)");
  }

  private void print(Object value) {
    shown.add(String.valueOf(value));
  }

  private void three() {
    run(pool, "INSERT INTO book VALUES (1, 'Dune', 2), (2, 'Emma', 3), (3, 'Ulysses', 0)");
  }

  @Test
  void connect() {
    String path = place.in("app.db");
    // [connect
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path)
            .setBusyTimeout(10_000)
            .setForeignKeys(true)
            .setSynchronous(Synchronous.NORMAL);
    SQLitePool app =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo(options).using(vertx).build());
    // or one connection, as in Python
    Future<SQLiteConnection> one = SQLiteConnection.connect(vertx, "sqlite:" + path);
    // connect]
    assertThat(value(app, "PRAGMA synchronous")).isEqualTo(1L);
    assertThat(value(await(one), "PRAGMA foreign_keys")).isEqualTo(1L);
    await(await(one).close());
    // [memory
    Pool inMemory =
        SQLiteBuilder.pool()
            .connectingTo(SQLiteConnectOptions.memory("orders"))
            .using(vertx)
            .build();
    // memory]
    run(inMemory, "CREATE TABLE t (x)");
    assertThat(value(place.pool(SQLiteConnectOptions.memory("orders")), "SELECT count(*) FROM t"))
        .isEqualTo(0L);
  }

  @Test
  void init() {
    String path = place.in("app.db");
    // [init
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path)
            .setDatabaseInit(
                connection ->
                    connection
                        .query("CREATE TABLE IF NOT EXISTS note (text TEXT)")
                        .execute()
                        .mapEmpty())
            .addInitSql("PRAGMA analysis_limit = 400");
    // init]
    SQLitePool app = place.pool(options);
    assertThat(value(app, "SELECT count(*) FROM note")).isEqualTo(0L);
    // [pragma
    Future<Object> version =
        app.pragma("user_version", 3).compose(set -> app.pragma("user_version"));
    // pragma]
    assertThat(await(version)).isEqualTo(3L);
    assertThat(value(app, "PRAGMA analysis_limit")).isEqualTo(400L);
  }

  @Test
  void execute() {
    // [execute
    Future<Void> done =
        pool.preparedQuery("INSERT INTO book (title, stock) VALUES (?, ?)")
            .execute(Tuple.of("Dune", 2))
            .compose(
                one ->
                    pool.preparedQuery("INSERT INTO book (title, stock) VALUES (?, ?)")
                        .executeBatch(List.of(Tuple.of("Emma", 3), Tuple.of("Ulysses", 0))))
            .compose(
                many ->
                    pool.executeScript(
                        "CREATE TABLE author (name TEXT); INSERT INTO author VALUES ('Ann');"));
    // execute]
    await(done);
    assertThat(value(pool, "SELECT count(*) FROM book")).isEqualTo(3L);
    assertThat(value(pool, "SELECT count(*) FROM author")).isEqualTo(1L);
  }

  @Test
  void fetch() {
    three();
    // [fetch
    Future<Long> id =
        pool.preparedQuery("INSERT INTO book (title) VALUES (?)")
            .execute(Tuple.of("Walden"))
            .map(result -> result.property(PropertyKind.create("last-inserted-id", Long.class)));
    Future<RowSet<Row>> all = pool.query("SELECT * FROM book").execute();
    Future<Row> one = pool.one("SELECT * FROM book WHERE id = ?", Tuple.of(1));
    Future<Row> orNull = pool.optional("SELECT * FROM book WHERE id = ?", Tuple.of(99));
    Future<Long> count = pool.scalar(Long.class, "SELECT count(*) FROM book");
    // fetch]
    assertThat(await(id)).isEqualTo(4);
    assertThat(await(all).size()).isBetween(3, 4);
    assertThat(await(one).getString("title")).isEqualTo("Dune");
    assertThat(await(orNull)).isNull();
    assertThat(await(count)).isBetween(3L, 4L);
    assertThat(told(pool.one("SELECT * FROM book WHERE id = 99"))).isNotBlank();
  }

  @Test
  void parameters() {
    three();
    // [parameters
    Future<RowSet<Row>> byPosition =
        pool.preparedQuery("SELECT * FROM book WHERE stock > ? AND title < ?")
            .execute(Tuple.of(1, "F"));
    Future<RowSet<Row>> byName =
        pool.preparedQuery("SELECT * FROM book WHERE stock > :least AND title < :before")
            .execute(SQLiteTuple.named(Map.of("least", 1, "before", "F")));
    // parameters]
    assertThat(await(byPosition).size()).isEqualTo(2);
    assertThat(await(byName).size()).isEqualTo(2);
  }

  @Test
  void statementCache() {
    String path = place.in("test.db");
    // [cache
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path).setPreparedStatementCacheMaxSize(512);
    // cache]
    SQLitePool cached = place.pool(options);
    for (int i = 0; i < 10; i++) {
      run(cached, "SELECT * FROM book");
    }
    // [cache-figures
    long hits = cached.figures().getStatementCacheHits();
    // cache-figures]
    assertThat(hits).isPositive();
  }

  @Test
  void transactions() {
    three();
    // [transaction
    Future<Void> sold =
        pool.withTransaction(
            connection ->
                connection
                    .query("UPDATE book SET stock = stock - 1 WHERE id = 1")
                    .execute()
                    .compose(
                        first ->
                            connection
                                .query("UPDATE book SET stock = stock + 1 WHERE id = 2")
                                .execute())
                    .mapEmpty());
    // transaction]
    await(sold);
    // [by-hand
    Future<Void> byHand =
        pool.withConnection(
            connection ->
                SQLiteConnection.cast(connection)
                    .begin(TransactionMode.IMMEDIATE)
                    .compose(
                        transaction ->
                            connection
                                .query("DELETE FROM book WHERE id = 3")
                                .execute()
                                .compose(deleted -> transaction.rollback())));
    // by-hand]
    await(byHand);
    // [savepoint
    Future<Void> partly =
        pool.withTransaction(
            connection ->
                SQLiteConnection.cast(connection)
                    .withSavepoint(
                        inner -> inner.query("INSERT INTO book (title) VALUES ('Dune')").execute())
                    .otherwiseEmpty()
                    .compose(
                        undone ->
                            connection
                                .query("INSERT INTO book (title) VALUES ('Walden')")
                                .execute())
                    .mapEmpty());
    // savepoint]
    await(partly);
    assertThat(value(pool, "SELECT group_concat(title || stock, ' ') FROM book WHERE id < 4"))
        .isEqualTo("Dune1 Emma4 Ulysses0");
    assertThat(value(pool, "SELECT count(*) FROM book")).isEqualTo(4L);
  }

  @Test
  void retry() {
    three();
    // [retry
    Future<Integer> stock =
        pool.withTransaction(
            new SQLiteTransactionOptions().setAttempts(5).setTimeout(2_000),
            connection ->
                SQLiteConnection.cast(connection)
                    .one("UPDATE book SET stock = stock + 1 WHERE id = 1 RETURNING stock")
                    .map(row -> row.getInteger(0)));
    // retry]
    assertThat(await(stock)).isEqualTo(3);
  }

  @Test
  void changes() {
    three();
    // [changes
    Future<Void> told =
        pool.withConnection(
            connection -> {
              SQLiteConnection sqlite = SQLiteConnection.cast(connection);
              return connection
                  .query("UPDATE book SET stock = 9")
                  .execute()
                  .onSuccess(result -> print("changed: " + result.rowCount()))
                  .compose(updated -> sqlite.totalChanges())
                  .onSuccess(total -> print("changed by this connection: " + total))
                  .compose(total -> sqlite.inTransaction())
                  .onSuccess(open -> print("in a transaction: " + open))
                  .mapEmpty();
            });
    // changes]
    await(told);
    page.gives("changes", String.join("\n", shown));
  }

  @Test
  void cursor() {
    three();
    // [stream
    Future<Void> read =
        pool.withConnection(
            connection ->
                connection
                    .prepare("SELECT id, title FROM book ORDER BY id")
                    .compose(
                        statement -> {
                          RowStream<Row> rows = statement.createStream(64);
                          return Future.future(
                              end ->
                                  rows.exceptionHandler(end::fail)
                                      .endHandler(nothing -> end.complete())
                                      .handler(row -> print(row.getString("title"))));
                        }));
    // stream]
    await(read);
    page.gives("stream", String.join("\n", shown));
    // [fetchmany
    Future<Integer> firstTwo =
        pool.withConnection(
                connection ->
                    connection
                        .prepare("SELECT id FROM book ORDER BY id")
                        .map(statement -> statement.cursor())
                        .compose(
                            cursor -> cursor.read(2).compose(rows -> cursor.close().map(rows))))
            .map(RowSet::size);
    // fetchmany]
    assertThat(await(firstTwo)).isEqualTo(2);
  }

  // [record
  record Book(long id, String title) {}

  // record]

  @Test
  void rows() {
    three();
    Row row = await(pool.one("SELECT id, title FROM book WHERE id = 1"));
    // [row
    String title = row.getString("title");
    Object first = row.getValue(0);
    JsonObject asDict = row.toJson();
    // row]
    page.gives("row", title + "\n" + first + "\n" + asDict);
    // [mapping
    Future<List<Book>> books =
        pool.query("SELECT id, title FROM book ORDER BY id")
            .mapping(each -> new Book(each.getLong("id"), each.getString("title")))
            .execute()
            .map(rows -> rows.stream().toList());
    Future<Map<Long, String>> byId =
        pool.query("SELECT id, title FROM book")
            .collecting(
                Collectors.toMap((Row each) -> each.getLong("id"), each -> each.getString("title")))
            .execute()
            .map(SqlResult::value);
    Future<Buffer> bytes =
        pool.scalar(Buffer.class, "SELECT CAST(title AS BLOB) FROM book WHERE id = 1");
    // mapping]
    assertThat(await(books).get(1)).isEqualTo(new Book(2, "Emma"));
    assertThat(await(byId)).containsEntry(3L, "Ulysses");
    assertThat(await(bytes)).isEqualTo(Buffer.buffer("Dune"));
  }

  // [money
  record Money(long cents) {}

  // money]

  @Test
  void ownTypes() {
    String path = place.in("test.db");
    // [types
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path)
            .addEncoder(SQLiteEncoder.of(Money.class, Money::cents))
            .addDecoder(SQLiteDecoder.of("MONEY", Money.class, stored -> new Money((Long) stored)));
    // types]
    SQLitePool app = place.pool(options);
    run(app, "CREATE TABLE item (name TEXT, price MONEY)");
    // [sell
    Future<Money> price =
        app.one("INSERT INTO item VALUES (?, ?) RETURNING price", Tuple.of("tea", new Money(350)))
            .map(row -> row.get(Money.class, "price"));
    // sell]
    page.gives("sell", await(price));
  }

  // [aggregate
  static final class Longest implements SQLiteAggregate.Accumulator {
    private String longest = "";

    @Override
    public void add(Tuple arguments) {
      String text = arguments.getString(0);
      longest = text.length() > longest.length() ? text : longest;
    }

    @Override
    public Object result() {
      return longest;
    }
  }

  // aggregate]

  @Test
  void functions() {
    String path = place.in("test.db");
    three();
    // [functions
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path)
            .addRoutine(
                SQLiteFunction.scalar("twice", 1, args -> args.getLong(0) * 2).deterministic())
            .addRoutine(SQLiteAggregate.of("longest", 1, Longest::new))
            .addRoutine(
                SQLiteCollation.of("by_length", (a, b) -> Integer.compare(a.length(), b.length())));
    // functions]
    SQLitePool app = place.pool(options);
    assertThat(value(app, "SELECT twice(21)")).isEqualTo(42L);
    assertThat(value(app, "SELECT longest(title) FROM book")).isEqualTo("Ulysses");
    assertThat(value(app, "SELECT title FROM book ORDER BY title COLLATE by_length DESC"))
        .isEqualTo("Ulysses");
  }

  @Test
  void callbacks() {
    three();
    // [trace
    pool.queryListener(event -> print(event.getSql() + " gave " + event.getRows()));
    // trace]
    run(pool, "SELECT title FROM book");
    until("it is told", () -> !shown.isEmpty());
    page.gives("trace", shown.poll());
    pool.queryListener(null);

    // [authorizer
    Future<RowSet<Row>> denied =
        pool.withConnection(
            connection ->
                SQLiteConnection.cast(connection)
                    .statementPolicy(SQLiteStatementPolicy.denying(SQLiteOperation.DROP))
                    .compose(set -> connection.query("DROP TABLE book").execute()));
    // authorizer]
    page.gives("authorizer", told(denied));

    String forever =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    // [progress
    Future<RowSet<Row>> stopped =
        pool.withConnection(
            connection ->
                SQLiteConnection.cast(connection)
                    .progressHandler(10_000, () -> false)
                    .compose(set -> connection.query(forever).execute()));
    // progress]
    assertThat(told(stopped)).contains("interrupted");
    // [timeout
    Future<RowSet<Row>> tooLong =
        pool.preparedQuery(forever, new SQLiteStatementOptions().setTimeout(200)).execute();
    // timeout]
    page.gives("timeout", told(tooLong));
  }

  @Test
  void backup() throws Exception {
    three();
    String path = place.in("backup.db");
    Connection jdbc = DriverManager.getConnection("jdbc:sqlite::memory:");
    // [backup
    Future<Void> toFile =
        pool.backup()
            .toFile(
                path,
                new SQLiteBackupOptions().setPagesPerStep(100).setPause(10),
                progress -> print(progress));
    Future<Void> toDriver =
        pool.backup().toConnection(jdbc, new SQLiteBackupOptions(), progress -> {});
    // backup]
    await(toFile);
    await(toDriver);
    page.gives("backup", String.join("\n", shown));
    assertThat(Path.of(path)).isNotEmptyFile();
    try (var rows = jdbc.createStatement().executeQuery("SELECT count(*) FROM book")) {
      assertThat(rows.getInt(1)).isEqualTo(3);
    }
    jdbc.close();
    List<String> lines = new ArrayList<>();
    // [dump
    Future<Void> dumped =
        pool.backup()
            .dump()
            .compose(
                dump ->
                    Future.future(
                        end -> {
                          dump.exceptionHandler(end::fail);
                          dump.endHandler(nothing -> end.complete());
                          dump.handler(sql -> lines.add(sql));
                        }));
    // dump]
    await(dumped);
    page.gives("dump", String.join("\n", lines));
  }

  @Test
  void introspection() {
    run(pool, "CREATE INDEX low ON book (title) WHERE stock < 2");
    // [schema
    Future<SQLiteSchema> schema = pool.schema();
    Future<Table> book = schema.map(all -> all.table("book").orElseThrow());
    // schema]
    Table table = await(book);
    // [schema-walk
    table.columns().forEach(column -> print(column.name() + " " + column.type()));
    table.indexes().forEach(index -> print(index.name() + (index.unique() ? ", unique" : "")));
    // schema-walk]
    page.gives("schema-walk", String.join("\n", shown));
  }

  @Test
  void plans() {
    // [plan
    Future<String> plan =
        pool.explainQueryPlan("SELECT * FROM book WHERE stock > 1").map(Object::toString);
    // plan]
    page.gives("plan", await(plan));
    String path = place.in("test.db");
    // [slow
    SQLiteConnectOptions options = SQLiteConnectOptions.file(path).setSlowStatementThreshold(200);
    // slow]
    assertThat(value(place.pool(options), "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void health() {
    three();
    // [health
    Future<Boolean> well =
        pool.maintenance()
            .health()
            .compose(health -> pool.maintenance().integrityCheck())
            .map(List::isEmpty);
    long writes = pool.figures().getWrites();
    // health]
    assertThat(await(well)).isTrue();
    assertThat(writes).isPositive();
    assertThat(await(pool.maintenance().checkpoint(CheckpointMode.PASSIVE)).isBlocked()).isFalse();
  }

  @Test
  void errors() {
    three();
    // [errors
    Future<String> outcome =
        pool.query("INSERT INTO book (title) VALUES ('Dune')")
            .execute()
            .map("added")
            .recover(
                failure ->
                    failure instanceof SQLiteException e
                            && e.category() == SQLiteErrorCategory.INTEGRITY
                        ? Future.succeededFuture("is there already: " + e.kind())
                        : Future.failedFuture(failure));
    // errors]
    page.gives("errors", await(outcome));
  }
}
