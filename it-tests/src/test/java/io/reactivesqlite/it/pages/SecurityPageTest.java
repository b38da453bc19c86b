// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;
import static io.reactivesqlite.it.pages.Place.told;
import static io.reactivesqlite.it.pages.Place.value;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivesqlite.client.CheckpointMode;
import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteFunction;
import io.reactivesqlite.client.SQLiteLimit;
import io.reactivesqlite.client.SQLiteOperation;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteStatementPolicy;
import io.reactivesqlite.client.SecureDelete;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/guides/security.md. */
class SecurityPageTest {

  @RegisterExtension static final DocPage page = new DocPage("guides/security.md");

  @RegisterExtension private final Place place = new Place();

  private SQLitePool pool;

  @BeforeEach
  void open() {
    pool = place.pool("app.db");
    run(
        pool,
        "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT UNIQUE, age INTEGER)",
        "CREATE TABLE secret (text TEXT)",
        "CREATE VIEW shown AS SELECT text FROM secret",
        "CREATE VIRTUAL TABLE note USING fts5(body)",
        "INSERT INTO person VALUES (1, 'Ada', 36), (2, '100%', 1), (3, '100 per cent', 2)",
        "INSERT INTO secret VALUES ('hidden')",
        "INSERT INTO note VALUES ('tea and cake')");
  }

  // [parameter
  Future<RowSet<Row>> byName(String name) {
    return pool.preparedQuery("SELECT id FROM person WHERE name = ?").execute(Tuple.of(name));
  }

  // parameter]

  @Test
  void parameters() {
    assertThat(await(byName("x' OR '1'='1")).size()).isZero();
    assertThat(await(byName("Ada")).size()).isEqualTo(1);
    String name = "x'; DROP TABLE person; --";
    // [appended
    Future<RowSet<Row>> careless =
        pool.query("SELECT id FROM person WHERE name = '" + name + "'").execute();
    // appended]
    page.gives("appended", told(careless));
    String or = "x' OR '1'='1";
    assertThat(
            await(pool.query("SELECT id FROM person WHERE name = '" + or + "'").execute()).size())
        .isEqualTo(3);
  }

  // [order
  static final Map<String, String> ORDERS = Map.of("name", "name", "youngest", "age, name");

  Future<RowSet<Row>> sorted(String order) {
    return pool.query("SELECT name FROM person ORDER BY " + ORDERS.getOrDefault(order, "id"))
        .execute();
  }

  // order]

  @Test
  void namesFromAList() {
    assertThat(await(sorted("youngest")).iterator().next().getString(0)).isEqualTo("100%");
    assertThat(await(sorted("; DROP TABLE person")).iterator().next().getString(0))
        .isEqualTo("Ada");
  }

