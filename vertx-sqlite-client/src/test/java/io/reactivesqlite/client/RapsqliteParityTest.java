// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.failure;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static io.reactivesqlite.client.Sandbox.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.schema.Column;
import io.reactivesqlite.client.schema.ForeignKey;
import io.reactivesqlite.client.schema.IndexColumn;
import io.reactivesqlite.client.schema.SQLiteSchema;
import io.reactivesqlite.client.schema.Table;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What rapsqlite and its neighbours offer, row by row of the list of parity. A row that belongs to
 * another module is shown here as far as the client alone carries it, and names the test of that
 * module.
 */
class RapsqliteParityTest {

  private static final PropertyKind<Long> LAST_INSERTED_ID =
      PropertyKind.create("last-inserted-id", Long.class);
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  private static final String NUMBERS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
          + " SELECT i, 'row ' || i AS name FROM n";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool people() {
    SQLitePool pool = sandbox.pool();
    await(
        pool.executeScript(
            """
            CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INT);
            INSERT INTO person (name, age) VALUES ('Ada', 36), ('Bob', 41);
            """));
    return pool;
  }

  @Test
  void connectTakesPathsUrisJsonPragmasTimeoutsAndPoolSizes() {
    SQLiteConnectOptions typed =
        sandbox.options().setBusyTimeout(1_234).setCacheSize(-4_096).setForeignKeys(false);
    SQLiteConnectOptions fromUri =
        SQLiteConnectOptions.fromUri(
            "sqlite://" + sandbox.file() + "?busy_timeout=1234&cache_size=-4096&foreign_keys=off");
    SQLiteConnectOptions fromJson =
        new SQLiteConnectOptions(
            new JsonObject()
                .put("database", sandbox.file().toString())
                .put("busyTimeout", 1_234)
                .put("cacheSize", -4_096)
                .put("foreignKeys", false));
    assertThat(fromUri).isEqualTo(typed);
    assertThat(fromJson).isEqualTo(typed);

    SQLitePool pool = sandbox.pool(fromUri, new PoolOptions().setMaxSize(2).setIdleTimeout(60));
    assertThat(scalar(pool, "PRAGMA cache_size")).isEqualTo(-4_096L);
    assertThat(scalar(pool, "PRAGMA foreign_keys")).isEqualTo(0L);
    Future<?> first = pool.getConnection();
    Future<?> second = pool.getConnection();
    await(Future.all(first, second));
    assertThat(pool.size()).isEqualTo(2);

    // iter_chunk_size is an argument of each stream.
    SQLiteConnection connection = sandbox.connect(fromJson);
    List<SQLiteQueryEvent> fetches = new CopyOnWriteArrayList<>();
    PreparedStatement statement = await(connection.prepare(NUMBERS));
    connection.queryListener(fetches::add);
    assertThat(await(rows(statement.createStream(100, Tuple.tuple())))).hasSize(1_000);
    assertThat(fetches).hasSizeGreaterThanOrEqualTo(10);
  }

  private static Future<List<Row>> rows(RowStream<Row> stream) {
    Promise<List<Row>> read = Promise.promise();
    List<Row> rows = new ArrayList<>();
    stream.exceptionHandler(read::tryFail).endHandler(v -> read.tryComplete(rows));
    stream.handler(rows::add);
    return read.future();
  }

  @Test
  void aMemoryDatabaseIsOneForTheWholePoolAndForAllWhoNameIt() {
    SQLitePool pool = sandbox.pool(SQLiteConnectOptions.memory("shared"));
    run(pool, "CREATE TABLE t (i)");
    run(pool, "INSERT INTO t VALUES (1)");
    assertThat(await(pool.withConnection(c -> c.query("SELECT i FROM t").execute())).size())
        .isEqualTo(1);
    SQLitePool same = sandbox.pool(SQLiteConnectOptions.memory("shared"));
    assertThat(column(same, "SELECT i FROM t")).containsExactly(1L);
    SQLitePool other = sandbox.pool(SQLiteConnectOptions.memory());
    assertThat(column(other, "SELECT name FROM sqlite_schema")).isEmpty();
  }

