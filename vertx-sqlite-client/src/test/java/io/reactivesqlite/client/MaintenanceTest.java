// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.column;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTest {

  private static final String FOR_EVER =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

  @TempDir Path directory;
  private OnFiles files;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    pool = files.pool("m.db");
    run(pool, "CREATE TABLE t (x)");
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void healthTellsTheVersionAndTheTimes() {
    SQLiteHealth health = await(pool.maintenance().health());

    assertThat(health.getSqliteVersion()).startsWith("3.");
    assertThat(health.getReadMicros()).isPositive();
    assertThat(health.getTurnMicros()).isPositive();
    assertThat(new SQLiteHealth(health.toJson()).toJson()).isEqualTo(health.toJson());
  }

  @Test
  void healthFailsWhereTheFileIsNoDatabase() throws Exception {
    Files.writeString(files.path("text.db"), "no database at all, but long enough".repeat(100));

    assertThatThrownBy(() -> await(files.pool("text.db").maintenance().health()))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.NOT_A_DATABASE));
  }

  @Test
  void aSoundDatabaseHasNoFindings() {
    assertThat(await(pool.maintenance().integrityCheck())).isEmpty();
    assertThat(await(pool.maintenance().quickCheck())).isEmpty();
  }

  @Test
  void aDamagedDatabaseHasSome() throws Exception {
    run(pool, "CREATE INDEX i ON t (x)");
    run(pool, "INSERT INTO t VALUES ('aaaaaaaa'), ('bbbbbbbb')");
    await(pool.close());
    byte[] bytes = Files.readAllBytes(files.path("m.db"));
    String content = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    try (FileChannel file = FileChannel.open(files.path("m.db"), StandardOpenOption.WRITE)) {
      // In the index, which is the later page.
      file.write(ByteBuffer.wrap(new byte[] {'c'}), content.lastIndexOf("aaaaaaaa"));
    }
    SQLitePool damaged = files.pool("m.db");

    assertThat(await(damaged.maintenance().integrityCheck())).isNotEmpty();
  }

  @Test
  void aCheckpointMovesTheLogIntoTheDatabase() throws Exception {
    run(pool, "INSERT INTO t VALUES (1)");
    assertThat(Files.size(files.path("m.db-wal"))).isPositive();

    SQLiteCheckpoint passive = await(pool.maintenance().checkpoint(CheckpointMode.PASSIVE));
    assertThat(passive.getMovedPages()).isEqualTo(passive.getWalPages()).isPositive();
    assertThat(passive.isBlocked()).isFalse();
    await(pool.maintenance().checkpoint(CheckpointMode.TRUNCATE));

    assertThat(Files.size(files.path("m.db-wal"))).isZero();
  }

  @Test
  void aReaderOfAnOlderSnapshotHoldsACheckpointBack() {
    SQLiteConnection reader = files.connect(files.options("m.db"));
    await(reader.begin(TransactionMode.DEFERRED));
    run(reader, "SELECT * FROM t");
    run(pool, "INSERT INTO t VALUES (1)");

    SQLiteCheckpoint checkpoint = await(pool.maintenance().checkpoint(CheckpointMode.TRUNCATE));

    assertThat(checkpoint.isBlocked()).isTrue();
    assertThat(value(pool, "SELECT x FROM t")).isEqualTo(1L);
  }

  @Test
  void withoutWalThereIsNothingToMove() {
    SQLitePool memory = files.pool(SQLiteConnectOptions.memory());

    assertThat(await(memory.maintenance().checkpoint(CheckpointMode.FULL)).getWalPages())
        .isEqualTo(-1);
  }

  @Test
  void optimizeGathersStatistics() {
    run(pool, "CREATE INDEX i ON t (x)");
    run(pool, "INSERT INTO t SELECT value FROM json_each('[1,2,3,4,5,6,7,8,9,10]')");

    await(pool.maintenance().optimize());

    assertThat(column(pool, "SELECT idx FROM sqlite_stat1")).containsExactly("i");
  }

  @Test
  void aProgressHandlerEndsAStatement() {
    SQLiteConnection connection = files.connect(files.options("m.db"));
    AtomicInteger asked = new AtomicInteger();
    await(connection.progressHandler(1_000, () -> asked.incrementAndGet() < 5));

    assertThatThrownBy(() -> run(connection, FOR_EVER))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.INTERRUPTED));
    assertThat(asked).hasValue(5);
    await(connection.progressHandler(0, null));
    run(
        connection,
        "INSERT INTO t SELECT i FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT i FROM n)");
    assertThat(asked).hasValue(5);
  }

  @Test
  void aProgressHandlerThatThrowsEndsItTooAndIsTheCause() {
    SQLiteConnection connection = files.connect(files.options("m.db"));
    await(
        connection.progressHandler(
            1_000,
            () -> {
              throw new IllegalStateException("enough");
            }));

    assertThatThrownBy(() -> run(connection, FOR_EVER))
        .hasMessageContaining("the progress handler failed")
        .hasRootCauseMessage("enough");
  }

  @Test
  void twoConnectionsHaveTheirOwnProgressHandlers() {
    SQLiteConnection one = files.connect(files.options("m.db"));
    SQLiteConnection two = files.connect(files.options("m.db"));
    AtomicInteger asked = new AtomicInteger();
    await(one.progressHandler(1_000, () -> false));
    await(two.progressHandler(1_000, () -> asked.incrementAndGet() < 3));

    assertThatThrownBy(() -> run(two, FOR_EVER)).isInstanceOf(SQLiteException.class);
    assertThatThrownBy(() -> run(one, FOR_EVER)).isInstanceOf(SQLiteException.class);
    assertThat(asked).hasValue(3);
  }

  @Test
  void limitsAreLoweredOnAConnectionAndOnEveryConnectionOfAPool() {
    SQLiteConnection connection = files.connect(files.options("m.db"));
    assertThat(await(connection.limit(SQLiteLimit.SQL_LENGTH, 50))).isEqualTo(1_073_741_824);
    assertThat(await(connection.limit(SQLiteLimit.SQL_LENGTH, -1))).isEqualTo(50);
    assertThatThrownBy(() -> run(connection, "SELECT 1 -- " + "x".repeat(100)))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.TOO_BIG));

    SQLitePool limited = files.pool(files.options("m.db").setLimit(SQLiteLimit.LENGTH, 1_000));
    assertThatThrownBy(() -> value(limited, "SELECT randomblob(2000)"))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.TOO_BIG));
    assertThatThrownBy(() -> run(limited, "INSERT INTO t VALUES (randomblob(2000))"))
        .isInstanceOf(SQLiteException.class);
  }
}
