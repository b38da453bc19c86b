// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Postgres;
import io.reactivesqlite.migrations.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way up by the command: the revisions first, then the rows. */
class CopyCommandTest {

  @TempDir Path folder;
  private Postgres.Database postgres;
  private Cli cli;

  @BeforeEach
  void shop() throws SQLException {
    postgres = Postgres.database();
    cli = Cli.initialized(folder);
    cli.fill(
        Path.of(cli.ok("revision", "-m", "books", "--rev-id", "aaa111").lines().get(0)),
        """
        create table author (id ${key} primary key, name text not null);
        create table book (id ${key} primary key, author integer not null references author,
          title text not null, price ${decimal}, added ${moment}, in_stock boolean not null);
        """,
        "drop table book; drop table author;");
    // One text of a type for each engine, chosen by Liquibase itself.
    cli.edit(
        folder.resolve(
            "migrations/versions/" + folder.resolve("migrations/versions").toFile().list()[0]),
        "-- revision: aaa111",
        """
        --property name:key value:integer dbms:sqlite
        --property name:key value:serial dbms:postgresql
        --property name:decimal value:decimal_text(12,2) dbms:sqlite
        --property name:decimal value:numeric(12,2) dbms:postgresql
        --property name:moment value:timestamp dbms:sqlite
        --property name:moment value:timestamptz dbms:postgresql

        -- revision: aaa111""");
    cli.ok("upgrade");
    cli.execute("app.db", "insert into author values (1, 'Frank Herbert'), (9, 'Ann Leckie')");
    cli.execute(
        "app.db",
        "insert into book values (1, 1, 'Dune', '19.90', '2024-01-31 10:11:12.5', 1),"
            + " (2, 9, 'Ancillary Justice', null, null, 0)");
  }

  private void upgradePostgres() {
    cli.ok("upgrade", "--url", postgres.url());
  }

  private Result copy(String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "copy";
    words[1] = "--to";
    words[2] = postgres.url();
    System.arraycopy(more, 0, words, 3, more.length);
    return cli.run(words);
  }

  @Test
  void theSameRevisionsRunOnPostgresAndThenAllRowsFollow() throws SQLException {
    upgradePostgres();
    Result result = copy();
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("copy author  2 rows done", "compare book  2 rows equal")
        .endsWith("all are equal.\n");
    assertThat(
            postgres.query(
                "select id, author, title, price, added at time zone 'UTC', in_stock from book order by id"))
        .containsExactly(
            "1|1|Dune|19.90|2024-01-31 10:11:12.5|t", "2|9|Ancillary Justice|null|null|f");
    assertThat(postgres.query("insert into author (name) values ('x') returning id"))
        .containsExactly("10");
    assertThat(cli.ok("check", "--url", postgres.url()).err()).contains("agree");
    cli.ok("downgrade", "base", "--yes", "--url", postgres.url());
  }

  @Test
  void withoutTheRevisionsTheTargetDoesNotFit() {
    Result result = copy();
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("no table author", "no table book", "Upgrade it");
  }

  @Test
  void jsonTellsEachTableWithItsChecksum() {
    upgradePostgres();
    Result result = copy("--json", "-q");
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("\"rows\": 4", "\"name\": \"author\"", "\"found\": 0")
        .containsPattern("\"checksum\": \"[0-9a-f]{32}\"");
  }

  @Test
  void aDryRunTellsThePlanAndLooksAtTheValues() throws SQLException {
    upgradePostgres();
    assertThat(copy("--dry-run").lines()).containsExactly("author  2 rows", "book  2 rows");
    cli.execute("app.db", "update book set price = 'cheap' where id = 2");
    Result result = copy("--dry-run", "--json");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains("book.price, rowid 2: a text that is no number", "\"numeric\"")
        .doesNotContain("cheap");
    assertThat(postgres.query("select * from author")).isEmpty();
  }

  @Test
  void exitCodesTellWhatHappened() {
    upgradePostgres();
    assertThat(copy("--batch", "1").code()).isZero();
    Result filled = copy();
    assertThat(filled.code()).isEqualTo(2);
    assertThat(filled.err()).contains("has rows already");
    Result referred = copy("--replace", "--exclude", "book");
    assertThat(referred.code()).isEqualTo(2);
    assertThat(referred.err()).contains("referred to by book");
    assertThat(copy("--replace").code()).isZero();
    cli.execute("app.db", "update book set price = 'cheap' where id = 2");
    Result failed = copy("--replace");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("book.price, rowid 2").doesNotContain("cheap");
  }

  @Test
  void wrongUseIsRefused() {
    assertThat(cli.run("copy").err()).contains("--to", "SQLITE_MIGRATE_COPY_TO", "copy_to");
    assertThat(cli.run("copy", "--to", "sqlite:other.db").err()).contains("VACUUM INTO");
    assertThat(cli.run("copy", "--to", "jdbc:mysql://anna:secret@host/db").err())
        .contains("no JDBC driver for jdbc:mysql://host/db", "SQLITE_MIGRATE_CLASSPATH")
        .doesNotContain("secret");
    assertThat(copy("--epoch", "days").err()).contains("seconds, millis or julian-days");
    assertThat(copy("--batch", "0").err()).contains("at least 1");
    assertThat(copy("--url", "sqlite:none.db").err()).contains("none.db does not exist");
    assertThat(folder.resolve("none.db")).doesNotExist();
    assertThat(copy("--url", postgres.url()).err()).contains("one SQLite file");
    assertThat(Files.exists(folder.resolve("app.db"))).isTrue();
  }

  @Test
  void theTargetCanStandInTheSettingsAndItsPasswordIsHidden() {
    upgradePostgres();
    cli.environment.put("SQLITE_MIGRATE_COPY_TO", postgres.url());
    cli.environment.put("SQLITE_MIGRATE_COPY_PASSWORD", "secret");
    assertThat(cli.ok("config").out())
        .contains("copy_to = jdbc:postgresql://127.0.0.1", "copy_password = (hidden)")
        .doesNotContain("secret");
    cli.ok("copy");
  }
}