  @Test
  void initHooksRunOncePerDatabaseInitSqlPerConnectionAndPragmasAreChecked() {
    AtomicInteger prepared = new AtomicInteger();
    SQLiteConnectOptions options =
        sandbox
            .options()
            .addInitSql("CREATE TEMP TABLE of_this_connection (i)")
            .setDatabaseInit(
                connection -> {
                  prepared.incrementAndGet();
                  return connection.query("CREATE TABLE t (i)").execute().mapEmpty();
                });
    SQLitePool pool = sandbox.pool(options);
    SQLitePool another = sandbox.pool(options);
    run(pool, "INSERT INTO t VALUES (1)");
    run(another, "INSERT INTO t VALUES (2)");
    assertThat(prepared).hasValue(1);
    for (int i = 0; i < 2; i++) {
      SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
      assertThat(scalar(connection, "SELECT count(*) FROM of_this_connection")).isEqualTo(0L);
    }

    await(pool.pragma("user_version", 7));
    assertThat(await(pool.pragma("user_version"))).isEqualTo(7L);
    assertThat(error(pool.pragma("user_versoin", 7)).kind())
        .isEqualTo(SQLiteErrorKind.NOT_SUPPORTED);
  }

  @Test
  void statementsRunOnceForManyTuplesAndAsScriptsAndATailIsRefusedElsewhere() {
    SQLitePool pool = people();
    await(
        pool.preparedQuery("INSERT INTO person (name, age) VALUES (?, ?)")
            .executeBatch(List.of(Tuple.of("Cyd", 1), Tuple.of("Dee", 2), Tuple.of("Eve", 3))));
    assertThat(scalar(pool, "SELECT count(*) FROM person")).isEqualTo(5L);
    await(pool.executeScript("DELETE FROM person WHERE id > 4; UPDATE person SET age = 0;"));
    assertThat(column(pool, "SELECT DISTINCT age FROM person")).containsExactly(0);
    String two = "DELETE FROM person; DELETE FROM person";
    assertThat(error(pool.query(two).execute())).hasMessageContaining("more than one statement");
    assertThat(scalar(pool, "SELECT count(*) FROM person")).isEqualTo(4L);
  }

  @Test
  void oneRowAnOptionalRowAScalarAndAnInsertsIdAreShortWays() {
    SQLitePool pool = people();
    RowSet<Row> inserted =
        await(pool.preparedQuery("INSERT INTO person (name) VALUES (?)").execute(Tuple.of("Cyd")));
    assertThat(inserted.property(LAST_INSERTED_ID)).isEqualTo(3);
    assertThat(inserted.rowCount()).isEqualTo(1);
    assertThat(column(pool, "SELECT name FROM person ORDER BY id"))
        .containsExactly("Ada", "Bob", "Cyd");
    assertThat(await(pool.one("SELECT * FROM person WHERE id = ?", Tuple.of(2))).getString("name"))
        .isEqualTo("Bob");
    assertThat(await(pool.optional("SELECT * FROM person WHERE id = 9"))).isNull();
    assertThat(await(pool.scalar(Long.class, "SELECT sum(age) FROM person"))).isEqualTo(77);
    assertThat(error(pool.one("SELECT * FROM person")).kind()).isEqualTo(SQLiteErrorKind.MISUSE);
  }

  /** With templates ({@code #{name}}) it is {@code TemplatesTest} of it-tests. */
  @Test
  void parametersGoByPlaceByNumberAndByName() {
    SQLitePool pool = sandbox.pool();
    assertThat(texts(pool, "SELECT ? || ?", Tuple.of("a", "b"))).isEqualTo("ab");
    assertThat(texts(pool, "SELECT ?2 || ?1", Tuple.of("a", "b"))).isEqualTo("ba");
    Tuple named = SQLiteTuple.named(Map.of("x", "a", "y", "b"));
    for (String prefix : List.of(":", "@", "$")) {
      assertThat(texts(pool, "SELECT %sy || %sx || %sy".replace("%s", prefix), named))
          .isEqualTo("bab");
    }
    assertThat(
            error(pool.preparedQuery("SELECT :x").execute(SQLiteTuple.named(Map.of("z", 1))))
                .kind())
        .isEqualTo(SQLiteErrorKind.PARAMETER);
  }

