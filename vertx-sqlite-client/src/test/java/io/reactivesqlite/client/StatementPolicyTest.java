// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.SQLiteOperation.DELETE;
import static io.reactivesqlite.client.SQLiteOperation.DROP;
import static io.reactivesqlite.client.SQLiteOperation.INSERT;
import static io.reactivesqlite.client.SQLiteOperation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.reactivesqlite.client.schema.Table;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementPolicyTest {

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void schema() throws Exception {
    Pool pool = pool(null);
    await(
        pool.withConnection(
            c ->
                SQLiteConnection.cast(c)
                    .executeScript(
                        """
                        CREATE TABLE secret (x);
                        CREATE TABLE book (id INTEGER PRIMARY KEY, title);
                        CREATE TABLE page (book REFERENCES book ON DELETE CASCADE);
                        CREATE VIEW leak AS SELECT x FROM secret;
                        CREATE TRIGGER spy AFTER INSERT ON book BEGIN INSERT INTO secret VALUES (new.title); END;
                        CREATE VIRTUAL TABLE note USING fts5(body);
                        """)));
    await(pool.close());
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private Pool pool(SQLiteStatementPolicy policy) {
    return SQLiteBuilder.pool()
        .connectingTo(
            SQLiteConnectOptions.file(folder.resolve("policy.db")).setStatementPolicy(policy))
        .using(vertx)
        .build();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static void assertDenied(Future<?> future, String what) {
    Throwable failure = catchThrowable(() -> await(future)).getCause();
    assertThat(failure).isInstanceOf(SQLiteException.class);
    assertThat(((SQLiteException) failure).kind()).isEqualTo(SQLiteErrorKind.PERMISSION);
    assertThat(failure).hasMessageContaining(what);
  }

  private static SQLiteStatementPolicy denying(SQLiteOperation operation, String name) {
    return action -> !action.equals(new SQLiteAction(operation, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT x FROM secret",
        "SELECT * FROM leak",
        "WITH s AS (SELECT x FROM secret) SELECT * FROM s",
        "SELECT (SELECT count(*) FROM secret)",
        "INSERT INTO book (title) SELECT x FROM secret",
        "SELECT title FROM book WHERE title IN (SELECT x FROM \"SECRET\")"
      })
  void readingATableIsDeniedHoweverItIsRead(String sql) {
    Pool pool = pool(denying(READ, "secret"));
    assertDenied(pool.query(sql).execute(), "READ secret");
  }

  @Test
  void aTriggerCannotWriteWhatThePolicyDenies() throws Exception {
    Pool pool = pool(denying(INSERT, "secret"));
    assertDenied(pool.query("INSERT INTO book (title) VALUES ('x')").execute(), "INSERT secret");
    assertThat(await(pool.query("SELECT * FROM book").execute()).size()).isZero();
  }

  @Test
  void aForeignKeyActionCannotWriteWhatThePolicyDenies() {
    assertDenied(pool(denying(DELETE, "page")).query("DELETE FROM book").execute(), "DELETE page");
  }

  @Test
  void virtualTablesAreTablesToo() {
    assertDenied(
        pool(denying(INSERT, "note")).query("INSERT INTO note VALUES ('x')").execute(),
        "INSERT note");
    assertDenied(pool(denying(READ, "note")).query("SELECT * FROM note").execute(), "READ note");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO book (title) VALUES ('x')",
        "UPDATE book SET title = 'y'",
        "DELETE FROM book",
        "CREATE TABLE t (x)",
        "DROP TABLE book",
        "ALTER TABLE book ADD COLUMN y",
        "VACUUM",
        "PRAGMA user_version = 3",
        "SELECT load_extension('x')"
      })
  void readOnlyAllowsNothingThatChanges(String sql) {
    assertDenied(pool(SQLiteStatementPolicy.readOnly()).query(sql).execute(), "does not allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA foreign_keys = 0",
        "EXPLAIN PRAGMA foreign_keys = 0",
        "/* x */ EXPLAIN QUERY PLAN PRAGMA foreign_keys = 0"
      })
  void aPragmaThatIsDeniedDoesNotAct(String sql) throws Exception {
    Pool pool = pool(denying(SQLiteOperation.PRAGMA, "foreign_keys"));
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    assertDenied(connection.query(sql).execute(), "PRAGMA foreign_keys");
    await(connection.statementPolicy(null));
    Future<?> orphan = connection.query("INSERT INTO page VALUES (99)").execute();
    assertThat(catchThrowable(() -> await(orphan))).hasMessageContaining("FOREIGN KEY");
  }

  @Test
  void explainingIsNoReading() throws Exception {
    Pool pool = pool(denying(READ, "secret"));
    assertThat(await(pool.query("EXPLAIN SELECT * FROM secret").execute()).size()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO book VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET title = excluded.title",
        "INSERT OR REPLACE INTO book VALUES (1, 'x')",
        "REPLACE INTO book VALUES (1, 'x')"
      })
  void anInsertThatMayChangeOrRemoveRowsIsToldSo(String sql) {
    SQLiteStatementPolicy policy =
        SQLiteStatementPolicy.denying(SQLiteOperation.UPDATE, SQLiteOperation.DELETE);
    assertDenied(pool(policy).query(sql).execute(), "book");
  }

  @Test
  void aPragmaInTheGuiseOfATableIsAPragma() {
    assertDenied(
        pool(SQLiteStatementPolicy.readOnly())
            .query("SELECT name FROM pragma_table_info('secret')")
            .execute(),
        "PRAGMA table_info");
  }

  @Test
  void aTemporaryTableOfOneConnectionOpensNoDoorForOthers() throws Exception {
    Pool pool = pool(denying(READ, "secret"));
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    await(connection.query("CREATE TEMP TABLE secret (x)").execute());
    await(connection.query("SELECT * FROM secret").execute());
    assertDenied(pool.query("SELECT * FROM secret").execute(), "READ secret");
  }

  @Test
  void aScriptCannotChangeWhatAnAllowedStatementMeans() throws Exception {
    Pool pool = pool(denying(READ, "secret"));
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    assertDenied(
        connection.executeScript(
            """
            CREATE VIEW v AS SELECT 1 AS x;
            INSERT INTO book (title) SELECT x FROM v;
            DROP VIEW v;
            CREATE VIEW v AS SELECT x FROM secret;
            INSERT INTO book (title) SELECT x FROM v;
            """),
        "READ secret");
  }

  @Test
  void virtualTablesOfAttachedDatabasesAreTablesToo() throws Exception {
    Pool pool = pool(denying(READ, "other.hidden"));
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    await(connection.query("ATTACH ':memory:' AS other").execute());
    await(connection.query("CREATE VIRTUAL TABLE other.hidden USING fts5(body)").execute());
    assertDenied(connection.query("SELECT * FROM other.hidden").execute(), "READ other.hidden");
  }

  @Test
  void readOnlyAllowsReading() throws Exception {
    Pool pool = pool(SQLiteStatementPolicy.readOnly());
    assertThat(await(pool.query("SELECT upper(title) FROM book").execute()).size()).isZero();
  }

  @Test
  void holdsForPreparedStatementsCursorsAndScripts() throws Exception {
    Pool pool = pool(denying(READ, "secret"));
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    assertDenied(connection.prepare("SELECT x FROM secret"), "READ secret");
    assertDenied(connection.executeScript("SELECT 1; SELECT x FROM secret"), "READ secret");
    assertDenied(connection.lendJdbc(jdbc -> null), "JDBC");
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  private SQLitePool memory() {
    return SQLitePool.cast(
        SQLiteBuilder.pool().connectingTo(SQLiteConnectOptions.memory()).using(vertx).build());
  }

  private SQLitePool guarded(SQLiteStatementPolicy policy) {
    return SQLitePool.cast(pool(policy));
  }

  @Test
  void whatCopiesTheDatabaseOutReadsEveryTable() throws Exception {
    SQLiteBackup backup = guarded(denying(READ, "secret")).backup();
    assertDenied(backup.toFile(in("copy.db")), "READ secret");
    assertDenied(backup.vacuumInto(in("copy.db")), "READ secret");
    assertDenied(backup.serialize(), "READ secret");
    assertDenied(backup.dump(), "READ secret");
    assertDenied(backup.toPool(memory(), new SQLiteBackupOptions(), null), "READ secret");
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      assertDenied(backup.toConnection(plain, new SQLiteBackupOptions(), null), "READ secret");
    }
    assertThat(folder.resolve("copy.db")).doesNotExist();
    assertThat(folder.toFile().list()).noneMatch(name -> name.contains(".part-"));
  }

  @Test
  void whatReplacesTheDatabaseWritesEveryTableThatIsThereAndThatComes() throws Exception {
    SQLitePool free = guarded(null);
    await(free.query("INSERT INTO secret VALUES ('kept')").execute());
    SQLitePool source = memory();
    await(source.query("CREATE TABLE Newcomer (x)").execute());
    await(source.backup().toFile(in("source.db")));
    Buffer bytes = await(source.backup().serialize());

    for (SQLiteStatementPolicy policy :
        List.of(
            SQLiteStatementPolicy.readOnly(),
            denying(DELETE, "secret"),
            denying(DROP, "book"),
            denying(SQLiteOperation.CREATE, "newcomer"),
            denying(INSERT, "newcomer"))) {
      SQLitePool guarded = guarded(policy);
      assertDenied(guarded.backup().restoreFile(in("source.db")), "does not allow");
      assertDenied(guarded.backup().deserialize(bytes), "does not allow");
      assertDenied(
          source.backup().toPool(guarded, new SQLiteBackupOptions(), null), "does not allow");
    }
    assertThat(await(free.scalar(String.class, "SELECT x FROM secret"))).isEqualTo("kept");

    await(guarded(action -> true).backup().restoreFile(in("source.db")));
    assertThat(await(free.schema()).tables()).extracting(Table::name).containsExactly("Newcomer");
  }

  @Test
  void whatIsLoadedIsDecidedStatementByStatementAndNoneOfItIsShown() throws Exception {
    SQLitePool free = guarded(null);
    SQLitePool source = memory();
    await(source.executeScript("CREATE TABLE secret (x); INSERT INTO secret VALUES ('a value')"));
    await(free.query("DROP TRIGGER spy").execute());
    await(free.query("DROP VIEW leak").execute());
    await(free.query("DROP TABLE secret").execute());
    for (SQLiteStatementPolicy policy :
        List.of(denying(INSERT, "secret"), denying(SQLiteOperation.CREATE, "secret"))) {
      Future<Void> loading =
          source.backup().dump().compose(dump -> guarded(policy).backup().load(dump));
      assertDenied(loading, "secret");
      assertThat(loading.cause().getMessage()).doesNotContain("a value");
    }
    for (SQLiteStatementPolicy policy :
        List.of(
            SQLiteStatementPolicy.readOnly(), denying(SQLiteOperation.PRAGMA, "foreign_keys"))) {
      assertDenied(
          source.backup().dump().compose(dump -> guarded(policy).backup().load(dump)),
          "PRAGMA foreign_keys");
    }
    assertThat(await(free.schema()).table("secret")).isEmpty();

    await(source.backup().dump().compose(dump -> guarded(action -> true).backup().load(dump)));
    assertThat(await(free.scalar(String.class, "SELECT x FROM secret"))).isEqualTo("a value");
  }

  @Test
  void theSchemaIsATableToo() throws Exception {
    SQLiteStatementPolicy policy = denying(READ, "sqlite_schema");
    SQLitePool guarded = guarded(policy);
    assertDenied(guarded.schema(), "READ sqlite_schema");
    SQLiteConnection connection = SQLiteConnection.cast(await(guarded.getConnection()));
    assertDenied(connection.schema(), "READ sqlite_schema");

    SQLiteConnection other = SQLiteConnection.cast(await(guarded(null).getConnection()));
    await(other.statementPolicy(policy));
    assertDenied(other.schema(), "READ sqlite_schema");
    await(other.statementPolicy(null));
    assertThat(await(other.schema()).table("book")).isPresent();
  }

  @Test
  void maintenanceIsThePragmaThatItIs() throws Exception {
    SQLiteMaintenance guarded = guarded(SQLiteStatementPolicy.readOnly()).maintenance();
    assertDenied(guarded.optimize(), "PRAGMA optimize");
    assertDenied(guarded.quickCheck(), "PRAGMA quick_check");
    assertDenied(guarded.integrityCheck(), "PRAGMA integrity_check");
    assertDenied(guarded.checkpoint(CheckpointMode.PASSIVE), "PRAGMA wal_checkpoint");
    await(guarded.health());
    await(guarded(null).maintenance().optimize());
  }

  @Test
  void whoMayOnlyReadMayCopyAndLookAtTheSchema() throws Exception {
    SQLitePool guarded = guarded(SQLiteStatementPolicy.readOnly());
    await(guarded.backup().toFile(in("copy.db")));
    assertThat(folder.resolve("copy.db")).exists();
    assertThat(await(guarded.schema()).table("book")).isPresent();
    SQLiteDump dump = await(guarded.backup().dump());
    await(dump.close());
  }

  @Test
  void aConnectionCanBeGivenAPolicyAndFreedOfIt() throws Exception {
    Pool pool = pool(null);
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    await(connection.statementPolicy(SQLiteStatementPolicy.denying(DROP)));
    assertDenied(connection.query("DROP TABLE secret").execute(), "DROP secret");

    await(connection.statementPolicy(null));
    await(connection.query("DROP TABLE secret").execute());
  }

  @Test
  void aPolicyThatThrowsDenies() {
    Pool pool =
        pool(
            action -> {
              throw new IllegalStateException("no idea");
            });
    assertDenied(pool.query("SELECT * FROM book").execute(), "no idea");
  }

  @Test
  void isAskedOncePerStatementUntilTheSchemaChanges() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Pool pool =
        pool(
            action -> {
              if (action.equals(new SQLiteAction(READ, "book"))) {
                asked.incrementAndGet();
              }
              return true;
            });
    for (int i = 0; i < 5; i++) {
      await(pool.query("SELECT * FROM book").execute());
    }
    assertThat(asked).hasValue(1);

    await(pool.query("CREATE TABLE another (x)").execute());
    await(pool.query("SELECT * FROM book").execute());
    assertThat(asked).hasValue(2);
  }
}
