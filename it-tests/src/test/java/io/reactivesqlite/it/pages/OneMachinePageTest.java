// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.jdbc;
import static io.reactivesqlite.it.pages.Place.run;
import static io.reactivesqlite.it.pages.Place.told;
import static io.reactivesqlite.it.pages.Place.until;
import static io.reactivesqlite.it.pages.Place.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.CheckpointMode;
import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteCheckpoint;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.TransactionMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystem;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/guides/one-machine.md. */
class OneMachinePageTest {

  private static final String THOUSAND =
      "INSERT INTO note (text) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
          + " SELECT hex(randomblob(500)) FROM n";

  @RegisterExtension static final DocPage page = new DocPage("guides/one-machine.md");

  @RegisterExtension private final Place place = new Place();

  private SQLitePool notes(SQLiteConnectOptions options) {
    SQLitePool pool = place.pool(options);
    run(pool, "CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text TEXT)");
    return pool;
  }

  private SQLitePool notes() {
    return notes(SQLiteConnectOptions.file(place.in("app.db")));
  }

  private Set<String> files() throws IOException {
    Set<String> names = new TreeSet<>();
    try (var files = Files.list(Path.of(place.in("")))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  @Test
  void threeFiles() throws Exception {
    SQLitePool pool = notes();
    page.gives("files", "open:   " + String.join(" ", files()));
    await(pool.close());
    page.gives("files", "closed: " + String.join(" ", files()));
  }

  @Test
  void theDiskIsKnown() throws Exception {
    String file = place.in("app.db");
    // [file-system
    String fileSystem = Files.getFileStore(Path.of(file).toAbsolutePath().getParent()).type();
    // file-system]
    assertThat(fileSystem).isNotBlank().doesNotContain("nfs", "cifs");
  }

  @Test
  void aLongReaderHoldsTheLogBack() {
    SQLitePool pool = notes();
    run(pool, THOUSAND);
    // [reader
    SQLiteConnection reader = SQLiteConnection.cast(await(pool.getConnection()));
    Transaction reading = await(reader.begin(TransactionMode.READ_ONLY));
    Long counted = await(reader.scalar(Long.class, "SELECT count(*) FROM note"));
    // reader]
    run(pool, THOUSAND);
    // [checkpoint
    Future<SQLiteCheckpoint> checkpoint = pool.maintenance().checkpoint(CheckpointMode.PASSIVE);
    // checkpoint]
    SQLiteCheckpoint held = await(checkpoint);
    assertThat(counted).isEqualTo(1000);
    assertThat(held.getMovedPages()).isLessThan(held.getWalPages());
    page.gives(
        "checkpoint", "all moved while it reads: " + (held.getMovedPages() == held.getWalPages()));
    await(reading.commit());
    SQLiteCheckpoint free = await(pool.maintenance().checkpoint(CheckpointMode.PASSIVE));
    page.gives(
        "checkpoint", "all moved afterwards: " + (free.getMovedPages() == free.getWalPages()));
    await(reader.close());
  }

  @Test
  void theLogIsKeptShort() {
    SQLitePool pool = notes();
    for (int i = 0; i < 1_500; i++) {
      pool.query("INSERT INTO note (text) VALUES ('short')").execute();
    }
    until("a checkpoint was made", () -> pool.figures().getWalPagesCheckpointed() > 0);
  }

  // [backup
  static Future<String> backUp(SQLitePool pool, Vertx vertx, String folder, String name) {
    String file = folder + "/" + name;
    SQLiteConnectOptions readOnly =
        SQLiteConnectOptions.file(file).setMode(OpenMode.RO).setImmutable(true);
    return pool.backup()
        .toFile(file)
        .compose(copied -> SQLiteConnection.connect(vertx, readOnly))
        .compose(
            copy ->
                copy.scalar(String.class, "PRAGMA integrity_check").eventually(() -> copy.close()))
        .compose(
            found ->
                found.equals("ok")
                    ? Future.succeededFuture(file)
                    : Future.failedFuture("the backup is damaged: " + found));
  }

  static Future<Void> keepNewest(FileSystem files, String folder, int count) {
    return files
        .readDir(folder, ".*\\.backup")
        .compose(
            names ->
                Future.all(
                        names.stream()
                            .sorted()
                            .limit(Math.max(0, names.size() - count))
                            .map(files::delete)
                            .toList())
                    .mapEmpty());
  }

  // backup]

  @Test
  void backups() throws Exception {
    SQLitePool pool = notes();
    run(pool, THOUSAND);
    Path folder = Files.createDirectories(Path.of(place.in("backups")));
    for (int day = 1; day <= 4; day++) {
      await(
          backUp(pool, place.vertx(), folder.toString(), "2026-02-0" + day + ".backup")
              .compose(file -> keepNewest(place.vertx().fileSystem(), folder.toString(), 2)));
    }
    try (var kept = Files.list(folder)) {
      assertThat(kept.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("2026-02-03.backup", "2026-02-04.backup");
    }
    assertThat(jdbc(folder.resolve("2026-02-04.backup").toString(), "SELECT count(*) FROM note"))
        .containsExactly("1000");
  }

  @Test
  void aCopyOfALiveFileIsNoBackup() throws Exception {
    SQLitePool pool = notes();
    run(pool, "INSERT INTO note (text) VALUES ('one'), ('two'), ('three')");
    String file = place.in("app.db");
    String copy = place.in("copy.db");
    String backup = place.in("backup.db");
    // [copy
    Files.copy(Path.of(file), Path.of(copy));
    // copy]
    // [real-backup
    await(pool.backup().toFile(backup));
    // real-backup]
    page.gives("copy", "copied:    " + found(copy));
    page.gives("copy", "backed up: " + found(backup));
  }

  private static String found(String file) {
    try {
      return jdbc(file, "SELECT count(*) FROM note").get(0) + " notes";
    } catch (SQLException e) {
      return e.getMessage();
    }
  }

  @Test
  void theLogHoldsCommits() throws Exception {
    SQLitePool pool = notes();
    await(pool.maintenance().checkpoint(CheckpointMode.TRUNCATE));
    run(pool, "INSERT INTO note (text) VALUES ('one'), ('two'), ('three')");
    // As it is found after a crash or a power cut.
    for (String crashed : Set.of("kept", "deleted")) {
      Files.copy(Path.of(place.in("app.db")), Path.of(place.in(crashed + ".db")));
      Files.copy(Path.of(place.in("app.db-wal")), Path.of(place.in(crashed + ".db-wal")));
    }
    Files.delete(Path.of(place.in("deleted.db-wal")));
    page.gives("log", "with its log:    " + found(place.in("kept.db")));
    page.gives("log", "without its log: " + found(place.in("deleted.db")));
  }

  /** POSIX: who closes a file drops all locks of its process on it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void readingTheFileDropsItsLocks() throws Exception {
    String file = place.in("app.db");
    SQLitePool pool = notes(SQLiteConnectOptions.file(file).setJournalMode(JournalMode.DELETE));
    String other = file + "?busy_timeout=0";
    String insert = "INSERT INTO note (text) VALUES ('other')";
    SqlConnection writer = await(pool.getConnection());
    await(writer.begin());
    run(writer, "INSERT INTO note (text) VALUES ('mine')");
    page.gives(
        "bytes", "within our transaction another program " + OtherProgram.run(other, insert));
    // [bytes
    byte[] bytes = Files.readAllBytes(Path.of(file));
    // bytes]
    assertThat(bytes).isNotEmpty();
    page.gives(
        "bytes", "after reading the file another program " + OtherProgram.run(other, insert));
    await(writer.close());
  }

  @Test
  void besideAReplicator() throws Exception {
    String file = place.in("app.db");
    // [litestream
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(file).setWalAutocheckpoint(0).setBusyTimeout(10_000);
    // litestream]
    SQLitePool pool = notes(options);
    // As a replicator does: a transaction that reads, so that the log cannot start anew.
    try (Connection replicator = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = replicator.createStatement()) {
      replicator.setAutoCommit(false);
      statement.executeQuery("SELECT count(*) FROM note").close();
      for (int i = 0; i < 20; i++) {
        run(pool, THOUSAND);
      }
      assertThat(pool.figures().getWalPagesCheckpointed()).isZero();
      assertThat(Files.size(Path.of(file + "-wal"))).isGreaterThan(20_000_000);
      assertThat(Files.size(Path.of(file))).isLessThan(100_000);
      await(pool.close());
      assertThat(files()).contains("app.db-wal");
      replicator.rollback();
    }
  }

  @Test
  void aFullDatabaseSaysSo() {
    String file = place.in("app.db");
    // [quota
    SQLiteConnectOptions options = SQLiteConnectOptions.file(file).setMaxPageCount(100);
    // quota]
    SQLitePool pool = notes(options);
    page.gives("quota", told(pool.query(THOUSAND).execute()).replaceAll(", in: .*", ""));
    assertThat(value(pool, "SELECT count(*) FROM note")).isEqualTo(0L);
  }

  @Test
  void aMissingFileIsAnError() {
    String file = place.in("app.db");
    // [must-exist
    SQLiteConnectOptions options = SQLiteConnectOptions.file(file).setMode(OpenMode.RW);
    // must-exist]
    assertThat(told(place.pool(options).query("SELECT 1").execute()))
        .contains("the file does not exist and the open mode does not create it");
  }
}
