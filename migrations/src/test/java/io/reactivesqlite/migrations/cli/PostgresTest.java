// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Postgres;
import io.reactivesqlite.migrations.cli.Cli.Result;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way up: the same files and commands on PostgreSQL, where it is installed. */
class PostgresTest {

  @TempDir Path folder;
  private Postgres.Database database;
  private Cli cli;

  @BeforeEach
  void revisions() {
    database = Postgres.database();
    cli = Cli.initialized(folder);
    cli.environment.put("SQLITE_MIGRATE_URL", database.url());
    cli.table("aaa111", "one");
    cli.table("bbb222", "two");
  }

  private List<String> tables() throws SQLException {
    return database.query(
        "select table_name from information_schema.tables where table_schema = 'public'"
            + " and table_name not like 'databasechangelog%' order by 1");
  }

  @Test
  void upDownStampAndCheckWork() throws SQLException {
    assertThat(cli.ok("current").out()).isEmpty();
    cli.ok("upgrade", "--tag", "v1");
    assertThat(tables()).containsExactly("one", "two");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222 (head)");
    assertThat(cli.ok("check").err()).contains("agree");
    assertThat(cli.ok("upgrade").err()).contains("Nothing to do");
    cli.ok("downgrade", "-1");
    assertThat(tables()).containsExactly("one");
    cli.ok("stamp", "head");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222 (head)");
  }

  @Test
  void whatIsForSqliteOnlyIsRecordedAndForgottenWithoutRunning() throws SQLException {
    Path file = cli.table("ccc333", "three");
    cli.edit(file, "sqlite-migrate:ccc333", "sqlite-migrate:ccc333 dbms:sqlite");
    cli.ok("upgrade");
    assertThat(tables()).containsExactly("one", "two");
    assertThat(cli.ok("current").lines()).containsExactly("ccc333 (head)");
    cli.ok("downgrade", "-1");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222");
  }

  @Test
  void sqlIsWrittenForTheDatabaseAsItIs() throws SQLException {
    cli.ok("upgrade", "aaa111");
    Result result = cli.ok("upgrade", "--dry-run", "--sql");
    assertThat(result.out())
        .contains("create table two", "INSERT INTO", "bbb222")
        .doesNotContain("create table one", "PRAGMA");
    assertThat(tables()).containsExactly("one");
    Result offline = cli.run("upgrade", "--sql");
    assertThat(offline.code()).isEqualTo(2);
    assertThat(offline.err()).contains("--dry-run --sql");
  }

  @Test
  void aFailedRevisionNamesFileAndStatementAndLeavesNothing() throws SQLException {
    Path file = cli.table("ccc333", "three");
    cli.edit(file, "create table three (", "create table x (id int); create tabel three (");
    Result result = cli.run("upgrade");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains(file.toString(), "ccc333", "create tabel three");
    assertThat(tables()).containsExactly("one", "two");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222");
  }
}
