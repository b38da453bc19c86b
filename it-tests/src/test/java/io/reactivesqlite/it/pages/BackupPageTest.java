// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;
import static io.reactivesqlite.it.pages.Place.told;
import static io.reactivesqlite.it.pages.Place.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteBackupOptions;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/client/backup.md. */
class BackupPageTest {

  @RegisterExtension static final DocPage page = new DocPage("client/backup.md");

  @RegisterExtension private final Place place = new Place();

  private final List<String> shown = new CopyOnWriteArrayList<>();
  private SQLitePool pool;
  private SQLitePool other;
  private String path;

  @BeforeEach
  void open() {
    pool = place.pool("app.db");
    other = place.pool("other.db");
    path = place.in("backup.db");
    run(pool, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
    run(pool, "INSERT INTO note (text) VALUES ('it''s 😀'), ('two')");
  }

  private void show(Object value) {
    shown.add(value.toString());
  }

  private Object notes(SQLitePool where) {
    return value(where, "SELECT count(*) FROM note");
  }

  @Test
  void toAFileAndBack() {
    // [to-file
    Future<Void> backup =
        pool.backup()
            .toFile(
                path,
                new SQLiteBackupOptions().setPagesPerStep(500).setPause(5),
                progress -> show(progress));
    // to-file]
    await(backup);
    page.gives("to-file", String.join("\n", shown));
    // [restore
    Future<Long> restored =
        pool.query("DELETE FROM note")
            .execute()
            .compose(deleted -> pool.backup().restoreFile(path))
            .compose(done -> pool.scalar(Long.class, "SELECT count(*) FROM note"));
    // restore]
    page.gives("restore", await(restored));
  }

  @Test
  void whatFails() throws Exception {
    page.gives("unwritable", lastName(told(pool.backup().toFile("/nowhere/backup.db"))));
    await(pool.backup().toFile(path));
    byte[] bytes = Files.readAllBytes(Path.of(path));
    for (int i = 4096; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    String damaged = place.in("damaged.db");
    Files.write(Path.of(damaged), bytes);
    page.gives("damaged", lastName(told(pool.backup().restoreFile(damaged))));
    assertThat(notes(pool)).isEqualTo(2L);
    // A backup that fails leaves the last one.
    assertThat(told(pool.backup().toFile(place.in("")))).isNotEqualTo("null");
    assertThat(notes(place.pool(SQLiteConnectOptions.file(path)))).isEqualTo(2L);
  }

  /** Without the folders of this run. */
  private static String lastName(String message) {
    return message.replaceAll("/?(?:[\\w.-]+/)+(?=[\\w-]+\\.db)", "…/");
  }

  @Test
  void toOthers() throws Exception {
    // [to-pool
    Future<Void> copied = pool.backup().toPool(other, new SQLiteBackupOptions(), null);
    // to-pool]
    await(copied);
    assertThat(notes(other)).isEqualTo(2L);
    try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      // [to-connection
      Future<Void> toConnection = pool.backup().toConnection(jdbc, new SQLiteBackupOptions(), null);
      // to-connection]
      await(toConnection);
      try (var rows = jdbc.createStatement().executeQuery("SELECT count(*) FROM note")) {
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
    }
    // [vacuum
    Future<Void> compact = pool.backup().vacuumInto(path);
    // vacuum]
    await(compact);
    assertThat(told(pool.backup().vacuumInto(path))).contains("exists");
  }

  @Test
  void asSql() throws Exception {
    Vertx vertx = place.vertx();
    String file = place.in("app.sql");
    // [dump
    Future<Void> dumped =
        pool.backup()
            .dump()
            .compose(
                dump ->
                    vertx
                        .fileSystem()
                        .open(file, new OpenOptions())
                        .compose(
                            sql -> {
                              dump.handler(line -> sql.write(Buffer.buffer(line + "\n")));
                              return Future.<Void>future(
                                      end -> {
                                        dump.exceptionHandler(end::fail);
                                        dump.endHandler(nothing -> end.complete());
                                      })
                                  .eventually(() -> sql.close());
                            }));
    // dump]
    await(dumped);
    page.gives("dump", Files.readString(Path.of(file)).strip());
    // [load
    Future<Void> loaded = pool.backup().dump().compose(dump -> other.backup().load(dump));
    // load]
    await(loaded);
    assertThat(notes(other)).isEqualTo(2L);
    assertThat(told(pool.backup().dump().compose(dump -> other.backup().load(dump))))
        .contains("already exists");
    assertThat(notes(other)).isEqualTo(2L);
  }

  @Test
  void asBytes() {
    // [bytes
    Future<Long> fromBytes =
        pool.backup()
            .serialize()
            .compose(bytes -> other.backup().deserialize(bytes))
            .compose(done -> other.scalar(Long.class, "SELECT count(*) FROM note"));
    // bytes]
    page.gives("bytes", await(fromBytes));
  }
}