  private static String texts(SQLitePool pool, String sql, Tuple tuple) {
    return await(pool.scalar(String.class, sql, tuple));
  }

  @Test
  void preparedStatementsAreKeptTheLeastRecentlyUsedGoFirstAndBothAreCounted() {
    SQLitePool pool =
        sandbox.pool(sandbox.options().setReaders(1).setPreparedStatementCacheMaxSize(2));
    run(pool, "SELECT 1");
    SQLitePoolFigures before = pool.figures();
    for (String sql : List.of("SELECT 2", "SELECT 3", "SELECT 2", "SELECT 4", "SELECT 3")) {
      run(pool, sql);
    }
    SQLitePoolFigures after = pool.figures();
    // Only the second SELECT 2 was there; SELECT 3 had to leave for SELECT 4.
    assertThat(after.getStatementCacheHits() - before.getStatementCacheHits()).isEqualTo(1);
    assertThat(after.getStatementCacheMisses() - before.getStatementCacheMisses()).isEqualTo(4);
  }

  @Test
  void transactionsBeginInAnyModeEndEitherWayAndNestBySavepoints() {
    SQLitePool pool = people();
    SQLiteConnection connection = sandbox.connect();
    for (TransactionMode mode : TransactionMode.values()) {
      Transaction transaction = await(connection.begin(mode));
      assertThat(await(connection.inTransaction())).isTrue();
      await(transaction.rollback());
    }
    Throwable undone =
        failure(
            pool.withTransaction(
                c ->
                    c.query("DELETE FROM person")
                        .execute()
                        .compose(v -> Future.failedFuture("changed my mind"))));
    assertThat(undone).hasMessage("changed my mind");

    await(
        pool.withTransaction(
            c ->
                c.query("UPDATE person SET age = 1")
                    .execute()
                    .compose(
                        v ->
                            SQLiteConnection.cast(c)
                                .withSavepoint(
                                    inner ->
                                        inner
                                            .query("UPDATE person SET age = 2")
                                            .execute()
                                            .compose(w -> Future.failedFuture("not this")))
                                .otherwiseEmpty())));
    assertThat(column(pool, "SELECT age FROM person")).containsExactly(1, 1);
  }

  @Test
  void aTransactionIsTriedAgainAndEndsWithItsTime() {
    SQLitePool pool = people();
    AtomicInteger tries = new AtomicInteger();
    await(
        pool.withTransaction(
            new SQLiteTransactionOptions().setMode(TransactionMode.DEFERRED),
            c ->
                c.query("SELECT age FROM person WHERE id = 1")
                    .execute()
                    .compose(
                        rows -> {
                          if (tries.incrementAndGet() == 1) {
                            // Another program is quicker: what was read is old now.
                            sandbox.jdbc("UPDATE person SET age = 50 WHERE id = 1");
                          }
                          int age = rows.iterator().next().getInteger(0) + 1;
                          return c.query("UPDATE person SET age = " + age + " WHERE id = 1")
                              .execute();
                        })));
    assertThat(tries).hasValue(2);
    assertThat(scalar(pool, "SELECT age FROM person WHERE id = 1")).isEqualTo(51);

    SQLiteException late =
        error(
            pool.withTransaction(
                new SQLiteTransactionOptions().setTimeout(50),
                c ->
                    c.query("DELETE FROM person")
                        .execute()
                        .compose(v -> Promise.promise().future())));
    assertThat(late.kind()).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(scalar(pool, "SELECT count(*) FROM person")).isEqualTo(2L);
  }

  @Test
  void changesIdsAndTransactionsAreToldByConnectionAndResult() {
    people();
    SQLiteConnection connection = sandbox.connect();
    RowSet<Row> updated = run(connection, "UPDATE person SET age = age + 1");
    assertThat(updated.rowCount()).isEqualTo(2);
    RowSet<Row> inserted = run(connection, "INSERT INTO person (id, name) VALUES (70, 'Cyd')");
    assertThat(inserted.property(LAST_INSERTED_ID)).isEqualTo(70);
    assertThat(await(connection.totalChanges())).isEqualTo(3);
    assertThat(await(connection.inTransaction())).isFalse();
    run(connection, "BEGIN");
    assertThat(await(connection.inTransaction())).isTrue();
    run(connection, "ROLLBACK");
  }

