// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.jdbc;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupTest {

  private static final int ROWS = 2_000;

  @TempDir Path directory;
  private OnFiles files;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    pool = filled(files.options("a.db"));
  }

  @AfterEach
  void close() {
    files.close();
  }

  private SQLitePool filled(SQLiteConnectOptions options) {
    SQLitePool filled = files.pool(options);
    run(filled, "CREATE TABLE t (id INTEGER PRIMARY KEY, data BLOB)");
    run(
        filled,
        "INSERT INTO t (data) SELECT randomblob(1000) FROM"
            + " (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + ROWS
            + ") SELECT i FROM n)");
    return filled;
  }

  private static SQLiteBackupOptions smallSteps() {
    return new SQLiteBackupOptions().setPagesPerStep(20);
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(p -> p.getFileName().toString()).filter(n -> n.contains(".part-")).toList();
    }
  }

  @Test
  void aFileGetsEverythingAndProgressIsTold() throws Exception {
    List<SQLiteBackupProgress> told = new CopyOnWriteArrayList<>();
    await(pool.backup().toFile(files.path("b.db").toString(), smallSteps(), told::add));

    assertThat(told).hasSizeGreaterThan(10);
    assertThat(told).extracting(SQLiteBackupProgress::getPagesDone).isSorted();
    SQLiteBackupProgress last = told.get(told.size() - 1);
    assertThat(last.getPagesDone()).isEqualTo(last.getPagesTotal());
    assertThat(jdbc(files.path("b.db"), "SELECT count(*) || ' ' || sum(length(data)) FROM t"))
        .containsExactly(ROWS + " " + ROWS * 1000);
    assertThat(jdbc(files.path("b.db"), "PRAGMA integrity_check")).containsExactly("ok");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void inWalModeWritersGoOnAndTheCopyIsOfOneMoment() throws Exception {
    Promise<Void> firstStep = Promise.promise();
    Future<Void> backup =
        pool.backup()
            .toFile(
                files.path("b.db").toString(),
                smallSteps().setPause(20),
                progress -> firstStep.tryComplete());
    await(firstStep.future());
    for (int i = 0; i < 20; i++) {
      run(pool, "INSERT INTO t (data) VALUES (x'00')");
    }
    boolean wroteMeanwhile = !backup.isComplete();
    await(backup);

    assertThat(wroteMeanwhile).isTrue();
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS + 20);
    assertThat(jdbc(files.path("b.db"), "SELECT count(*) FROM t")).containsExactly("" + ROWS);
  }

  @ParameterizedTest
  @EnumSource(
      value = JournalMode.class,
      names = {"DELETE", "TRUNCATE"})
  void withoutWalWritersGoOnBetweenTheStepsAndTheCopyIsOfOneMoment(JournalMode mode)
      throws Exception {
    SQLitePool other = filled(files.options("delete.db").setJournalMode(mode));
    Promise<Void> firstStep = Promise.promise();
    Future<Void> backup =
        other
            .backup()
            .toFile(
                files.path("b.db").toString(),
                smallSteps().setPause(5),
                progress -> firstStep.tryComplete());
    await(firstStep.future());
    for (int i = 0; i < 10; i++) {
      run(other, "INSERT INTO t (data) VALUES (x'00')");
    }
    await(backup);

    assertThat(jdbc(files.path("b.db"), "PRAGMA integrity_check")).containsExactly("ok");
    assertThat(Integer.parseInt(jdbc(files.path("b.db"), "SELECT count(*) FROM t").get(0)))
        .isBetween(ROWS, ROWS + 10);
    assertThat(value(other, "SELECT count(*) FROM t")).isEqualTo((long) ROWS + 10);
  }

  @Test
  void aDatabaseInMemoryCanBeBackedUpToAFile() throws Exception {
    SQLitePool memory = filled(SQLiteConnectOptions.memory());

    await(memory.backup().toFile(files.path("b.db").toString()));

    assertThat(jdbc(files.path("b.db"), "SELECT count(*) FROM t")).containsExactly("" + ROWS);
  }

  @Test
  void anOldBackupIsReplacedOnlyByACompleteOne() throws Exception {
    Path target = files.path("b.db");
    await(pool.backup().toFile(target.toString()));
    run(pool, "DELETE FROM t WHERE id > 10");

    await(pool.backup().toFile(target.toString()));

    assertThat(jdbc(target, "SELECT count(*) FROM t")).containsExactly("10");
  }

  @Test
  void anUnwritablePathIsAClearErrorAndThePoolGoesOn() throws Exception {
    assertThatThrownBy(() -> await(pool.backup().toFile(files.path("missing/b.db").toString())))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN))
        .extracting(Throwable::getMessage)
        .asString()
        .contains("its directory does not exist");
    assertThatThrownBy(() -> await(pool.backup().toFile(directory.toString())))
        .hasMessageContaining("it is a directory");
    assertThatThrownBy(() -> await(pool.backup().toFile("/proc/b.db")))
        .isInstanceOf(SQLiteException.class);
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }

  @Test
  void aFileThatAPoolHasOpenIsNoTarget() {
    SQLitePool other = files.pool("other.db");
    run(other, "CREATE TABLE u (x)");

    assertThatThrownBy(() -> await(pool.backup().toFile(files.path("other.db").toString())))
        .hasMessageContaining("back up to that pool instead");
  }

  @Test
  void anotherPoolGetsItAndItsReadersSeeAllOfIt() {
    SQLitePool other = files.pool("other.db");
    run(other, "CREATE TABLE u (x)");
    assertThatThrownBy(() -> value(other, "SELECT count(*) FROM t"))
        .hasMessageContaining("no such table");

    await(pool.backup().toPool(other, smallSteps(), null));

    assertThat(value(other, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
    assertThatThrownBy(() -> value(other, "SELECT count(*) FROM u"))
        .hasMessageContaining("no such table");
    run(other, "INSERT INTO t (data) VALUES (x'01')");
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
    assertThat(await(other.maintenance().integrityCheck())).isEmpty();
  }

  @Test
  void aPoolInMemoryCanBeTheTarget() {
    SQLitePool memory = files.pool(SQLiteConnectOptions.memory());
    run(memory, "CREATE TABLE u (x)");

    await(pool.backup().toPool(memory, smallSteps(), null));

    assertThat(value(memory, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }

  @Test
  void aTargetWithARollbackJournalKeepsIt() throws Exception {
    SQLitePool other = files.pool(files.options("other.db").setJournalMode(JournalMode.DELETE));
    run(other, "CREATE TABLE u (x)");

    await(pool.backup().toPool(other, smallSteps(), null));

    assertThat(value(other, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
    assertThat(value(other, "PRAGMA journal_mode")).isEqualTo("delete");
    run(other, "INSERT INTO t (data) VALUES (x'01')");
    await(other.close());
    assertThat(jdbc(files.path("other.db"), "PRAGMA journal_mode")).containsExactly("delete");
  }

  @Test
  void itselfIsNoTarget() {
    assertThatThrownBy(() -> await(pool.backup().toPool(files.pool("a.db"), smallSteps(), null)))
        .hasMessageContaining("over itself");
  }

  @Test
  void aPlainJdbcConnectionGetsItInMemoryToo() throws Exception {
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      await(pool.backup().toConnection(plain, smallSteps(), null));

      try (var statement = plain.createStatement();
          ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(ROWS);
      }
    }
  }

  @Test
  void aJdbcConnectionThatCannotTakeItFailsIt() throws Exception {
    Path readOnly = files.path("ro.db");
    jdbc(readOnly, "SELECT 1");
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite:" + readOnly);
        var statement = plain.createStatement()) {
      statement.execute("CREATE TABLE u (x)");
      statement.executeQuery("PRAGMA journal_mode=WAL").close();
      try (Connection locker = DriverManager.getConnection("jdbc:sqlite:" + readOnly);
          var lock = locker.createStatement()) {
        lock.execute("BEGIN IMMEDIATE");
        SQLitePool impatient = files.pool(files.options("a.db").setBusyTimeout(50));
        assertThatThrownBy(() -> await(impatient.backup().toConnection(plain, smallSteps(), null)))
            .isInstanceOf(SQLiteException.class);
      }
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM u")) {
        rows.next();
        assertThat(rows.getInt(1)).isZero();
      }
    }
  }

  @Test
  void vacuumIntoWritesACompactCopy() throws Exception {
    run(pool, "DELETE FROM t WHERE id > 10");

    await(pool.backup().vacuumInto(files.path("v.db").toString()));

    assertThat(jdbc(files.path("v.db"), "SELECT count(*) FROM t")).containsExactly("10");
    assertThat(Files.size(files.path("v.db"))).isLessThan(100_000);
    assertThatThrownBy(() -> await(pool.backup().vacuumInto(files.path("v.db").toString())))
        .hasMessageContaining("already exists");
  }

  @Test
  void restoringAFileReplacesAllAtOnce() throws Exception {
    await(pool.backup().toFile(files.path("b.db").toString()));
    run(pool, "DELETE FROM t");
    run(pool, "CREATE TABLE later (x)");
    assertThat(value(pool, "SELECT count(*) FROM later")).isEqualTo(0L);

    await(pool.backup().restoreFile(files.path("b.db").toString()));

    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
    assertThatThrownBy(() -> value(pool, "SELECT count(*) FROM later"))
        .hasMessageContaining("no such table: later");
    run(pool, "INSERT INTO t (data) VALUES (x'01')");
    await(pool.close());
    assertThat(jdbc(files.path("a.db"), "SELECT count(*) FROM t")).containsExactly("" + (ROWS + 1));
  }

  @Test
  void restoringWaitsForItsTurn() {
    await(pool.backup().toFile(files.path("b.db").toString()));
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    var tx = await(connection.begin());
    run(connection, "DELETE FROM t");
    Future<Void> restore = pool.backup().restoreFile(files.path("b.db").toString());
    run(connection, "INSERT INTO t (data) VALUES (x'01')");
    boolean waited = !restore.isComplete();
    await(tx.commit());
    await(connection.close());
    await(restore);

    assertThat(waited).isTrue();
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }

  @Test
  void aDamagedFileIsRefusedAndTheDatabaseIsUntouched() throws Exception {
    Path copy = files.path("b.db");
    await(pool.backup().toFile(copy.toString()));
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[4096];
      new java.util.Random(1).nextBytes(noise);
      channel.write(ByteBuffer.wrap(noise), 4096 * 3);
    }

    assertThatThrownBy(() -> await(pool.backup().restoreFile(copy.toString())))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CORRUPT));
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
    assertThat(await(pool.maintenance().integrityCheck())).isEmpty();
  }

  @Test
  void aFileThatWasCutOffIsRefusedAndTheDatabaseIsUntouched() throws Exception {
    Path copy = files.path("b.db");
    await(pool.backup().toFile(copy.toString()));
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }

    assertThatThrownBy(() -> await(pool.backup().restoreFile(copy.toString())))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CORRUPT));
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }

  @Test
  void vacuumIntoAnUnwritablePathIsAnErrorAndThePoolGoesOn() {
    for (String path : List.of(files.path("missing/b.db").toString(), directory.toString())) {
      assertThatThrownBy(() -> await(pool.backup().vacuumInto(path)))
          .asInstanceOf(type(SQLiteException.class))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN));
    }
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Path text = files.path("note.txt");
    Files.writeString(
        text, "this is no database, but it is long enough to be taken for one\n".repeat(100));

    assertThatThrownBy(() -> await(pool.backup().restoreFile(text.toString())))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.NOT_A_DATABASE));
    assertThatThrownBy(() -> await(pool.backup().restoreFile(files.path("missing.db").toString())))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN));
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }

  @Test
  void aCopyOfAnotherPageSizeIsRefusedWithTheReason() throws Exception {
    SQLitePool other = files.pool(files.options("big.db").setPageSize(8192));
    run(other, "CREATE TABLE u (x)");

    assertThatThrownBy(() -> await(pool.backup().toPool(other, smallSteps(), null)))
        .hasMessageContaining("page_size")
        .hasMessageContaining("4096")
        .hasMessageContaining("8192");
    assertThat(value(other, "SELECT count(*) FROM u")).isEqualTo(0L);
  }

  @Test
  void serializedBytesAreAFileAndComeBack() throws Exception {
    Buffer bytes = await(pool.backup().serialize());
    Files.write(files.path("s.db"), bytes.getBytes());
    assertThat(jdbc(files.path("s.db"), "SELECT count(*) FROM t")).containsExactly("" + ROWS);
    run(pool, "DELETE FROM t");

    await(pool.backup().deserialize(bytes));

    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }

  @Test
  void bytesGoFromMemoryToMemory() {
    SQLitePool one = filled(SQLiteConnectOptions.memory());
    SQLitePool two = files.pool(SQLiteConnectOptions.memory());

    await(two.backup().deserialize(await(one.backup().serialize())));

    assertThat(value(two, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }

  @Test
  void damagedBytesAreRefused() {
    Buffer bytes = await(pool.backup().serialize());
    bytes.setBytes(4096 * 3, new byte[4096]);

    assertThatThrownBy(() -> await(pool.backup().deserialize(bytes)))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CORRUPT));
    assertThatThrownBy(() -> await(pool.backup().deserialize(Buffer.buffer("nonsense"))))
        .isInstanceOf(SQLiteException.class);
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo((long) ROWS);
  }
}
