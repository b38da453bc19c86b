// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.scheduling.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.Tuple;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever goes wrong is said clearly, and neither a request nor a connection is lost by it. */
class BadInputTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  /** The error with which pool, pooled connection and single connection refuse to open. */
  private SQLiteException cannotOpen(SQLiteConnectOptions options) {
    SQLitePool pool = sandbox.pool(options);
    SQLiteException e = error(pool.query("SELECT count(*) FROM sqlite_schema").execute());
    assertThat(error(pool.getConnection()).kind()).isEqualTo(e.kind());
    assertThat(error(SQLiteConnection.connect(sandbox.vertx(), options)).kind())
        .isEqualTo(e.kind());
    assertThat(Database.openCount()).isZero();
    return e;
  }

  @Test
  void aMissingDirectoryIsNamedAndTheCureToo() {
    Path file = sandbox.directory().resolve("no/such/dir/app.db");
    SQLiteException e = cannotOpen(SQLiteConnectOptions.file(file));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN);
    assertThat(e)
        .hasMessageContaining(file.getParent().toString())
        .hasMessageContaining("createParentDirectories");
  }

  @Test
  void missingDirectoriesAreCreatedOnDemand() {
    Path file = sandbox.directory().resolve("no/such/dir/app.db");
    SQLitePool pool =
        sandbox.pool(SQLiteConnectOptions.file(file).setCreateParentDirectories(true));
    assertThat(scalar(pool, "SELECT 1")).isEqualTo(1L);
    assertThat(file).isRegularFile();
  }

  @Test
  void aDirectoryThatCannotBeCreatedIsNamed() throws Exception {
    Path obstacle = Files.createFile(sandbox.directory().resolve("file"));
    SQLiteException e =
        cannotOpen(
            SQLiteConnectOptions.file(obstacle.resolve("sub/app.db"))
                .setCreateParentDirectories(true));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN);
    assertThat(e).hasMessageContaining(obstacle.resolve("sub").toString());
  }

  @Test
  void aPoolOpensWhatWasMissingBefore() throws Exception {
    Path file = sandbox.directory().resolve("later/app.db");
    SQLitePool pool = sandbox.pool(SQLiteConnectOptions.file(file));
    error(pool.query("SELECT 1").execute());
    Files.createDirectory(file.getParent());
    assertThat(scalar(pool, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void aDirectoryIsNoDatabase() {
    SQLiteException e = cannotOpen(SQLiteConnectOptions.file(sandbox.directory()));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN);
    assertThat(e).hasMessageContaining("it is a directory");
  }

  @Test
  void aFileOfOtherContentIsNoDatabaseAndStaysAsItIs() throws Exception {
    String content = "This is no database, whatever its name says. ".repeat(50);
    Files.writeString(sandbox.file(), content);
    SQLiteException e = cannotOpen(sandbox.options());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.NOT_A_DATABASE);
    assertThat(sandbox.file()).hasContent(content);
    assertThat(cannotOpen(sandbox.options().setMode(OpenMode.RO)).kind())
        .isEqualTo(SQLiteErrorKind.NOT_A_DATABASE);
  }

  @Test
  void aDamagedFileIsSaidToBeDamagedAndWhatIsWholeIsRead() throws Exception {
    sandbox.jdbc(
        "CREATE TABLE whole(a)",
        "INSERT INTO whole VALUES (1)",
        "CREATE TABLE t(a)",
        "INSERT INTO t SELECT randomblob(500) FROM (WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT i FROM n)");
    try (RandomAccessFile file = new RandomAccessFile(sandbox.file().toFile(), "rw")) {
      for (long page = 3; page < file.length() / 4096; page++) {
        file.seek(page * 4096);
        file.write(new byte[200]);
      }
    }
    SQLitePool pool = sandbox.pool();
    SQLiteException e = error(pool.query("SELECT sum(length(a)) FROM t").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CORRUPT);
    assertThat(e).hasMessageContaining("SQLITE_CORRUPT");
    assertThat(scalar(pool, "SELECT a FROM whole")).isEqualTo(1L);
  }

  @Test
  void wrongUrisAreRefusedWithWhatIsRight() {
    for (String uri : List.of("sqlite:", "sqlite://host/app.db", "jdbc:sqlite:app.db")) {
      assertThatThrownBy(() -> SQLiteConnectOptions.fromUri(uri))
          .as(uri)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Invalid connection URI");
    }
    assertThatThrownBy(() -> SQLiteConnectOptions.fromUri("sqlite:app.db?jurnal_mode=wal"))
        .hasMessageContaining("journal_mode");
    assertThatThrownBy(() -> SqlConnectOptions.fromUri("sqlite:app.db?foo=1"))
        .hasMessageContaining("foo");
    assertThatThrownBy(
            () ->
                SQLiteBuilder.pool()
                    .connectingTo("postgresql://localhost/x")
                    .using(sandbox.vertx())
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sqlite:");
    assertThatThrownBy(() -> SQLiteBuilder.pool().using(sandbox.vertx()).build())
        .hasMessageContaining("connectingTo");
  }

  @Test
  void anOptionsObjectWithoutADatabaseIsRefused() {
    SQLiteException e = error(sandbox.pool(new SQLiteConnectOptions()).query("SELECT 1").execute());
    assertThat(e).hasMessageContaining("database");
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CANNOT_OPEN);
  }

  @Test
  void aClosedConnectionSaysThatItIsClosed() {
    SQLiteConnection connection = sandbox.connect();
    await(connection.close());
    for (Future<?> request :
        List.of(
            connection.query("SELECT 1").execute(),
            connection.preparedQuery("SELECT ?").execute(Tuple.of(1)),
            connection.prepare("SELECT 1"),
            connection.begin(),
            connection.executeScript("SELECT 1"),
            connection.withSavepoint(c -> Future.succeededFuture()),
            connection.inTransaction(),
            connection.totalChanges())) {
      SQLiteException e = error(request);
      assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CLOSED);
      assertThat(e).hasMessageContaining("connection is closed");
    }
    connection.cancelRequest();
  }

  @Test
  void sqlThatMakesNoSenseIsASyntaxErrorThatShowsTheSql() {
    SQLitePool pool = sandbox.pool();
    SQLiteException e = error(pool.query("SELEC 1").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(e.category()).isEqualTo(SQLiteErrorCategory.PROGRAMMING);
    assertThat(e.getSqlState()).isEqualTo("42000");
    assertThat(e)
        .hasMessageContaining("near \"SELEC\": syntax error")
        .hasMessageContaining("SELEC 1");
    assertThat(error(pool.query("SELECT * FROM nowhere").execute()))
        .hasMessageContaining("no such table: nowhere");
    assertThat(error(pool.query("INSERT INTO nowhere VALUES (1)").execute()))
        .hasMessageContaining("no such table: nowhere");
    assertThat(error(pool.query("SELECT missing_function()").execute()))
        .hasMessageContaining("no such function: missing_function");
    assertThat(scalar(pool, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void errorsNeverShowValues() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a TEXT UNIQUE CHECK (length(a) > 3))");
    String insert = "INSERT INTO t VALUES (?)";
    await(pool.preparedQuery(insert).execute(Tuple.of("secret")));
    SQLiteException e = error(pool.preparedQuery(insert).execute(Tuple.of("secret")));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_UNIQUE);
    assertThat(e.getMessage()).contains("t.a").doesNotContain("secret");
    e = error(pool.preparedQuery(insert).execute(Tuple.of("sec")));
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_CHECK);
    assertThat(e.getMessage()).doesNotContain("sec,").doesNotContain("'sec'");
  }

  @Test
  void aNulInSqlIsRefusedInsteadOfCuttingTheStatement() {
    SQLitePool pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a)");
    SQLiteException e = error(pool.query("DELETE FROM t\0WHERE a = 1").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(e).hasMessageContaining("NUL at index 13");
    SQLiteConnection connection = sandbox.connect();
    assertThat(error(connection.query("SELECT 'a\0b'").execute())).hasMessageContaining("NUL");
    assertThat(error(connection.prepare("SELECT 1\0")).kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(error(connection.executeScript("SELECT 1;\nSELECT 2\0")))
        .hasMessageContaining("line 2")
        .hasMessageContaining("NUL");
    await(connection.close());
  }

  @Test
  void halfASurrogatePairInSqlIsRefused() {
    SQLitePool pool = sandbox.pool();
    SQLiteException e = error(pool.query("SELECT '\ud83d'").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(e).hasMessageContaining("surrogate");
    assertThat(scalar(pool, "SELECT '🙂'")).isEqualTo("🙂");
  }

  @Test
  void longSqlRunsAndAValueOverTheLimitIsTooBig() {
    SQLitePool pool = sandbox.pool();
    String text = "x".repeat(900_000);
    assertThat(scalar(pool, "SELECT length('" + text + "')")).isEqualTo(900_000L);
    SQLiteException e = error(pool.query("SELECT '" + text + "' FROM nowhere").execute());
    assertThat(e.getMessage().length()).isLessThan(2_000);
    e = error(pool.query("SELECT zeroblob(2000000000), '" + text + "'").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.TOO_BIG);
    assertThat(e.getMessage().length()).isLessThan(2_000);
  }

  @Test
  void sqlNestedTooDeepIsAnError() {
    SQLitePool pool = sandbox.pool();
    SQLiteException e =
        error(pool.query("SELECT " + "(".repeat(50_000) + "1" + ")".repeat(50_000)).execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.SYNTAX);
    assertThat(scalar(pool, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void aValueOverTheLimitIsTooBig() {
    SQLitePool pool = sandbox.pool();
    SQLiteException e = error(pool.query("SELECT zeroblob(2000000000)").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.TOO_BIG);
    assertThat(scalar(pool, "SELECT 1")).isEqualTo(1L);
  }

  @Test
  void aFullDatabaseKeepsWhatItHas() {
    SQLitePool pool = sandbox.pool(sandbox.options().setMaxPageCount(50));
    run(pool, "CREATE TABLE t(a)");
    run(pool, "INSERT INTO t VALUES (1)");
    for (int i = 0; i < 5; i++) {
      SQLiteException e = error(pool.query("INSERT INTO t VALUES (zeroblob(1000000))").execute());
      assertThat(e.kind()).isEqualTo(SQLiteErrorKind.FULL);
      assertThat(e.getSqlState()).isEqualTo("53100");
    }
    run(pool, "INSERT INTO t VALUES (2)");
    assertThat(sandbox.jdbcColumn("SELECT a FROM t")).containsExactly(1, 2);
  }

  @Test
  void initSqlThatFailsFailsTheOpening() {
    SQLitePool pool = sandbox.pool(sandbox.options().addInitSql("SELECT missing_function()"));
    assertThat(error(pool.query("SELECT 1").execute())).hasMessageContaining("missing_function");
    assertThat(error(pool.getConnection())).hasMessageContaining("missing_function");
  }
}