  // [like
  static String literally(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  Future<RowSet<Row>> beginningWith(String text) {
    return pool.preparedQuery("SELECT name FROM person WHERE name LIKE ? || '%' ESCAPE '\\'")
        .execute(Tuple.of(literally(text)));
  }

  // like]

  // [match
  static String phrase(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  Future<RowSet<Row>> notesWith(String text) {
    return pool.preparedQuery("SELECT body FROM note WHERE note MATCH ?")
        .execute(Tuple.of(phrase(text)));
  }

  // match]

  @Test
  void patterns() {
    assertThat(await(beginningWith("100%")).size()).isEqualTo(1);
    assertThat(
            await(
                    pool.preparedQuery("SELECT name FROM person WHERE name LIKE ? || '%'")
                        .execute(Tuple.of("100%")))
                .size())
        .isEqualTo(2);
    assertThat(await(notesWith("and cake")).size()).isEqualTo(1);
    assertThat(await(notesWith("cake\" OR \"tea")).size()).isZero();
    page.gives(
        "match",
        told(
            pool.preparedQuery("SELECT body FROM note WHERE note MATCH ?")
                .execute(Tuple.of("password:tea"))));
  }

  @Test
  void policies() {
    String file = place.in("app.db");
    // [policy
    SQLiteStatementPolicy reports =
        SQLiteStatementPolicy.readOnly()
            .and(
                action ->
                    action.operation() != SQLiteOperation.READ || !action.name().equals("secret"));
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(file)
            .setStatementPolicy(reports)
            .setStatementTimeout(2_000)
            .setLimit(SQLiteLimit.LENGTH, 1_000_000)
            .setLimit(SQLiteLimit.SQL_LENGTH, 10_000);
    // policy]
    SQLitePool guarded = place.pool(options);
    // [denied
    Future<RowSet<Row>> denied = guarded.query("SELECT * FROM shown").execute();
    // denied]
    page.gives("denied", told(denied));
    assertThat(told(guarded.query("SELECT count(*) FROM person").execute())).contains("RowSet");
    for (String sql :
        List.of(
            "INSERT INTO person (name) VALUES ('x')",
            "VACUUM INTO 'copy.db'",
            "PRAGMA user_version = 3",
            "PRAGMA table_list")) {
      assertThat(told(guarded.query(sql).execute())).as(sql).contains("does not allow");
    }
    assertThat(told(guarded.query("SELECT zeroblob(2000000)").execute())).contains("TOOBIG");
    assertThat(
            told(
                guarded
                    .query(
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
                    .execute()))
        .contains("2000 ms");
  }

  @Test
  void extensions() throws Exception {
    // [extension
    Future<RowSet<Row>> loading = pool.query("SELECT load_extension('/tmp/x.so')").execute();
    // extension]
    page.gives("extension", told(loading));
    assertThatThrownBy(
            () -> SQLiteConnectOptions.fromUri("sqlite:app.db?enable_load_extension=true"))
        .hasMessageContaining("enable_load_extension");
    assertThatThrownBy(() -> SQLiteConnectOptions.fromUri("sqlite:app.db?loadable_extensions=x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStrangersSchema() {
    String file = place.in("app.db");
    // [untrusted
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(file)
            .addRoutine(SQLiteFunction.scalar("send_mail", 1, args -> send(args.getString(0))));
    // untrusted]
    SQLitePool mailing = place.pool(options);
    run(mailing, "CREATE VIEW trap AS SELECT send_mail(name) FROM person");
    page.gives("untrusted", told(mailing.query("SELECT * FROM trap").execute()));
    assertThat(sent).isEmpty();
    run(mailing, "SELECT send_mail('Ada')");
    assertThat(sent).containsExactly("Ada");
  }

  private final List<String> sent = new CopyOnWriteArrayList<>();

  private String send(String name) {
    sent.add(name);
    return "sent";
  }

  @Test
  void aFileOfAStranger() {
    String file = place.in("upload.db");
    await(pool.backup().toFile(file));
    // [upload
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(file)
            .setMode(OpenMode.RO)
            .setImmutable(true)
            .setCellSizeCheck(true)
            .setStatementTimeout(2_000)
            .setLimit(SQLiteLimit.LENGTH, 10_000_000);
    // upload]
    SQLitePool upload = place.pool(options);
    // [check
    Future<RowSet<Row>> people =
        upload
            .maintenance()
            .integrityCheck()
            .compose(
                damages ->
                    damages.isEmpty()
                        ? upload.query("SELECT name FROM person").execute()
                        : Future.failedFuture("damaged: " + damages));
    // check]
    assertThat(await(people).size()).isEqualTo(3);
    assertThat(told(upload.query("DELETE FROM person").execute())).contains("READONLY");
  }

  @Test
  void attach() {
    // [attach
    Future<RowSet<Row>> onThePool = pool.query("ATTACH 'other.db' AS other").execute();
    // attach]
    page.gives("attach", told(onThePool));
    String other = place.in("other.db");
    Function<SqlConnection, Future<RowSet<Row>>> attaching =
        connection ->
            connection
                .query("ATTACH '" + other + "' AS other")
                .execute()
                .compose(attached -> connection.query("CREATE TABLE other.t (x)").execute());
    await(pool.withConnection(attaching));
    assertThat(Path.of(other)).isNotEmptyFile();
    // [no-attach
    SQLiteStatementPolicy noOtherFiles =
        SQLiteStatementPolicy.denying(SQLiteOperation.ATTACH, SQLiteOperation.MAINTENANCE);
    // no-attach]
    SQLitePool closed =
        place.pool(SQLiteConnectOptions.file(place.in("app.db")).setStatementPolicy(noOtherFiles));
    assertThat(told(closed.withConnection(attaching))).contains("does not allow ATTACH");
    String copy = "VACUUM INTO '" + place.in("copy.db") + "'";
    assertThat(told(closed.query(copy).execute())).contains("does not allow MAINTENANCE");
    run(pool, copy);
    assertThat(Path.of(place.in("copy.db"))).isNotEmptyFile();
  }

  /** What the page says about SQL of strangers without a policy. */
  @Test
  void withoutAPolicyTheSchemaCanBeDamaged() {
    run(pool, "DELETE FROM note_data");
    assertThat(told(pool.pragma("writable_schema", true))).contains("cannot be set");
    String answer =
        told(
            pool.withConnection(
                connection ->
                    connection
                        .query("PRAGMA writable_schema = 1")
                        .execute()
                        .compose(set -> connection.query("DELETE FROM sqlite_schema").execute())));
    assertThat(answer).contains("RowSet");
  }

  @Test
  void aPolicyIsForSql() {
    SQLitePool reading =
        place.pool(
            SQLiteConnectOptions.file(place.in("app.db"))
                .setStatementPolicy(SQLiteStatementPolicy.readOnly()));
    await(reading.backup().toFile(place.in("copy.db")));
    run(pool, "DELETE FROM person");
    await(reading.backup().restoreFile(place.in("copy.db")));
    assertThat(value(pool, "SELECT count(*) FROM person")).isEqualTo(3L);
    assertThat(told(reading.maintenance().quickCheck())).contains("does not allow PRAGMA");
  }

  @Test
  void values() {
    // [values
    Future<RowSet<Row>> again =
        pool.preparedQuery("INSERT INTO person (name) VALUES (?)").execute(Tuple.of("Ada"));
    // values]
    page.gives("values", told(again));
    // [json-path
    Future<RowSet<Row>> path =
        pool.preparedQuery("SELECT json_extract('{}', ?)").execute(Tuple.of("a word"));
    // json-path]
    page.gives("json-path", told(path));
  }

  @Test
  void deletedIsNotErased() throws Exception {
    for (SecureDelete erased : List.of(SecureDelete.OFF, SecureDelete.ON)) {
      String file = place.in(erased + ".db");
      SQLitePool notes = place.pool(SQLiteConnectOptions.file(file).setSecureDelete(erased));
      run(
          notes,
          "CREATE TABLE note (text TEXT)",
          "INSERT INTO note VALUES ('a confession')",
          "DELETE FROM note WHERE text LIKE 'a%'");
      await(notes.maintenance().checkpoint(CheckpointMode.TRUNCATE));
      await(notes.backup().vacuumInto(place.in(erased + ".copy")));
      assertThat(holds(file, "a confession")).isEqualTo(erased == SecureDelete.OFF);
      assertThat(holds(place.in(erased + ".copy"), "a confession")).isFalse();
    }
  }

  private static boolean holds(String file, String text) throws IOException {
    return Files.readString(Path.of(file), ISO_8859_1).contains(text);
  }

  @Test
  void paths() throws Exception {
    String odd = place.in("a.db?mode=memory");
    run(place.pool(SQLiteConnectOptions.file(odd)), "CREATE TABLE t (x)");
    assertThat(Path.of(odd)).isNotEmptyFile();
    assertThat(SQLiteConnectOptions.fromUri("sqlite:a.db?mode=memory").isMemory()).isTrue();
  }

  // [tenant
  static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");

  static SQLiteConnectOptions tenant(Path folder, String name) {
    if (!TENANT.matcher(name).matches()) {
      throw new IllegalArgumentException("no such tenant");
    }
    return SQLiteConnectOptions.file(folder.resolve(name + ".db"));
  }

  // tenant]

  @Test
  void tenants() {
    assertThat(tenant(Path.of("data"), "acme-2").getDatabase()).isEqualTo("data/acme-2.db");
    for (String name : List.of("../x", "a/b", "", "A", "con.db", "x?mode=ro")) {
      assertThatThrownBy(() -> tenant(Path.of("data"), name)).hasMessage("no such tenant");
    }
  }

  @Test
  void rights() throws Exception {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path folder = Path.of(place.in("data"));
    // [rights
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = folder.resolve("app.db");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    // rights]
    run(place.pool(SQLiteConnectOptions.file(file)), "CREATE TABLE t (x)");
    Set<String> found = new TreeSet<>();
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        found.add(
            each.getFileName()
                + " "
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
    page.gives("rights", String.join("\n", found));
  }
}
