// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenModeTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private void createFile() {
    sandbox.jdbc("CREATE TABLE t(a)", "INSERT INTO t VALUES (1)");
  }

  @Test
  void aReadOnlyDatabaseIsReadAndNotWritten() throws Exception {
    createFile();
    byte[] before = Files.readAllBytes(sandbox.file());
    SQLitePool pool = sandbox.pool(sandbox.options().setMode(OpenMode.RO));
    assertThat(scalar(pool, "SELECT a FROM t")).isEqualTo(1L);
    assertThat(error(pool.query("INSERT INTO t VALUES (2)").execute()).kind())
        .isEqualTo(SQLiteErrorKind.READ_ONLY);
    SqlConnection connection = await(pool.getConnection());
    assertThat(error(connection.query("CREATE TABLE u(a)").execute()).kind())
        .isEqualTo(SQLiteErrorKind.READ_ONLY);
    assertThat(column(connection, "SELECT a FROM t")).containsExactly(1L);
    await(connection.close());
    await(pool.close());
    assertThat(Files.readAllBytes(sandbox.file())).isEqualTo(before);
  }

  @Test
  void aReadOnlyDatabaseInWalModeIsReadWhileAnotherPoolWrites() {
    SQLitePool writing = sandbox.pool();
    run(writing, "CREATE TABLE t(a)");
    SQLitePool reading = sandbox.pool(sandbox.options().setMode(OpenMode.RO));
    for (int i = 1; i <= 20; i++) {
      run(writing, "INSERT INTO t VALUES (1)");
      assertThat(scalar(reading, "SELECT count(*) FROM t")).isEqualTo((long) i);
    }
    assertThat(error(reading.query("INSERT INTO t VALUES (1)").execute()).kind())
        .isEqualTo(SQLiteErrorKind.READ_ONLY);
  }

  @Test
  void aReadOnlyPoolThatCameFirstDoesNotKeepAnotherFromWriting() {
    createFile();
    SQLitePool reading = sandbox.pool(sandbox.options().setMode(OpenMode.RO));
    assertThat(scalar(reading, "SELECT count(*) FROM t")).isEqualTo(1L);
    SQLitePool writing = sandbox.pool();
    run(writing, "INSERT INTO t VALUES (2)");
    assertThat(scalar(reading, "SELECT count(*) FROM t")).isEqualTo(2L);
    assertThat(scalar(writing, "PRAGMA journal_mode")).isEqualTo("wal");
    await(reading.close());
    run(writing, "INSERT INTO t VALUES (3)");
    assertThat(scalar(writing, "SELECT count(*) FROM t")).isEqualTo(3L);
  }

  @Test
  void anImmutableDatabaseLeavesNoTraceInItsDirectory() throws Exception {
    createFile();
    SQLitePool pool = sandbox.pool(sandbox.options().setMode(OpenMode.RO).setImmutable(true));
    assertThat(scalar(pool, "SELECT a FROM t")).isEqualTo(1L);
    try (var files = Files.list(sandbox.directory())) {
      assertThat(files).containsExactly(sandbox.file());
    }
    assertThat(error(pool.query("INSERT INTO t VALUES (2)").execute()).kind())
        .isEqualTo(SQLiteErrorKind.READ_ONLY);
  }

  @Test
  void modeRwDoesNotCreateAFile() {
    SQLiteException e =
        error(sandbox.pool(sandbox.options().setMode(OpenMode.RW)).query("SELECT 1").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN);
    assertThat(e).hasMessageContaining("does not exist").hasMessageContaining("test.db");
    assertThat(sandbox.file()).doesNotExist();
  }

  @Test
  void aRollbackJournalWorksToo() {
    SQLitePool pool = sandbox.pool(sandbox.options().setJournalMode(JournalMode.DELETE));
    run(pool, "CREATE TABLE t(a)");
    assertThat(scalar(pool, "PRAGMA journal_mode")).isEqualTo("delete");
    var writes =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(i -> pool.query("INSERT INTO t VALUES (1)").execute())
            .toList();
    var reads =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(i -> pool.query("SELECT count(*) FROM t").execute())
            .toList();
    writes.forEach(Sandbox::await);
    reads.forEach(Sandbox::await);
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(100L);
  }

  @Test
  void theLayoutOfANewFileIsWhatTheOptionsSay() {
    for (JournalMode journal : List.of(JournalMode.WAL, JournalMode.DELETE)) {
      Path file = sandbox.directory().resolve(journal + ".db");
      SQLitePool pool =
          sandbox.pool(
              SQLiteConnectOptions.file(file)
                  .setJournalMode(journal)
                  .setPageSize(8192)
                  .setAutoVacuum(AutoVacuum.INCREMENTAL)
                  .setEncoding(TextEncoding.UTF_16BE));
      run(pool, "CREATE TABLE t(a)");
      await(pool.close());
      SQLitePool plain = sandbox.pool(SQLiteConnectOptions.file(file));
      assertThat(scalar(plain, "PRAGMA page_size")).isEqualTo(8192L);
      assertThat(scalar(plain, "PRAGMA auto_vacuum")).isEqualTo(2L);
      assertThat(scalar(plain, "PRAGMA encoding")).isEqualTo("UTF-16be");
      run(plain, "INSERT INTO t VALUES ('Grüße')");
      assertThat(scalar(plain, "SELECT a FROM t")).isEqualTo("Grüße");
    }
  }

  @Test
  void pathsOfAnyCharactersAreOpenedAsTheyAre() {
    for (String name :
        List.of(
            "with space.db",
            "100%.db",
            "a?b.db",
            "a#b.db",
            "ünï 世界.db",
            "a&b=c.db",
            "mode=memory.db",
            ":x:.db",
            "it's \"q\".db")) {
      Path file = sandbox.directory().resolve(name);
      SQLitePool pool = sandbox.pool(SQLiteConnectOptions.file(file));
      run(pool, "CREATE TABLE t(a)");
      await(pool.close());
      assertThat(file).as(name).isRegularFile();
    }
    try (var files = Files.list(sandbox.directory())) {
      assertThat(files).hasSize(9);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theDefaultsAreInForceOnEachConnection() {
    SQLitePool pool = sandbox.pool();
    SqlConnection connection = await(pool.getConnection());
    for (var client : List.of(pool, connection)) {
      assertThat(scalar(client, "PRAGMA foreign_keys")).isEqualTo(1L);
      assertThat(scalar(client, "PRAGMA trusted_schema")).isEqualTo(0L);
      assertThat(scalar(client, "PRAGMA synchronous")).isEqualTo(2L);
      assertThat(scalar(client, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(scalar(client, "PRAGMA recursive_triggers")).isEqualTo(0L);
    }
    await(connection.close());
  }

  @ParameterizedTest
  @EnumSource(
      value = JournalMode.class,
      names = {"DELETE", "TRUNCATE", "PERSIST", "MEMORY"})
  void aModeThatTheFileDoesNotKnowIsSetOnEachConnection(JournalMode mode) {
    SQLitePool pool = sandbox.pool(sandbox.options().setJournalMode(mode));
    run(pool, "CREATE TABLE t(a)");
    SqlConnection connection = await(pool.getConnection());
    for (var client : List.of(pool, connection)) {
      assertThat(scalar(client, "PRAGMA journal_mode"))
          .isEqualTo(mode.name().toLowerCase(java.util.Locale.ROOT));
    }
    run(connection, "INSERT INTO t VALUES (1)");
    boolean kept = mode == JournalMode.TRUNCATE || mode == JournalMode.PERSIST;
    assertThat(Files.exists(Path.of(sandbox.file() + "-journal"))).isEqualTo(kept);
    await(connection.close());
  }
}