  @Test
  void cursorsStepThroughRowsAndTellWhatTheyAre() {
    SQLiteConnection connection = sandbox.connect();
    PreparedStatement statement = await(connection.prepare(NUMBERS));
    Cursor cursor = statement.cursor();
    RowSet<Row> first = await(cursor.read(1));
    assertThat(first.columnDescriptors())
        .extracting(ColumnDescriptor::name)
        .containsExactly("i", "name");
    assertThat(column(first)).containsExactly(1L);
    assertThat(column(await(cursor.read(3)))).containsExactly(2L, 3L, 4L);
    assertThat(cursor.hasMore()).isTrue();
    assertThat(await(cursor.read(10_000)).size()).isEqualTo(996);
    assertThat(cursor.hasMore()).isFalse();
    await(cursor.close());
    assertThat(cursor.isClosed()).isTrue();

    // Of an endless query, a stream that is paused has read no more than it was asked for.
    PreparedStatement endless = await(connection.prepare(ENDLESS.replace("count(*)", "i")));
    RowStream<Row> stream = endless.createStream(10, Tuple.tuple());
    List<Object> seen = new CopyOnWriteArrayList<>();
    stream.pause();
    stream.handler(row -> seen.add(row.getValue(0)));
    stream.fetch(15);
    until("fifteen rows have come", () -> seen.size() == 15);
    await(stream.close());
    assertThat(seen).hasSize(15).endsWith(15L);
  }

  @Test
  void rowsGoByPlaceAndNameToJsonToClassesToCollectorsAndTextToBytes() {
    record Person(long id, String name) {}
    SQLitePool pool = people();
    String sql = "SELECT id, name FROM person ORDER BY id";
    Row row = run(pool, sql).iterator().next();
    assertThat(row.getLong(0)).isEqualTo(row.getLong("id")).isEqualTo(1);
    assertThat(row.getColumnName(1)).isEqualTo("name");
    assertThat(row.getColumnIndex("name")).isEqualTo(1);
    assertThat(row.toJson()).isEqualTo(new JsonObject().put("id", 1).put("name", "Ada"));
    assertThat(row.getBuffer("name")).isEqualTo(Buffer.buffer(new byte[] {'A', 'd', 'a'}));
    assertThat(row.deepToString()).contains("1").contains("Ada");

    assertThat(
            await(
                pool.query(sql)
                    .mapping(r -> new Person(r.getLong("id"), r.getString("name")))
                    .execute()))
        .containsExactly(new Person(1, "Ada"), new Person(2, "Bob"));
    SqlResult<Map<Long, String>> byId =
        await(
            pool.query(sql)
                .collecting(Collectors.toMap((Row r) -> r.getLong(0), r -> r.getString(1)))
                .execute());
    assertThat(byId.value()).isEqualTo(Map.of(1L, "Ada", 2L, "Bob"));
  }

  /** More of it: {@link OwnTypesTest}. */
  @Test
  void ownClassesAreEncodedAndOwnDeclaredTypesDecoded() {
    record Point(int x, int y) {}
    SQLitePool pool =
        sandbox.pool(
            sandbox
                .options()
                .addEncoder(SQLiteEncoder.of(Point.class, point -> point.x() + ";" + point.y()))
                .addDecoder(
                    SQLiteDecoder.of(
                        "POINT",
                        Point.class,
                        stored -> {
                          String[] parts = ((String) stored).split(";");
                          return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
                        })));
    run(pool, "CREATE TABLE t (p POINT)");
    await(pool.preparedQuery("INSERT INTO t VALUES (?)").execute(Tuple.of(new Point(4, -3))));
    assertThat(sandbox.jdbcColumn("SELECT p FROM t")).containsExactly("4;-3");
    assertThat(scalar(pool, "SELECT p FROM t")).isEqualTo(new Point(4, -3));
  }

