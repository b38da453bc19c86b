// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.column;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vertx.core.Promise;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.impl.InboundBuffer;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {

  @TempDir Path directory;
  private OnFiles files;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
  }

  @AfterEach
  void close() {
    files.close();
  }

  /** A bit of everything that a database can hold. */
  private SQLitePool everything(String name) {
    SQLitePool pool = files.pool(name);
    await(
        pool.executeScript(
            """
            PRAGMA user_version = 42;
            PRAGMA application_id = 7;
            CREATE TABLE "odd ""na""me" ("a b" TEXT DEFAULT 'it''s', "select" INTEGER, [x] BLOB, CHECK ("select" > 0));
            CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE);
            CREATE TABLE child (
              id INTEGER PRIMARY KEY,
              parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
              twice INTEGER GENERATED ALWAYS AS (parent_id * 2) VIRTUAL,
              thrice INTEGER AS (parent_id * 3) STORED);
            CREATE TABLE pairs (a TEXT, b TEXT, n REAL, PRIMARY KEY (a, b)) WITHOUT ROWID;
            CREATE TABLE strict_one (i INTEGER, r REAL, t TEXT, b BLOB, x ANY) STRICT;
            CREATE TABLE rowid_taken (rowid TEXT, v);
            CREATE TABLE audit (what TEXT);
            CREATE UNIQUE INDEX parent_name ON parent (name) WHERE name <> '';
            CREATE INDEX expr ON parent (lower(name) DESC, id);
            CREATE VIEW names AS SELECT name FROM parent;
            CREATE VIEW of_view AS SELECT upper(name) AS loud FROM names;
            CREATE TRIGGER log_parent AFTER INSERT ON parent BEGIN
              INSERT INTO audit VALUES (CASE WHEN new.name IS NULL THEN 'none;' ELSE 'END;' END);
            END;
            CREATE TRIGGER into_view INSTEAD OF INSERT ON names BEGIN
              INSERT INTO parent (name) VALUES (new.name);
            END;
            CREATE VIRTUAL TABLE search USING fts5(title, body);
            CREATE VIRTUAL TABLE outside USING fts5(name, content=parent, content_rowid=id);
            CREATE VIRTUAL TABLE boxes USING rtree(id, minx, maxx);
            INSERT INTO parent (id, name) VALUES (5, 'five'), (100, 'hundred');
            DELETE FROM parent WHERE id = 100;
            INSERT INTO child (id, parent_id) VALUES (1, 5);
            INSERT INTO pairs VALUES ('x', 'y', 0.1), ('x', 'z', 1e300), ('', '', -9e999);
            INSERT INTO search VALUES ('hello', 'the quick brown fox'), ('bye', 'slow snail');
            INSERT INTO outside (rowid, name) VALUES (5, 'five');
            INSERT INTO boxes VALUES (1, 0, 10), (2, 5, 7);
            INSERT INTO rowid_taken (rowid, v) VALUES ('r', 1);
            ANALYZE;
            """));
    await(
        pool.preparedQuery("INSERT INTO \"odd \"\"na\"\"me\" VALUES (?, ?, ?)")
            .executeBatch(
                List.of(
                    Tuple.of("a\0b\0", 1, new byte[] {0, 1, (byte) 0xff}),
                    Tuple.of("😀 it's\nnew line; -- no comment", Long.MAX_VALUE, new byte[0]),
                    Tuple.of(null, null, "text in a blob column"),
                    Tuple.of("", 3.0, 4.5),
                    Tuple.of("\0", 9, null))));
    await(
        pool.preparedQuery("INSERT INTO strict_one VALUES (?, ?, ?, ?, ?)")
            .executeBatch(
                List.of(
                    Tuple.of(Long.MIN_VALUE, 0.1, "t", new byte[] {1}, 5),
                    Tuple.of(1, Double.MIN_VALUE, "", new byte[0], "five"),
                    Tuple.of(null, Double.POSITIVE_INFINITY, null, null, 5.5))));
    return pool;
  }

  private static List<String> read(ReadStream<String> stream) {
    Promise<List<String>> all = Promise.promise();
    List<String> statements = new ArrayList<>();
    stream
        .exceptionHandler(all::fail)
        .endHandler(v -> all.complete(statements))
        .handler(statements::add);
    return await(all.future());
  }

  /** Everything in a file: its schema, and all rows of all tables, rowids too. */
  private static List<String> content(Path file) throws SQLException {
    List<String> content = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")) {
        while (rows.next()) {
          content.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
          if (rows.getString(1).equals("table")) {
            tables.add(rows.getString(2));
          }
        }
      }
      for (String table : tables) {
        String quoted = '"' + table.replace("\"", "\"\"") + '"';
        List<String> cells = new ArrayList<>();
        try (ResultSet columns =
            statement.executeQuery(
                "SELECT name FROM pragma_table_xinfo('"
                    + table.replace("'", "''")
                    + "') WHERE hidden <> 1")) {
          while (columns.next()) {
            cells.add("quote(\"" + columns.getString(1).replace("\"", "\"\"") + "\")");
          }
        }
        String sql =
            "SELECT "
                + String.join(" || ',' || ", cells)
                + " AS row FROM "
                + quoted
                + " ORDER BY row";
        try (ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            content.add(table + ": " + rows.getString(1));
          }
        }
      }
      for (String pragma : List.of("user_version", "application_id", "integrity_check")) {
        try (ResultSet rows = statement.executeQuery("PRAGMA " + pragma)) {
          content.add(pragma + " " + rows.getString(1));
        }
      }
    }
    return content;
  }

  @Test
  void whatIsLoadedEqualsWhatWasDumped() throws Exception {
    SQLitePool source = everything("a.db");
    SQLitePool target = files.pool("b.db");

    await(target.backup().load(await(source.backup().dump())));

    assertThat(column(target, "SELECT title FROM search WHERE search MATCH 'fox'"))
        .containsExactly("hello");
    assertThat(column(target, "SELECT rowid FROM outside WHERE outside MATCH 'five'"))
        .containsExactly(5);
    assertThat(column(target, "SELECT id FROM boxes WHERE minx >= 5")).containsExactly(2);
    assertThat(value(target, "INSERT INTO parent (name) VALUES ('next') RETURNING id"))
        .isEqualTo(101);
    run(target, "DELETE FROM parent WHERE id = 101");
    run(target, "DELETE FROM audit WHERE rowid > 2");
    run(target, "INSERT INTO search (search) VALUES ('integrity-check')");
    await(source.close());
    await(target.close());
    List<String> expected = content(files.path("a.db"));
    List<String> actual = content(files.path("b.db"));
    expected.removeIf(line -> line.startsWith("sqlite_sequence"));
    actual.removeIf(line -> line.startsWith("sqlite_sequence"));
    assertThat(actual).containsExactlyElementsOf(expected);
  }

  @Test
  void theCountersOfAutoincrementAreKept() throws Exception {
    SQLitePool source = everything("a.db");
    SQLitePool target = files.pool("b.db");

    await(target.backup().load(await(source.backup().dump())));

    assertThat(column(target, "SELECT name || seq FROM sqlite_sequence"))
        .containsExactly("parent100");
  }

  @Test
  void dumpingWhatWasLoadedGivesTheSameText() {
    SQLitePool source = everything("a.db");
    List<String> first = read(await(source.backup().dump()));
    SQLitePool target = files.pool("b.db");
    await(
        target
            .backup()
            .load(new Pieces(files.vertx.getOrCreateContext(), String.join("\n", first), 100)));

    assertThat(read(await(target.backup().dump()))).isEqualTo(first);
  }

  @Test
  void plainSqliteLoadsItToo() throws Exception {
    SQLitePool source = everything("a.db");
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite:" + files.path("b.db"));
        Statement statement = plain.createStatement()) {
      for (String sql : read(await(source.backup().dump()))) {
        statement.execute(sql);
      }
    }
    await(source.close());

    assertThat(content(files.path("b.db"))).isEqualTo(content(files.path("a.db")));
  }

  @Test
  void anyNumberAndTextComesBackExactly() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    SQLitePool source = files.pool("a.db");
    run(source, "CREATE TABLE t (v)");
    List<Tuple> values = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      values.add(Tuple.of(Double.isNaN(number) ? 0.0 : number));
      values.add(Tuple.of(random.nextLong() >> random.nextInt(64)));
      values.add(Tuple.of(text(random)));
    }
    await(source.preparedQuery("INSERT INTO t VALUES (?)").executeBatch(values));
    SQLitePool target = files.pool("b.db");

    await(target.backup().load(await(source.backup().dump())));

    assertThat(column(target, "SELECT v FROM t ORDER BY rowid"))
        .isEqualTo(column(source, "SELECT v FROM t ORDER BY rowid"));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      int point =
          switch (random.nextInt(4)) {
            case 0 -> "\0'\";-\n\r".charAt(random.nextInt(7));
            case 1 -> 0x1F600 + random.nextInt(50);
            default -> 0x20 + random.nextInt(0x400);
          };
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  @Test
  void aLargeBlobIsOneStatement() {
    SQLitePool source = files.pool("a.db");
    run(source, "CREATE TABLE t (v BLOB)");
    run(source, "INSERT INTO t VALUES (randomblob(3000000))");
    SQLitePool target = files.pool("b.db");

    await(target.backup().load(await(source.backup().dump())));

    assertThat(value(target, "SELECT v FROM t")).isEqualTo(value(source, "SELECT v FROM t"));
  }

  @Test
  void aDumpIsReadNoFasterThanItsReader() {
    SQLitePool source = files.pool(files.options("a.db"));
    run(source, "CREATE TABLE t (v BLOB)");
    run(
        source,
        "INSERT INTO t SELECT randomblob(10000) FROM"
            + " (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i FROM n)");
    SQLiteDump dump = await(source.backup().dump());
    List<String> got = new ArrayList<>();
    Promise<Void> ten = Promise.promise();
    dump.handler(
        statement -> {
          got.add(statement);
          if (got.size() == 10) {
            dump.pause();
            ten.complete();
          }
        });
    await(ten.future());
    // What was written after the dump began is none of its business.
    run(source, "INSERT INTO t VALUES (x'00')");

    assertThat(got).hasSize(10);
    Promise<Void> end = Promise.promise();
    dump.endHandler(v -> end.complete()).resume();
    await(end.future());
    assertThat(got).filteredOn(s -> s.startsWith("INSERT")).hasSize(2000);
  }

  @Test
  void aDumpThatIsGivenUpGivesItsConnectionBack() {
    SQLitePool source = files.pool(files.options("a.db"), new PoolOptions().setMaxSize(1));
    run(source, "CREATE TABLE t (v)");
    await(await(source.backup().dump()).close());

    boolean inTransaction =
        await(source.withConnection(c -> SQLiteConnection.cast(c).inTransaction()));
    assertThat(inTransaction).isFalse();
  }

  @Test
  void aDumpThatFailsInTheMiddleLoadsNothing() {
    SQLitePool target = files.pool("b.db");
    run(target, "CREATE TABLE kept (x)");
    String sql =
        "CREATE TABLE t (x UNIQUE); INSERT INTO t VALUES ('secret'); INSERT INTO t VALUES ('secret');";

    assertThatThrownBy(
            () -> await(target.backup().load(new Pieces(files.vertx.getOrCreateContext(), sql, 7))))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE))
        .extracting(Throwable::getMessage)
        .asString()
        .contains("statement 3 of the dump, and so nothing was loaded")
        .doesNotContain("secret");
    assertThat(column(target, "SELECT name FROM sqlite_schema WHERE type = 'table'"))
        .containsExactly("kept");
    assertThat(await(target.pragma("foreign_keys"))).isEqualTo(1L);
    Object onAConnection =
        await(target.withConnection(c -> SQLiteConnection.cast(c).pragma("foreign_keys")));
    assertThat(onAConnection).isEqualTo(1L);
  }

  @Test
  void aDumpOfTheShellLoads() throws Exception {
    Path script = files.path("shell.sql");
    Files.writeString(
        script,
        """
        PRAGMA foreign_keys=OFF;
        BEGIN TRANSACTION;
        CREATE TABLE t(a, b);
        INSERT INTO t VALUES(1,'two; three');
        COMMIT;
        """);
    SQLitePool target = files.pool("b.db");

    await(
        target
            .backup()
            .load(new Pieces(files.vertx.getOrCreateContext(), Files.readString(script), 5)));

    assertThat(value(target, "SELECT b FROM t")).isEqualTo("two; three");
  }

  @Test
  void anUnfinishedDumpIsRefused() {
    SQLitePool target = files.pool("b.db");

    assertThatThrownBy(
            () ->
                await(
                    target
                        .backup()
                        .load(
                            new Pieces(
                                files.vertx.getOrCreateContext(),
                                "CREATE TABLE t (x); INSERT INTO t VALUES ('a",
                                1000))))
        .hasMessageContaining("statement 2 of the dump");
    assertThat(value(target, "SELECT count(*) FROM sqlite_schema")).isEqualTo(0L);
  }

  /** A text in pieces of a length. */
  private static final class Pieces implements ReadStream<String> {
    private final InboundBuffer<String> buffer;
    private io.vertx.core.Handler<Void> end;

    Pieces(io.vertx.core.Context context, String text, int length) {
      buffer = new InboundBuffer<>(context);
      buffer.pause();
      buffer.emptyHandler(v -> context.runOnContext(e -> end.handle(null)));
      context.runOnContext(
          v -> {
            for (int i = 0; i < text.length(); i += length) {
              buffer.write(text.substring(i, Math.min(text.length(), i + length)));
            }
          });
    }

    @Override
    public ReadStream<String> exceptionHandler(io.vertx.core.Handler<Throwable> handler) {
      return this;
    }

    @Override
    public ReadStream<String> handler(io.vertx.core.Handler<String> handler) {
      buffer.handler(handler);
      return this;
    }

    @Override
    public ReadStream<String> pause() {
      buffer.pause();
      return this;
    }

    @Override
    public ReadStream<String> resume() {
      buffer.resume();
      return this;
    }

    @Override
    public ReadStream<String> fetch(long amount) {
      buffer.fetch(amount);
      return this;
    }

    @Override
    public ReadStream<String> endHandler(io.vertx.core.Handler<Void> handler) {
      end = handler;
      return this;
    }
  }
}
