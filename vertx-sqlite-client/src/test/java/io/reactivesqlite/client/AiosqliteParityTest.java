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

import io.reactivesqlite.client.impl.SQLiteConnectionImpl;
import io.reactivesqlite.client.scheduling.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.streams.ReadStream;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the suite of aiosqlite shows of aiosqlite, shown of this client: thirty behaviours, and as
 * the last ten what its performance suite does, by its results.
 */
class AiosqliteParityTest {

  private static final PropertyKind<Long> LAST_INSERTED_ID =
      PropertyKind.create("last-inserted-id", Long.class);
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  private static final int ROUNDS = 50;

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private static List<Object> range(int from, int to) {
    return IntStream.rangeClosed(from, to).<Object>mapToObj(i -> i).toList();
  }

  /** A table of whole numbers from 1 on. */
  private static void fill(SqlConnection connection, int rows) {
    run(connection, "CREATE TABLE t (i INTEGER PRIMARY KEY, k INTEGER)");
    run(
        connection,
        "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + rows
            + ") SELECT i, i % 7 FROM n");
  }

  private void nothingIsLeftOpen() {
    assertThat(Database.openCount()).as("open databases").isZero();
    until("the worker threads have ended", () -> Sandbox.workerThreads() == 0);
  }

  // The thirty of its suite.

  @Test
  void aConnectionOpensWorksAndCloses() {
    SQLiteConnection connection = sandbox.connect();
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
    assertThat(Database.openCount()).isEqualTo(1);
    await(connection.close());
    nothingIsLeftOpen();
  }

  @Test
  void aScopedConnectionIsGivenBackWhenItsScopeEnds() {
    SQLitePool pool = sandbox.pool();
    AtomicReference<SqlConnection> kept = new AtomicReference<>();
    long answer =
        await(
            pool.withConnection(
                connection -> {
                  kept.set(connection);
                  return connection
                      .query("SELECT 40 + 2")
                      .execute()
                      .map(rows -> rows.iterator().next().getLong(0));
                }));
    assertThat(answer).isEqualTo(42);
    assertThat(error(kept.get().query("SELECT 1").execute()).kind())
        .isEqualTo(SQLiteErrorKind.CLOSED);
  }

  @Test
  void theSameFileIsFoundByPathByStringByUriAndByNameOfAnyBytes() {
    String name = sandbox.directory().resolve("grüße 😀.db").toString();
    List<SQLiteConnectOptions> locations =
        List.of(
            SQLiteConnectOptions.file(sandbox.directory().resolve("grüße 😀.db")),
            SQLiteConnectOptions.file(name),
            SQLiteConnectOptions.fromUri(
                "sqlite://" + sandbox.directory() + "/gr%C3%BC%C3%9Fe%20%F0%9F%98%80.db"));
    for (SQLiteConnectOptions location : locations) {
      SQLiteConnection connection = sandbox.connect(location);
      run(connection, "CREATE TABLE IF NOT EXISTS t (i)");
      run(connection, "INSERT INTO t VALUES (1)");
      assertThat(Database.openCount()).isEqualTo(1);
      await(connection.close());
    }
    SQLiteConnection connection = sandbox.connect(SQLiteConnectOptions.file(name));
    assertThat(scalar(connection, "SELECT count(*) FROM t")).isEqualTo((long) locations.size());
  }

