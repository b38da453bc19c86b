// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {

  @TempDir Path directory;
  private OnFiles files;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    pool = files.pool("q.db");
    run(pool, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, born DATE)");
    run(pool, "INSERT INTO t VALUES (1, 'Ann', '2001-02-03'), (2, 'Bob', NULL)");
  }

  @AfterEach
  void close() {
    files.close();
  }

  private static void assertKind(Future<?> future, SQLiteErrorKind kind, String message) {
    assertThatThrownBy(() -> await(future))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
        .extracting(Throwable::getMessage)
        .asString()
        .contains(message);
  }

  @Test
  void oneRowIsOneRow() {
    assertThat(await(pool.one("SELECT name FROM t WHERE id = ?", Tuple.of(1))).getString(0))
        .isEqualTo("Ann");
    assertThat(await(pool.one("SELECT count(*) FROM t")).getLong(0)).isEqualTo(2);
    assertKind(pool.one("SELECT * FROM t"), SQLiteErrorKind.MISUSE, "gave 2 rows, not exactly one");
    assertKind(
        pool.one("SELECT * FROM t WHERE id = ?", Tuple.of(9)),
        SQLiteErrorKind.MISUSE,
        "gave 0 rows");
  }

  @Test
  void anOptionalRowMayBeMissing() {
    assertThat(await(pool.optional("SELECT name FROM t WHERE id = 9"))).isNull();
    assertThat(await(pool.optional("SELECT name FROM t WHERE id = ?", Tuple.of(2))).getString(0))
        .isEqualTo("Bob");
    assertKind(pool.optional("SELECT * FROM t"), SQLiteErrorKind.MISUSE, "at most one row");
  }

  @Test
  void aScalarHasTheTypeThatIsAskedFor() {
    assertThat(await(pool.scalar(Long.class, "SELECT count(*) FROM t"))).isEqualTo(2L);
    assertThat(await(pool.scalar(Integer.class, "SELECT count(*) FROM t"))).isEqualTo(2);
    assertThat(await(pool.scalar(LocalDate.class, "SELECT born FROM t WHERE id = ?", Tuple.of(1))))
        .isEqualTo(LocalDate.of(2001, 2, 3));
    assertThat(await(pool.scalar(LocalDate.class, "SELECT born FROM t WHERE id = 2"))).isNull();
    assertThat(await(pool.scalar(String.class, "SELECT name FROM t WHERE id = 9"))).isNull();
  }

  @Test
  void aConnectionHasThemToo() {
    SQLiteConnection connection = files.connect(files.options("q.db"));

    assertThat(await(connection.one("SELECT 1")).getInteger(0)).isEqualTo(1);
    assertThat(await(connection.optional("SELECT 1 WHERE 0"))).isNull();
    assertThat(await(connection.scalar(String.class, "SELECT ?", Tuple.of("x")))).isEqualTo("x");
  }

  @Test
  void aPoolRunsAScript() {
    await(
        pool.executeScript(
            """
            CREATE TABLE u (x);
            CREATE TRIGGER twice AFTER INSERT ON t BEGIN INSERT INTO u VALUES (new.id); END;
            BEGIN;
            INSERT INTO t (name) VALUES ('Cid');
            COMMIT;
            """));

    assertThat(value(pool, "SELECT x FROM u")).isEqualTo(3L);
    assertThatThrownBy(() -> await(pool.executeScript("SELECT 1;\nnonsense;")))
        .hasMessageContaining("line 2");
  }

  @Test
  void aScriptThatForgetsToCommitCommitsNothing() {
    await(pool.executeScript("BEGIN; INSERT INTO t (name) VALUES ('lost');"));

    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(2L);
  }

  @Test
  void pragmasAreReadAndSet() {
    assertThat(await(pool.pragma("user_version"))).isEqualTo(0L);
    await(pool.pragma("user_version", 7));
    assertThat(await(pool.pragma("USER_VERSION"))).isEqualTo(7L);
    assertThat(await(pool.pragma("main.encoding"))).isEqualTo("UTF-8");
    SQLiteConnection connection = files.connect(files.options("q.db"));
    await(connection.pragma("foreign_keys", false));
    assertThat(await(connection.pragma("foreign_keys"))).isEqualTo(0L);
    assertThat(await(connection.pragma("cache_size", -4000))).isNull();
    assertThat(await(connection.pragma("cache_size"))).isEqualTo(-4000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "writable_schema",
        "schema_version",
        "locking_mode",
        "query_only",
        "hard_heap_limit",
        "temp_store_directory",
        "data_store_directory"
      })
  void dangerousPragmasCannotBeSet(String name) {
    assertKind(pool.pragma(name, 1), SQLiteErrorKind.NOT_SUPPORTED, name);
    SQLiteConnection connection = files.connect(files.options("q.db"));
    assertKind(connection.pragma(name, 1), SQLiteErrorKind.NOT_SUPPORTED, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"user_versoin", "user_version; DROP TABLE t", "user_version = 3", "", "main."})
  void unknownPragmasAreRefused(String name) {
    assertKind(pool.pragma(name), SQLiteErrorKind.NOT_SUPPORTED, "is not known");
  }

  @Test
  void aPragmasValueIsQuoted() {
    SQLiteConnection connection = files.connect(files.options("q.db"));

    await(connection.pragma("temp_store", "x'; DROP TABLE t; --"));

    assertThat(value(connection, "SELECT count(*) FROM t")).isEqualTo(2L);
    assertKind(connection.pragma("user_version", 1.5), SQLiteErrorKind.PARAMETER, "user_version");
  }

  @Test
  void whatGivesATableIsSentElsewhere() {
    assertKind(pool.pragma("table_info"), SQLiteErrorKind.NOT_SUPPORTED, "use schema()");
    assertKind(pool.pragma("integrity_check"), SQLiteErrorKind.NOT_SUPPORTED, "integrityCheck()");
  }

  @Test
  void whatBelongsToAConnectionCannotBeSetOnAPool() {
    assertKind(pool.pragma("foreign_keys", false), SQLiteErrorKind.MISUSE, "connect options");
  }

  @Test
  void theDatabaseIsPreparedOnceBeforeAnybodyIsServed() {
    AtomicInteger calls = new AtomicInteger();
    SQLiteConnectOptions options =
        files
            .options("init.db")
            .setDatabaseInit(
                connection -> {
                  calls.incrementAndGet();
                  return SQLiteConnection.cast(connection)
                      .executeScript("CREATE TABLE u (x); INSERT INTO u VALUES (1);");
                });
    SQLitePool one = files.pool(options);
    SQLitePool two = files.pool(options);

    Future<?> first = one.query("SELECT x FROM u").execute();
    Future<?> second = two.query("SELECT x FROM u").execute();
    SQLiteConnection third = files.connect(options);

    await(Future.all(first, second));
    assertThat(value(third, "SELECT count(*) FROM u")).isEqualTo(1L);
    assertThat(calls).hasValue(1);
  }

  @Test
  void aPreparationThatFailsIsToldAndTriedAgain() {
    AtomicInteger calls = new AtomicInteger();
    SQLitePool other =
        files.pool(
            files
                .options("init.db")
                .setDatabaseInit(
                    connection ->
                        calls.incrementAndGet() == 1
                            ? Future.failedFuture("not yet")
                            : connection.query("CREATE TABLE u (x)").execute().mapEmpty()));

    assertThatThrownBy(() -> value(other, "SELECT count(*) FROM u")).hasMessage("not yet");
    assertThat(value(other, "SELECT count(*) FROM u")).isEqualTo(0L);
    assertThat(calls).hasValue(2);
  }
}