  @Test
  void functionsAggregatesWindowsAndCollationsAreWrittenInJava() {
    SQLiteConnectOptions options =
        sandbox
            .options()
            .addRoutine(
                SQLiteFunction.scalar("twice", 1, args -> args.getLong(0) * 2)
                    .deterministic()
                    .innocuous())
            .addRoutine(
                SQLiteFunction.scalar(
                    "broken",
                    0,
                    args -> {
                      throw new IllegalStateException("no luck");
                    }))
            .addRoutine(SQLiteAggregate.of("longest", 1, Longest::new))
            .addRoutine(SQLiteWindow.of("running", 1, Running::new))
            .addRoutine(SQLiteCollation.of("by_length", (a, b) -> a.length() - b.length()));
    SQLitePool pool = sandbox.pool(options);
    run(pool, "CREATE TABLE t (i INTEGER, s TEXT, d AS (twice(i)))");
    run(pool, "INSERT INTO t VALUES (1, 'ccc'), (2, 'a'), (3, 'bb')");
    assertThat(column(pool, "SELECT d FROM t ORDER BY i")).containsExactly(2L, 4L, 6L);
    assertThat(scalar(pool, "SELECT longest(s) FROM t")).isEqualTo("ccc");
    assertThat(column(pool, "SELECT running(i) OVER (ORDER BY i) FROM t"))
        .containsExactly(1L, 3L, 6L);
    assertThat(column(pool, "SELECT s FROM t ORDER BY s COLLATE by_length"))
        .containsExactly("a", "bb", "ccc");
    assertThat(error(pool.query("SELECT broken()").execute()))
        .hasMessageContaining("the function broken failed")
        .hasRootCauseMessage("no luck");
  }

  private static final class Longest implements SQLiteAggregate.Accumulator {
    private String longest = "";

    @Override
    public void add(Tuple arguments) {
      String next = arguments.getString(0);
      longest = next.length() > longest.length() ? next : longest;
    }

    @Override
    public Object result() {
      return longest;
    }
  }

  private static final class Running implements SQLiteWindow.Accumulator {
    private long sum;

    @Override
    public void add(Tuple arguments) {
      sum += arguments.getLong(0);
    }

    @Override
    public void remove(Tuple arguments) {
      sum -= arguments.getLong(0);
    }

    @Override
    public Object result() {
      return sum;
    }
  }

  @Test
  void statementsAreTracedAuthorizedWatchedAndInterrupted() {
    people();
    SQLiteConnection connection = sandbox.connect();
    List<SQLiteQueryEvent> traced = new CopyOnWriteArrayList<>();
    connection.queryListener(traced::add);
    await(connection.preparedQuery("SELECT ? + 1").execute(Tuple.of(4_711)));
    assertThat(traced.get(0).getSql()).isEqualTo("SELECT ? + 1");
    assertThat(traced.get(0).getParameters()).isEmpty();
    assertThat(traced.get(0).getDurationNanos()).isPositive();

    await(
        connection.statementPolicy(
            action -> !action.equals(new SQLiteAction(SQLiteOperation.DELETE, "person"))));
    assertThat(error(connection.query("DELETE FROM person").execute()).kind())
        .isEqualTo(SQLiteErrorKind.PERMISSION);

    AtomicInteger asked = new AtomicInteger();
    await(
        connection.progressHandler(
            1_000,
            () -> {
              asked.incrementAndGet();
              return true;
            }));
    Future<?> endless = connection.query(ENDLESS).execute();
    until("it runs", () -> asked.get() > 3);
    connection.cancelRequest();
    assertThat(error(endless).kind()).isEqualTo(SQLiteErrorKind.CANCELLED);
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
  }