  @Test
  void tenWritersOnTenConnectionsAllSucceed() {
    run(sandbox.pool(), "CREATE TABLE t (i)");
    List<Future<?>> written = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      SQLiteConnection connection = sandbox.connect();
      written.add(connection.preparedQuery("INSERT INTO t VALUES (?)").execute(Tuple.of(i)));
    }
    await(Future.all(written));
    assertThat(sandbox.jdbcColumn("SELECT i FROM t ORDER BY i")).isEqualTo(range(1, 10));
  }

  @Test
  void tenInsertsOnOneConnectionRunInTheirOrder() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i)");
    List<Future<?>> written = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      written.add(connection.preparedQuery("INSERT INTO t VALUES (?)").execute(Tuple.of(i)));
    }
    await(Future.all(written));
    assertThat(sandbox.jdbcColumn("SELECT i FROM t ORDER BY rowid")).isEqualTo(range(1, 10));
  }

  @Test
  void tenRowsAreIterated() {
    SQLiteConnection connection = sandbox.connect();
    fill(connection, 10);
    List<Object> seen = new ArrayList<>();
    for (Row row : run(connection, "SELECT i FROM t ORDER BY i")) {
      seen.add(row.getInteger("i"));
    }
    assertThat(seen).isEqualTo(range(1, 10));
  }

  @Test
  void oneConnectionServesFourEventLoops() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i)");
    Set<Thread> loops = ConcurrentHashMap.newKeySet();
    List<Future<?>> written = new ArrayList<>();
    List<Context> contexts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      contexts.add(((VertxInternal) sandbox.vertx()).createEventLoopContext());
    }
    for (int i = 1; i <= 40; i++) {
      int value = i;
      Promise<Void> inserted = Promise.promise();
      written.add(inserted.future());
      contexts
          .get(i % 4)
          .runOnContext(
              v -> {
                loops.add(Thread.currentThread());
                connection
                    .preparedQuery("INSERT INTO t VALUES (?)")
                    .execute(Tuple.of(value))
                    .<Void>mapEmpty()
                    .onComplete(inserted);
              });
    }
    await(Future.all(written));
    assertThat(loops).hasSize(4);
    assertThat(column(connection, "SELECT i FROM t ORDER BY i")).hasSize(40);
  }

  @Test
  void aScopedCursorIsClosedWhenItsScopeEnds() {
    SQLiteConnection connection = sandbox.connect();
    fill(connection, 10);
    AtomicReference<Cursor> kept = new AtomicReference<>();
    RowSet<Row> first =
        await(
            connection
                .prepare("SELECT i FROM t ORDER BY i")
                .compose(
                    statement -> {
                      Cursor cursor = statement.cursor();
                      kept.set(cursor);
                      return cursor.read(3).eventually(() -> cursor.close());
                    }));
    assertThat(column(first)).isEqualTo(range(1, 3));
    assertThat(kept.get().isClosed()).isTrue();
    // An open one would keep the table from being dropped.
    run(connection, "DROP TABLE t");
    assertThat(sandbox.jdbcColumn("SELECT name FROM sqlite_schema")).isEmpty();
  }

  @Test
  void resultsAreTakenInOneExpression() {
    SQLiteConnection connection = sandbox.connect();
    fill(connection, 3);
    String texts =
        await(
            connection
                .query("SELECT i FROM t ORDER BY i")
                .collecting(
                    Collectors.mapping(row -> "row " + row.getInteger(0), Collectors.joining(", ")))
                .execute()
                .map(SqlResult::value));
    assertThat(texts).isEqualTo("row 1, row 2, row 3");
  }

  @Test
  void totalChangesAndInTransactionFollowWhatIsDone() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i)");
    assertThat(await(connection.totalChanges())).isZero();
    assertThat(await(connection.inTransaction())).isFalse();

    Transaction transaction = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1), (2)");
    assertThat(await(connection.totalChanges())).isEqualTo(2);
    assertThat(await(connection.inTransaction())).isTrue();

    await(transaction.commit());
    assertThat(await(connection.inTransaction())).isFalse();
    run(connection, "DELETE FROM t WHERE i = 1");
    assertThat(await(connection.totalChanges())).isEqualTo(3);
  }

  @Test
  void rowsComeFilteredAndInOrder() {
    SQLiteConnection connection = sandbox.connect();
    fill(connection, 100);
    RowSet<Row> rows =
        await(
            connection
                .preparedQuery("SELECT i FROM t WHERE k = ? AND i < ? ORDER BY i DESC")
                .execute(Tuple.of(3, 30)));
    assertThat(column(rows)).containsExactly(24, 17, 10, 3);
  }

  @Test
  void anExtensionThatCannotBeLoadedIsAnErrorThatNamesIt() {
    SQLiteConnection connection = sandbox.connect();
    assertThat(failure(connection.query("SELECT load_extension('nowhere')").execute()))
        .hasMessageContaining("not authorized");
    String missing = sandbox.directory().resolve("nowhere").toString();
    assertThat(
            failure(
                SQLiteConnection.connect(
                    sandbox.vertx(), sandbox.options().addLoadableExtension(missing))))
        .hasMessageContaining("nowhere");
  }

  @Test
  void aProgressHandlerAbortsAStatement() {
    SQLiteConnection connection = sandbox.connect();
    AtomicInteger asked = new AtomicInteger();
    await(connection.progressHandler(1_000, () -> asked.incrementAndGet() < 5));
    assertThat(error(connection.query(ENDLESS).execute()).kind())
        .isEqualTo(SQLiteErrorKind.INTERRUPTED);
    assertThat(asked).hasValue(5);
    await(connection.progressHandler(0, null));
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void functionsTakeNoArgumentAndOneArgument() {
    SQLiteConnection connection = sandbox.connect();
    await(connection.register(SQLiteFunction.scalar("no_arg", 0, args -> "none")));
    await(connection.register(SQLiteFunction.scalar("one_arg", 1, args -> args.getLong(0) * 2)));
    assertThat(scalar(connection, "SELECT no_arg()")).isEqualTo("none");
    assertThat(scalar(connection, "SELECT one_arg(21)")).isEqualTo(42L);
    assertThat(failure(connection.query("SELECT one_arg()").execute()))
        .hasMessageContaining("wrong number of arguments to function one_arg()");
  }

  @Test
  void aDeterministicFunctionServesAnIndexAndNoOtherDoes() {
    SQLiteConnection connection = sandbox.connect();
    SQLiteFunction twice =
        SQLiteFunction.scalar("twice", 1, args -> args.getLong(0) * 2).innocuous();
    await(connection.register(twice));
    fill(connection, 10);
    assertThat(failure(connection.query("CREATE INDEX doubled ON t (twice(i))").execute()))
        .hasMessageContaining("non-deterministic");

    await(connection.register(twice.deterministic()));
    run(connection, "CREATE INDEX doubled ON t (twice(i))");
    String sql = "SELECT i FROM t WHERE twice(i) = 8";
    assertThat(await(connection.explainQueryPlan(sql)).toString()).contains("INDEX doubled");
    assertThat(column(connection, sql)).containsExactly(4);
  }

  @Test
  void aTraceSeesTheSqlOfEachStatement() {
    SQLiteConnection connection = sandbox.connect();
    List<String> traced = new CopyOnWriteArrayList<>();
    connection.queryListener(event -> traced.add(event.getSql()));
    run(connection, "CREATE TABLE t (i)");
    await(connection.preparedQuery("INSERT INTO t VALUES (?)").execute(Tuple.of(1)));
    connection.queryListener(null);
    run(connection, "SELECT i FROM t");
    assertThat(traced).containsExactly("CREATE TABLE t (i)", "INSERT INTO t VALUES (?)");
  }

  @Test
  void anAuthorizerDeniesDropAndAllowsItAgainWhenItIsGone() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i)");
    await(connection.statementPolicy(SQLiteStatementPolicy.denying(SQLiteOperation.DROP)));
    assertThat(error(connection.query("DROP TABLE t").execute()).kind())
        .isEqualTo(SQLiteErrorKind.PERMISSION);
    assertThat(scalar(connection, "SELECT count(*) FROM t")).isEqualTo(0L);

    await(connection.statementPolicy(null));
    run(connection, "DROP TABLE t");
    assertThat(sandbox.jdbcColumn("SELECT name FROM sqlite_schema")).isEmpty();
  }

  @Test
  void anAuthorizerThatThrowsDenies() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i)");
    await(
        connection.statementPolicy(
            action -> {
              throw new IllegalStateException("out of order");
            }));
    SQLiteException denied = error(connection.query("INSERT INTO t VALUES (1)").execute());
    assertThat(denied.kind()).isEqualTo(SQLiteErrorKind.PERMISSION);
    assertThat(denied).hasMessageContaining("out of order");
    assertThat(sandbox.jdbcColumn("SELECT i FROM t")).isEmpty();
  }

  @Test
  void aDatabaseThatCannotBeOpenedSaysSo() {
    SQLiteException failure =
        error(
            SQLiteConnection.connect(
                sandbox.vertx(),
                SQLiteConnectOptions.file(sandbox.directory().resolve("no/such/dir.db"))));
    assertThat(failure.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN);
    assertThat(failure).hasMessageContaining("unable to open database");
  }

  /** A future of Vert.x cannot be cancelled; who gives up on it closes what it belongs to. */
  @Test
  void aConnectThatIsGivenUpLeavesNoThread() {
    Vertx ours = Vertx.vertx();
    SQLiteConnection.connect(ours, sandbox.options());
    await(ours.close());
    nothingIsLeftOpen();
  }

  @Test
  void aDumpIsExact() {
    SQLitePool pool = sandbox.pool();
    await(
        pool.executeScript(
            """
            CREATE TABLE t (i INTEGER PRIMARY KEY, k TEXT);
            INSERT INTO t VALUES (1, 'it''s'), (2, NULL), (3, x'00ff');
            CREATE INDEX by_k ON t (k);
            """));
    assertThat(await(dumpOf(pool)))
        .containsExactly(
            "PRAGMA foreign_keys = OFF;",
            "BEGIN TRANSACTION;",
            "CREATE TABLE t (i INTEGER PRIMARY KEY, k TEXT);",
            "INSERT INTO \"t\" (\"i\", \"k\") VALUES (1, 'it''s');",
            "INSERT INTO \"t\" (\"i\", \"k\") VALUES (2, NULL);",
            "INSERT INTO \"t\" (\"i\", \"k\") VALUES (3, X'00ff');",
            "CREATE INDEX by_k ON t (k);",
            "COMMIT;");
  }

  private static Future<List<String>> dumpOf(SQLitePool pool) {
    return pool.backup().dump().compose(AiosqliteParityTest::all);
  }

  private static <T> Future<List<T>> all(ReadStream<T> stream) {
    Promise<List<T>> read = Promise.promise();
    List<T> items = new ArrayList<>();
    stream.exceptionHandler(read::tryFail);
    stream.endHandler(v -> read.tryComplete(items));
    stream.handler(items::add);
    stream.resume();
    return read.future();
  }

  @Test
  void whoUsesAClosedConnectionIsToldSoEachTime() {
    SQLiteConnection connection = sandbox.connect();
    await(connection.close());
    for (int i = 0; i < 2; i++) {
      SQLiteException refused = error(connection.query("SELECT 1").execute());
      assertThat(refused.kind()).isEqualTo(SQLiteErrorKind.CLOSED);
      assertThat(refused).hasMessageContaining("closed");
    }
  }

  @Test
  void aHundredFetchesThatRaceWithCloseAllEndWithRowsOrWithClosed() {
    SQLiteConnection connection = sandbox.connect();
    fill(connection, 10);
    List<Future<RowSet<Row>>> fetches = new ArrayList<>();
    Future<Void> closed = null;
    for (int i = 0; i < 100; i++) {
      fetches.add(connection.query("SELECT i FROM t ORDER BY i").execute());
      if (i == 50) {
        closed = connection.close();
      }
    }
    await(closed);
    for (int i = 0; i < 100; i++) {
      Future<RowSet<Row>> fetch = fetches.get(i);
      if (i <= 50) {
        assertThat(column(await(fetch))).isEqualTo(range(1, 10));
      } else {
        assertThat(error(fetch).kind()).isEqualTo(SQLiteErrorKind.CLOSED);
      }
    }
  }

  @Test
  void closeWaitsForAThousandQueuedStatements() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i)");
    AtomicInteger served = new AtomicInteger();
    for (int i = 0; i < 1_000; i++) {
      connection
          .preparedQuery("INSERT INTO t VALUES (?)")
          .execute(Tuple.of(i))
          .onSuccess(done -> served.incrementAndGet());
    }
    await(connection.close());
    assertThat(served).hasValue(1_000);
    assertThat(sandbox.jdbcColumn("SELECT count(*) FROM t")).containsExactly(1_000);
  }

  @Test
  void closingTwiceIsNoMistake() {
    SQLiteConnection connection = sandbox.connect();
    Future<Void> first = connection.close();
    Future<Void> second = connection.close();
    await(first);
    await(second);
    await(connection.close());
    nothingIsLeftOpen();
  }

  @Test
  void aBackupTellsItsProgressAndIsEqual() throws Exception {
    SQLitePool pool = sandbox.pool();
    await(pool.withConnection(connection -> filled(connection, 5_000)));
    List<SQLiteBackupProgress> told = new CopyOnWriteArrayList<>();
    String copy = sandbox.directory().resolve("copy.db").toString();
    await(pool.backup().toFile(copy, new SQLiteBackupOptions().setPagesPerStep(2), told::add));
    assertThat(told).hasSizeGreaterThan(3);
    SQLiteBackupProgress last = told.get(told.size() - 1);
    assertThat(last.getPagesDone()).isEqualTo(last.getPagesTotal()).isGreaterThan(6);
    SQLitePool other = sandbox.pool(SQLiteConnectOptions.file(copy));
    assertThat(await(dumpOf(other))).isEqualTo(await(dumpOf(pool))).hasSizeGreaterThan(5_000);
  }

  private static Future<Void> filled(SqlConnection connection, int rows) {
    return connection
        .query("CREATE TABLE t (i INTEGER PRIMARY KEY, k INTEGER)")
        .execute()
        .compose(
            created ->
                connection
                    .preparedQuery("INSERT INTO t VALUES (?, ?)")
                    .executeBatch(
                        IntStream.rangeClosed(1, rows).mapToObj(i -> Tuple.of(i, i % 7)).toList()))
        .mapEmpty();
  }

  @Test
  void aBackupGoesToAConnectionOfAPlainDriver() throws Exception {
    SQLitePool pool = sandbox.pool();
    await(pool.withConnection(connection -> filled(connection, 100)));
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      await(pool.backup().toConnection(plain, new SQLiteBackupOptions(), null));
      try (ResultSet rows =
          plain.createStatement().executeQuery("SELECT count(*), sum(i), sum(k) FROM t")) {
        assertThat(rows.getInt(1)).isEqualTo(100);
        assertThat(rows.getInt(2)).isEqualTo(5_050);
        assertThat(rows.getInt(3)).isEqualTo(297);
      }
    }
  }

  @Test
  void aConnectionThatWasLeftOpenIsWarnedOf() {
    try (CapturedLog log = CapturedLog.of(SQLiteConnectionImpl.class.getName())) {
      Vertx ours = Vertx.vertx();
      SQLiteConnection closed = await(SQLiteConnection.connect(ours, sandbox.options()));
      await(closed.close());
      await(ours.close());
      assertThat(log.warnings()).isEmpty();

      ours = Vertx.vertx();
      await(SQLiteConnection.connect(ours, sandbox.options()));
      await(ours.close());
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("left open", sandbox.file().toString());
    }
  }

  @Test
  void vertxMayStopWithoutAnythingBeingClosed() {
    Vertx ours = Vertx.vertx();
    SQLiteConnection connection = await(SQLiteConnection.connect(ours, sandbox.options()));
    run(connection, "CREATE TABLE t (i)");
    SQLitePool pool =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo(sandbox.options()).using(ours).build());
    run(pool, "INSERT INTO t VALUES (1)");
    await(connection.begin());
    run(connection, "INSERT INTO t VALUES (2)");
    await(ours.close());
    nothingIsLeftOpen();
    assertThat(sandbox.jdbcColumn("SELECT i FROM t")).containsExactly(1);
  }

  @Test
  void closingAfterVertxIsGoneEndsToo() {
    Vertx ours = Vertx.vertx();
    SQLiteConnection connection = await(SQLiteConnection.connect(ours, sandbox.options()));
    SQLitePool pool =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo(sandbox.options()).using(ours).build());
    run(pool, "CREATE TABLE t (i)");
    await(ours.close());
    await(connection.close());
    await(pool.close());
    nothingIsLeftOpen();
  }

  // The ten of its performance suite, by their results.

  @Test
  void databasesInMemoryOpenAndCloseAgainAndAgain() {
    for (int i = 0; i < ROUNDS; i++) {
      SQLiteConnection connection = sandbox.connect(SQLiteConnectOptions.memory());
      // Each is a new one: the table is not there yet.
      run(connection, "CREATE TABLE t (i)");
      await(connection.close());
    }
    nothingIsLeftOpen();
  }

  @Test
  void aFileOpensAndClosesAgainAndAgain() {
    for (int i = 1; i <= ROUNDS; i++) {
      SQLiteConnection connection = sandbox.connect();
      run(connection, "CREATE TABLE IF NOT EXISTS t (i)");
      run(connection, "INSERT INTO t VALUES (" + i + ")");
      await(connection.close());
    }
    nothingIsLeftOpen();
    assertThat(sandbox.jdbcColumn("SELECT i FROM t ORDER BY rowid")).isEqualTo(range(1, ROUNDS));
  }

  @Test
  void manySmallQueriesEachGetTheirAnswer() {
    SQLiteConnection connection = sandbox.connect();
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(scalar(connection, "SELECT 1 + " + i)).isEqualTo(1L + i);
    }
  }

  @Test
  void manyInsertsAreAllThere() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i)");
    for (int i = 1; i <= ROUNDS; i++) {
      await(connection.preparedQuery("INSERT INTO t VALUES (?)").execute(Tuple.of(i)));
    }
    assertThat(column(connection, "SELECT i FROM t ORDER BY rowid").size()).isEqualTo(ROUNDS);
    assertThat(sandbox.jdbcColumn("SELECT sum(i) FROM t"))
        .containsExactly(ROUNDS * (ROUNDS + 1) / 2);
  }

  @Test
  void manyAuthorizedInsertsAreAllThereAndThePolicyIsAskedOnce() {
    AtomicInteger asked = new AtomicInteger();
    run(sandbox.pool(), "CREATE TABLE t (i)");
    SQLiteConnection connection =
        sandbox.connect(
            sandbox
                .options()
                .setStatementPolicy(
                    action -> {
                      asked.incrementAndGet();
                      return action.operation() == SQLiteOperation.INSERT;
                    }));
    for (int i = 1; i <= ROUNDS; i++) {
      await(connection.preparedQuery("INSERT INTO t VALUES (?)").execute(Tuple.of(i)));
    }
    assertThat(asked).hasValue(1);
    assertThat(sandbox.jdbcColumn("SELECT count(*) FROM t")).containsExactly(ROUNDS);
    assertThat(error(connection.query("DELETE FROM t").execute()).kind())
        .isEqualTo(SQLiteErrorKind.PERMISSION);
  }

  @Test
  void eachInsertIsFollowedByItsIdAskedForInSql() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i INTEGER PRIMARY KEY AUTOINCREMENT, k)");
    for (long i = 1; i <= ROUNDS; i++) {
      run(connection, "INSERT INTO t (k) VALUES ('x')");
      assertThat(scalar(connection, "SELECT last_insert_rowid()")).isEqualTo(i);
    }
  }

  @Test
  void eachInsertTellsItsId() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t (i INTEGER PRIMARY KEY AUTOINCREMENT, k)");
    for (long i = 1; i <= ROUNDS; i++) {
      RowSet<Row> inserted =
          await(connection.preparedQuery("INSERT INTO t (k) VALUES (?)").execute(Tuple.of("x")));
      assertThat(inserted.property(LAST_INSERTED_ID)).isEqualTo(i);
    }
  }

  @Test
  void aHundredRowsAreReadByCursorAgainAndAgain() {
    SQLiteConnection connection = sandbox.connect();
    fill(connection, 100);
    PreparedStatement statement = await(connection.prepare("SELECT i FROM t ORDER BY i"));
    for (int i = 0; i < 10; i++) {
      Cursor cursor = statement.cursor();
      List<Object> seen = new ArrayList<>();
      do {
        seen.addAll(column(await(cursor.read(30))));
      } while (cursor.hasMore());
      await(cursor.close());
      assertThat(seen).isEqualTo(range(1, 100));
    }
  }

  @Test
  void aHundredRowsAreFetchedAtOnceAgainAndAgain() {
    SQLiteConnection connection = sandbox.connect();
    fill(connection, 100);
    for (int i = 0; i < 10; i++) {
      assertThat(column(connection, "SELECT i FROM t ORDER BY i")).isEqualTo(range(1, 100));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64, 128, 256, 512, 1024})
  void manyRowsAreIteratedInChunksOfAnySize(int chunk) {
    int rows = 131_072;
    SQLiteConnection connection = sandbox.connect();
    fill(connection, rows);
    PreparedStatement statement = await(connection.prepare("SELECT i FROM t ORDER BY i"));
    List<SQLiteQueryEvent> fetches = new CopyOnWriteArrayList<>();
    connection.queryListener(fetches::add);
    RowStream<Row> stream = statement.createStream(chunk, Tuple.tuple());
    List<Row> seen = await(all(stream));
    assertThat(seen).hasSize(rows);
    for (int i = 0; i < rows; i++) {
      if (seen.get(i).getInteger(0) != i + 1) {
        assertThat(seen.get(i).getInteger(0)).as("row " + i).isEqualTo(i + 1);
      }
    }
    assertThat(fetches).hasSizeGreaterThanOrEqualTo(rows / chunk);
    assertThat(fetches).extracting(SQLiteQueryEvent::getRows).allMatch(n -> n <= chunk);
  }
}
