// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.column;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollationsTest {

  @TempDir Path directory;
  private OnFiles files;
  private volatile boolean broken;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    Comparator<String> reversed =
        (a, b) -> {
          if (broken) {
            throw new IllegalStateException("broken");
          }
          return b.compareTo(a);
        };
    pool =
        files.pool(
            files
                .options("c.db")
                .addRoutine(SQLiteCollation.of("backwards", reversed))
                .addRoutine(SQLiteCollation.of("german", Locale.GERMAN)),
            new PoolOptions().setMaxSize(1));
    run(pool, "CREATE TABLE t (name TEXT COLLATE backwards)");
    run(pool, "CREATE INDEX by_name ON t (name)");
    run(pool, "INSERT INTO t VALUES ('a'), ('c'), ('b')");
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void itSortsAndIndexes() {
    assertThat(column(pool, "SELECT name FROM t ORDER BY name")).containsExactly("c", "b", "a");
    assertThat(column(pool, "SELECT name FROM t WHERE name > 'b'")).containsExactly("a");
  }

  @Test
  void aLanguagesOrder() {
    assertThat(
            column(
                pool,
                "SELECT column1 FROM (VALUES ('z'), ('Ä'), ('a'), ('B')) ORDER BY column1 COLLATE german"))
        .containsExactly("a", "Ä", "B", "z");
  }

  @Test
  void aReadThatItFailsFailsAndNothingElse() {
    broken = true;
    assertThatThrownBy(
            () -> column(pool, "SELECT name FROM t ORDER BY name || ''  COLLATE backwards"))
        .hasMessageContaining("the collation backwards failed with java.lang.IllegalStateException")
        .hasRootCauseMessage("broken");
    broken = false;

    assertThat(column(pool, "SELECT name FROM t ORDER BY name")).containsExactly("c", "b", "a");
  }

  @Test
  void aWriteThatItFailsLeavesNoTrace() {
    broken = true;
    assertThatThrownBy(() -> run(pool, "INSERT INTO t VALUES ('d')"))
        .hasMessageContaining("the collation backwards failed");
    assertThatThrownBy(() -> run(pool, "CREATE INDEX other ON t ((name || '') COLLATE backwards)"))
        .hasMessageContaining("the collation backwards failed");
    broken = false;

    assertThat(column(pool, "SELECT name FROM t ORDER BY name")).containsExactly("c", "b", "a");
    assertThat(await(pool.maintenance().integrityCheck())).isEmpty();
    run(pool, "INSERT INTO t VALUES ('d')");
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(4L);
  }

  @Test
  void aTransactionInWhichItFailedIsRolledBack() {
    assertThatThrownBy(
            () ->
                await(
                    pool.withTransaction(
                        c ->
                            c.query("INSERT INTO t VALUES ('x')")
                                .execute()
                                .onSuccess(v -> broken = true)
                                .compose(v -> c.query("INSERT INTO t VALUES ('y')").execute()))))
        .hasMessageContaining("the transaction was rolled back");
    broken = false;

    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(3L);
    assertThat(await(pool.maintenance().integrityCheck())).isEmpty();
  }

  @Test
  void writesWithReturningAreWholeToo() {
    assertThat(column(pool, "INSERT INTO t VALUES ('e'), ('f') RETURNING name"))
        .isEqualTo(List.of("e", "f"));
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(5L);
  }

  @Test
  void aWriteThatFailsOtherwiseFailsAsEver() {
    run(pool, "CREATE TABLE u (name TEXT COLLATE backwards UNIQUE)");
    run(pool, "INSERT INTO u VALUES ('a')");

    assertThatThrownBy(() -> run(pool, "INSERT INTO u VALUES ('b'), ('a')"))
        .hasMessageContaining("UNIQUE constraint failed: u.name");
    assertThat(value(pool, "SELECT count(*) FROM u")).isEqualTo(1L);
  }

  @Test
  void aDeferredForeignKeyStillFailsTheWrite() {
    run(pool, "CREATE TABLE parent (id INTEGER PRIMARY KEY)");
    run(pool, "CREATE TABLE child (id REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");

    assertThatThrownBy(() -> run(pool, "INSERT INTO child VALUES (1)"))
        .hasMessageContaining("FOREIGN KEY constraint failed");
    assertThat(value(pool, "SELECT count(*) FROM child")).isEqualTo(0L);
    run(pool, "INSERT INTO parent VALUES (1)");
    run(pool, "INSERT INTO child VALUES (1)");
  }

  @Test
  void sqlitesOwnCannotBeReplaced() {
    assertThatThrownBy(
            () -> files.options("x.db").addRoutine(SQLiteCollation.of("nocase", String::compareTo)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SQLite's own");
  }

  @Test
  void withoutItAConnectionSaysWhatIsMissing() {
    SQLiteConnection connection = files.connect(files.options("c.db"));

    assertThatThrownBy(() -> column(connection, "SELECT name FROM t ORDER BY name"))
        .hasMessageContaining("no such collation sequence: backwards");
  }
}