  /** A real library, loaded and refused: {@link LoadableExtensionsTest}. */
  @Test
  void extensionsAreOffAndOnlyNamedOnesAreTried() {
    SQLitePool pool = sandbox.pool();
    assertThat(error(pool.query("SELECT load_extension('x')").execute()))
        .hasMessageContaining("not authorized");
    String missing = sandbox.directory().resolve("missing-library").toString();
    SQLitePool naming = sandbox.pool(sandbox.options().addLoadableExtension(missing));
    assertThat(error(naming.query("SELECT 1").execute())).hasMessageContaining("missing-library");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> SQLiteConnectOptions.fromUri("sqlite:a.db?enable_load_extension=1")))
        .hasMessageContaining("native code");
  }

  @Test
  void copiesGoToPathsPoolsPlainConnectionsStreamsAndBytesAndBack() throws Exception {
    SQLitePool pool = people();
    List<SQLiteBackupProgress> told = new CopyOnWriteArrayList<>();
    String file = sandbox.directory().resolve("copy.db").toString();
    SQLiteBackupOptions options = new SQLiteBackupOptions().setPagesPerStep(1);
    await(pool.backup().toFile(file, options, told::add));
    assertThat(told).hasSizeGreaterThan(1);

    SQLitePool byPool = sandbox.pool(SQLiteConnectOptions.memory());
    await(pool.backup().toPool(byPool, options, null));
    SQLitePool byDump = sandbox.pool(SQLiteConnectOptions.memory());
    await(pool.backup().dump().compose(dump -> byDump.backup().load(dump)));
    SQLitePool byBytes = sandbox.pool(SQLiteConnectOptions.memory());
    await(pool.backup().serialize().compose(bytes -> byBytes.backup().deserialize(bytes)));
    SQLitePool byFile = sandbox.pool(SQLiteConnectOptions.memory());
    await(byFile.backup().restoreFile(file));
    String sql = "SELECT group_concat(name) FROM (SELECT name FROM person ORDER BY id)";
    for (SQLitePool copy : List.of(byPool, byDump, byBytes, byFile)) {
      assertThat(scalar(copy, sql)).isEqualTo("Ada,Bob");
    }

    try (Connection plain = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = plain.createStatement()) {
      await(pool.backup().toConnection(plain, options, null));
      assertThat(statement.executeQuery(sql).getString(1)).isEqualTo("Ada,Bob");
    }
  }

  @Test
  void theSchemaComesAsRecords() {
    SQLitePool pool = people();
    await(
        pool.executeScript(
            """
            CREATE TABLE pet (
              owner INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
              name TEXT DEFAULT 'Rex',
              loud AS (upper(name)));
            CREATE INDEX by_name ON pet (name DESC);
            CREATE VIEW owned AS SELECT name FROM pet;
            """));
    SQLiteSchema schema = await(pool.schema());
    assertThat(schema.tables()).extracting(Table::name).containsExactly("person", "pet");
    assertThat(schema.view("owned").orElseThrow().columns()).containsExactly("name");
    Table pet = schema.table("PET").orElseThrow();
    assertThat(pet.columns()).extracting(Column::name).containsExactly("owner", "name", "loud");
    assertThat(pet.columns().get(1).defaultValue()).isEqualTo("'Rex'");
    assertThat(pet.columns().get(2).generated()).isEqualTo(Column.Generated.VIRTUAL);
    assertThat(pet.indexes().get(0).columns())
        .containsExactly(new IndexColumn("name", null, "BINARY", true));
    assertThat(pet.foreignKeys()).extracting(ForeignKey::referencedTable).containsExactly("person");
    assertThat(pet.foreignKeys().get(0).onDelete()).isEqualTo(ForeignKey.Action.CASCADE);
  }

  /**
   * As meters of Micrometer: {@code SQLitePoolMetersTest}, and {@code MicrometerTest} of it-tests.
   */
  @Test
  void aPoolTellsItsFiguresAndItsHealth() {
    SQLitePool pool = people();
    SQLitePoolFigures before = pool.figures();
    run(pool, "SELECT 1");
    run(pool, "UPDATE person SET age = 1");
    var held = await(pool.getConnection());
    SQLitePoolFigures after = pool.figures();
    assertThat(after.getReads() - before.getReads()).isEqualTo(1);
    assertThat(after.getWrites() - before.getWrites()).isEqualTo(1);
    assertThat(after.getConnections()).isEqualTo(1);
    await(held.close());
    assertThat(await(pool.maintenance().health()).getSqliteVersion())
        .isEqualTo(scalar(pool, "SELECT sqlite_version()"));
    assertThat(await(pool.maintenance().integrityCheck())).isEmpty();
  }

  @Test
  void errorsHaveAKindCodesAStateTheirSqlAndNoValues() {
    SQLitePool pool = people();
    SQLiteException twice =
        error(
            pool.preparedQuery("INSERT INTO person (name, age) VALUES (?, ?)")
                .execute(Tuple.of("Ada", 4_711)));
    assertThat(twice.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE);
    assertThat(twice.kind().category()).isEqualTo(SQLiteErrorCategory.INTEGRITY);
    assertThat(twice.primaryCode()).isEqualTo(19);
    assertThat(twice.extendedCode()).isEqualTo(2067);
    assertThat(twice.getSqlState()).isEqualTo("23505");
    assertThat(twice).hasMessageContaining("VALUES (?, ?)");
    assertThat(twice.getMessage()).doesNotContain("4711");

    assertThat(error(pool.query("SELEC 1").execute()).kind().category())
        .isEqualTo(SQLiteErrorCategory.PROGRAMMING);
    run(pool, "CREATE TABLE strict_one (i INTEGER PRIMARY KEY)");
    assertThat(error(pool.query("INSERT INTO strict_one VALUES ('x')").execute()).kind().category())
        .isEqualTo(SQLiteErrorCategory.DATA);
    assertThat(error(pool.query("BEGIN").execute()).kind().category())
        .isEqualTo(SQLiteErrorCategory.INTERFACE);
    assertThat(error(pool.pragma("nonsense")).kind().category())
        .isEqualTo(SQLiteErrorCategory.NOT_SUPPORTED);
    assertThat(
            error(
                    sandbox
                        .pool(SQLiteConnectOptions.file(sandbox.directory()))
                        .query("SELECT 1")
                        .execute())
                .category())
        .isEqualTo(SQLiteErrorCategory.OPERATIONAL);
  }

  /** Its delay, measured beside idle, CPU-burn and on-loop controls: {@code EventLoopTest}. */
  @Test
  void sqliteRunsOnItsWorkersAndTheEventLoopGoesOn() {
    SQLitePool pool =
        sandbox.pool(
            sandbox
                .options()
                .addRoutine(
                    SQLiteFunction.scalar("thread", 0, args -> Thread.currentThread().getName())));
    Context loop = sandbox.vertx().getOrCreateContext();
    Promise<String> thread = Promise.promise();
    SQLiteCancellation cancellation = SQLiteCancellation.create();
    Promise<RowSet<Row>> endless = Promise.promise();
    Promise<Integer> turns = Promise.promise();
    loop.runOnContext(
        v -> {
          pool.scalar(String.class, "SELECT thread()").onComplete(thread);
          pool.preparedQuery(ENDLESS, new SQLiteStatementOptions().setCancellation(cancellation))
              .execute()
              .onComplete(endless);
          turn(loop, 1_000, turns);
        });
    assertThat(await(thread.future())).startsWith("vertx-sqlite");
    assertThat(await(turns.future())).isZero();
    assertThat(endless.future().isComplete()).isFalse();
    cancellation.cancel();
    assertThat(error(endless.future()).kind()).isEqualTo(SQLiteErrorKind.CANCELLED);
  }

  private static void turn(Context loop, int left, Promise<Integer> turns) {
    if (left == 0) {
      turns.complete(left);
    } else {
      loop.runOnContext(v -> turn(loop, left - 1, turns));
    }
  }

  /**
   * What sessions stand on. The sessions themselves: {@code SessionFeaturesTest}, {@code
   * StatelessAndTenantsTest} and {@code ConcurrencyTest} of hibernate-reactive-dialect.
   */
  @Test
  void anOrmFindsTheProductReturnedKeysAndRollback() {
    SQLitePool pool = people();
    SQLiteConnection connection = sandbox.connect();
    assertThat(connection.databaseMetadata().productName()).isEqualTo("SQLite");
    assertThat(connection.databaseMetadata().majorVersion()).isEqualTo(3);
    RowSet<Row> keys =
        await(
            connection
                .preparedQuery("INSERT INTO person (name) VALUES (?) RETURNING id")
                .executeBatch(List.of(Tuple.of("Cyd"), Tuple.of("Dee"))));
    assertThat(column(keys)).containsExactly(3);
    assertThat(column(keys.next())).containsExactly(4);
    Transaction transaction = await(connection.begin());
    run(connection, "DELETE FROM person");
    await(transaction.rollback());
    assertThat(scalar(pool, "SELECT count(*) FROM person")).isEqualTo(4L);
  }

  /**
   * What migrations stand on. Revisions, heads, branches and the command: {@code RevisionsTest},
   * {@code GraphCommandsTest}, {@code MigrationsTest} and {@code AlembicPageTest} of migrations.
   */
  @Test
  void aMigrationToolGetsAConnectionWithoutBlockingTheLoop() {
    SQLitePool pool = people();
    String thread =
        await(
            pool.withConnection(
                connection ->
                    SQLiteConnection.cast(connection)
                        .lendJdbc(
                            jdbc -> {
                              try (Statement statement = jdbc.createStatement()) {
                                statement.execute("ALTER TABLE person ADD COLUMN email TEXT");
                              }
                              return Thread.currentThread().getName();
                            })));
    assertThat(thread).startsWith("vertx-sqlite");
    assertThat(await(pool.schema()).table("person").orElseThrow().columns())
        .extracting(Column::name)
        .containsExactly("id", "name", "age", "email");
  }

  /** Whole programs: {@code FirstStepsTest} of examples, and the tests of quarkus-extension. */
  @Test
  void aWebServerAnswersFromThePool() {
    SQLitePool pool = people();
    Vertx vertx = sandbox.vertx();
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        pool.preparedQuery("SELECT id, name FROM person WHERE name = ?")
                            .execute(Tuple.of(request.getParam("name")))
                            .onSuccess(
                                rows -> {
                                  JsonArray json = new JsonArray();
                                  rows.forEach(row -> json.add(row.toJson()));
                                  request.response().end(json.encode());
                                })
                            .onFailure(e -> request.response().setStatusCode(500).end()))
                .listen(0, "127.0.0.1"));
    Buffer body =
        await(
            vertx
                .createHttpClient()
                .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/?name=Bob")
                .compose(request -> request.send())
                .compose(response -> response.body()));
    assertThat(body.toJsonArray())
        .isEqualTo(new JsonArray().add(new JsonObject().put("id", 2).put("name", "Bob")));
  }

  /** The output that the pages show: {@link ClientPagesTest}. */
  @Test
  void eachPieceOfJavaOnTheClientsPagesIsAPieceOfATest() throws Exception {
    StringBuilder tests = new StringBuilder();
    for (String module : List.of(".", "../it-tests")) {
      for (Path source : files(Path.of(module, "src/test/java"), ".java")) {
        tests.append(words(Files.readString(source))).append('\n');
      }
    }
    List<String> untested = new ArrayList<>();
    int pieces = 0;
    for (Path page : files(Path.of("../docs/client"), ".md")) {
      Matcher blocks =
          Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
      while (blocks.find()) {
        pieces++;
        if (tests.indexOf(words(blocks.group(1))) < 0) {
          untested.add(page.getFileName() + ": " + blocks.group(1));
        }
      }
    }
    assertThat(pieces).isGreaterThan(20);
    assertThat(untested).isEmpty();
  }

  private static List<Path> files(Path folder, String suffix) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static String words(String text) {
    return text.replaceAll("\\breturn ", "").replaceAll("\\s+", "");
  }

  /**
   * The file that a program in Python has left: a rollback journal, times with a T, booleans as
   * numbers.
   */
  @Test
  void aDatabaseOfAPythonProgramIsReadAsItIs() {
    sandbox.jdbc(
        "PRAGMA journal_mode = DELETE",
        "CREATE TABLE event (at TIMESTAMP, done BOOLEAN, price DECIMAL_TEXT, data BLOB, tags JSON)",
        "INSERT INTO event VALUES"
            + " ('2026-01-31T10:11:12.000345', 1, '10.50', x'00ff', '[\"a\", 1]')");
    SQLitePool pool = sandbox.pool();
    Row row = run(pool, "SELECT * FROM event").iterator().next();
    assertThat(row.getValue("at"))
        .isEqualTo(row.getLocalDateTime("at"))
        .isEqualTo(LocalDateTime.of(2026, 1, 31, 10, 11, 12, 345_000));
    assertThat(row.getValue("done")).isEqualTo(true);
    assertThat(row.getBigDecimal("price")).isEqualTo("10.50");
    assertThat(row.getBuffer("data")).isEqualTo(Buffer.buffer(new byte[] {0, (byte) 0xff}));
    assertThat(row.getJsonArray("tags")).isEqualTo(new JsonArray().add("a").add(1));
  }
}
