// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that work on a database. */
class RunCommandsTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void threeRevisions() {
    cli = Cli.initialized(folder);
    cli.table("aaa111", "one");
    cli.table("bbb222", "two");
    cli.table("ccc333", "three");
  }

  private void fork() {
    cli.table("ddd444", "four", "--head", "aaa111", "--splice", "--branch-label", "side");
  }

  @Test
  void upgradeToHeadTellsEachRevisionWithItsTime() {
    Result result = cli.ok("upgrade", "head");
    assertThat(cli.tables()).containsExactly("one", "three", "two");
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .containsPattern("upgrade 1/3  aaa111  create one done in \\d+ ms")
        .containsPattern("Upgrade of 3 revisions in \\d+ ms; now at ccc333\\.");
    assertThat(cli.ok("upgrade").err()).contains("Nothing to do; at ccc333.");
  }

  @Test
  void upgradeTakesRevisionBeginningAndSteps() {
    cli.ok("upgrade", "aaa111");
    cli.ok("upgrade", "+1");
    assertThat(cli.tables()).containsExactly("one", "two");
    cli.ok("upgrade", "ccc");
    assertThat(cli.tables()).hasSize(3);
  }

  @Test
  void upgradeWithSeveralHeadsHasAnExitCodeOfItsOwn() {
    fork();
    Result result = cli.run("upgrade", "head");
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err()).contains("ccc333", "ddd444", "heads", "merge");
    assertThat(folder.resolve("app.db")).doesNotExist();
    cli.ok("upgrade", "heads");
    assertThat(cli.tables()).containsExactly("four", "one", "three", "two");
  }

  @Test
  void upgradeAlongABranch() {
    fork();
    cli.ok("upgrade", "side@head");
    assertThat(cli.tables()).containsExactly("four", "one");
  }

  @Test
  void upgradeSqlWritesTheWholeWayWithoutADatabase() {
    Result result = cli.ok("upgrade", "head", "--sql");
    assertThat(result.out()).contains("DATABASECHANGELOG (ID VARCHAR", "create table three");
    assertThat(folder.resolve("app.db")).doesNotExist();
    cli.execute("script.db", result.out());
    assertThat(cli.ok("check", "--url", "sqlite:script.db").err()).contains("agree");
  }

  @Test
  void upgradeSqlTakesARange() {
    assertThat(cli.ok("upgrade", "aaa111:bbb222", "--sql").out())
        .contains("create table two")
        .doesNotContain("create table one", "create table three");
    Result withoutSql = cli.run("upgrade", "aaa111:bbb222");
    assertThat(withoutSql.code()).isEqualTo(2);
    assertThat(withoutSql.err()).contains("--sql");
  }

  @Test
  void whatIsForAnotherDatabaseIsRecordedAndForgottenWithoutRunning() {
    Path file = cli.table("ddd444", "four");
    cli.edit(
        file,
        "--changeset sqlite-migrate:ddd444",
        "--changeset sqlite-migrate:ddd444 dbms:postgresql");
    cli.ok("upgrade");
    assertThat(cli.tables()).doesNotContain("four");
    assertThat(cli.ok("current").lines()).containsExactly("ddd444 (head)");
    assertThat(cli.ok("check").err()).contains("agree");
    cli.ok("downgrade", "base", "--yes");
    assertThat(cli.tables()).isEmpty();
    assertThat(cli.ok("current").out()).isEmpty();
  }

  @Test
  void upgradeTagIsRecorded() {
    cli.ok("upgrade", "--tag", "release 1");
    assertThat(cli.query("app.db", "select id from databasechangelog where tag = 'release 1'"))
        .containsExactly("ccc333");
  }

  @Test
  void upgradeDryRunChangesNothing() {
    Result result = cli.ok("upgrade", "--dry-run");
    assertThat(result.lines())
        .containsExactly(
            "upgrade aaa111, create one",
            "upgrade bbb222, create two",
            "upgrade ccc333 (head), create three");
    assertThat(folder.resolve("app.db")).doesNotExist();
    assertThat(cli.ok("upgrade", "--dry-run", "--json").out()).contains("\"plan\": [\n");
    cli.ok("upgrade", "bbb222");
    assertThat(cli.ok("upgrade", "--dry-run", "--sql").out())
        .contains("create table three")
        .doesNotContain("create table two");
  }

  @Test
  void upgradeBackupCopiesTheDatabaseFirst() throws Exception {
    cli.ok("upgrade", "aaa111", "--backup");
    cli.execute("app.db", "insert into one (name) values ('before')");
    Result result = cli.ok("upgrade", "--backup");
    Path copy = Path.of(result.err().lines().findFirst().orElseThrow().replace("Backup: ", ""));
    assertThat(cli.tables(folder.relativize(copy).toString())).containsExactly("one");
    Files.createDirectories(folder.resolve("backups"));
    cli.ok("downgrade", "-1", "--backup=backups");
    try (var copies = Files.list(folder.resolve("backups"))) {
      assertThat(copies).hasSize(1);
    }
  }

  @Test
  void upgradeJsonTellsStepsAndWhereItEnded() {
    assertThat(cli.ok("upgrade", "--json").out())
        .contains("\"id\": \"aaa111\"", "\"millis\": ", "\"current\": [\n    \"ccc333\"");
  }

  @Test
  void aFailedUpgradeNamesFileRevisionAndStatement() {
    Path file = cli.table("ddd444", "four");
    cli.edit(file, "create table four (", "create table one (");
    Result result = cli.run("upgrade");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains(file.toString(), "ddd444", "create table one", "already exists", "4 of 4");
    assertThat(cli.ok("current").lines()).containsExactly("ccc333");
  }

  @Test
  void downgradeByStepsAndToARevision() {
    cli.ok("upgrade");
    cli.ok("downgrade", "-1");
    assertThat(cli.tables()).containsExactly("one", "two");
    cli.ok("downgrade", "aaa111");
    assertThat(cli.tables()).containsExactly("one");
  }

  @Test
  void downgradeBaseAsksAPerson() {
    cli.ok("upgrade");
    cli.person("n\n");
    Result declined = cli.run("downgrade", "base");
    assertThat(declined.code()).isEqualTo(2);
    assertThat(declined.err()).contains("undoes 3 revisions", "[y/N]", "nothing was changed");
    assertThat(cli.tables()).hasSize(3);
    cli.person("y\n");
    cli.ok("downgrade", "base");
    assertThat(cli.tables()).isEmpty();
  }

  @Test
  void downgradeBaseNeedsYesWhereNobodyCanBeAsked() {
    cli.ok("upgrade");
    Result refused = cli.run("downgrade", "base");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--yes");
    assertThat(cli.tables()).hasSize(3);
    cli.ok("downgrade", "base", "--yes");
    assertThat(cli.tables()).isEmpty();
  }

  @Test
  void downgradeSqlNeedsARange() {
    assertThat(cli.run("downgrade", "aaa111", "--sql").err()).contains("<from>:<to>");
    assertThat(cli.ok("downgrade", "ccc333:aaa111", "--sql").out())
        .containsSubsequence("drop table three", "drop table two")
        .doesNotContain("drop table one");
  }

  @Test
  void currentShowsWhatTheDatabaseHas() {
    assertThat(cli.ok("current").out()).isEmpty();
    assertThat(folder.resolve("app.db")).doesNotExist();
    cli.ok("upgrade", "bbb222");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222");
    assertThat(cli.ok("current", "-v").out()).contains("Rev: bbb222", "Applied: ");
    cli.ok("upgrade");
    assertThat(cli.ok("current").lines()).containsExactly("ccc333 (head)");
    assertThat(cli.ok("current", "--json").out()).contains("\"atHeads\": true");
  }

  @Test
  void currentCheckHeadsHasTheExitCodeOfDrift() {
    cli.ok("upgrade", "bbb222");
    Result behind = cli.run("current", "--check-heads");
    assertThat(behind.code()).isEqualTo(3);
    assertThat(behind.err()).contains("1 pending", "ccc333");
    cli.ok("upgrade");
    assertThat(cli.run("current", "--check-heads").code()).isZero();
  }

  @Test
  void historyIndicatesTheCurrentAndCountsFromIt() {
    cli.ok("upgrade", "bbb222");
    assertThat(cli.ok("history", "-i").out()).contains("aaa111 -> bbb222 (current), create two");
    assertThat(cli.ok("history", "-r", "-1:current").lines()).hasSize(2);
    assertThat(cli.ok("history", "-r", "current:").lines()).hasSize(2);
  }

  @Test
  void stampRecordsWithoutRunning() {
    assertThat(cli.ok("stamp", "head").err()).contains("aaa111, bbb222, ccc333");
    assertThat(cli.tables()).isEmpty();
    assertThat(cli.ok("current").lines()).containsExactly("ccc333 (head)");
    assertThat(cli.ok("stamp", "aaa111").err()).contains("not applied: bbb222, ccc333");
    assertThat(cli.ok("stamp", "base", "--json").out())
        .contains("\"forgotten\": [\n    \"aaa111\"");
    assertThat(cli.ok("stamp", "base").err()).contains("Nothing to do.");
  }

  @Test
  void stampPurgeForgetsWhatNoFileHas() {
    cli.ok("upgrade");
    cli.execute("app.db", "update databasechangelog set id = 'gone99' where id = 'ccc333'");
    Result refused = cli.run("upgrade");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("gone99", "newer", "stamp --purge");
    cli.ok("stamp", "--purge", "bbb222");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222");
  }

  @Test
  void stampSqlWritesTheHistoryOnly() {
    String sql = cli.ok("stamp", "head", "--sql").out();
    assertThat(sql).contains("INSERT INTO DATABASECHANGELOG").doesNotContain("create table one");
    cli.execute("app.db", sql);
    assertThat(cli.ok("check").err()).contains("agree");
    assertThat(cli.ok("stamp", "ccc333:aaa111", "--sql").out())
        .contains("DELETE FROM DATABASECHANGELOG")
        .doesNotContain("INSERT");
    assertThat(cli.run("stamp", "--purge", "head", "--sql").code()).isEqualTo(2);
  }

  @Test
  void checkFailsOnWhatDiffers() {
    Result pending = cli.run("check");
    assertThat(pending.code()).isEqualTo(3);
    assertThat(pending.lines()).first().isEqualTo("pending: aaa111 (create one)");
    cli.ok("upgrade");
    assertThat(cli.ok("check").err()).contains("agree");
    cli.execute(
        "app.db",
        "update databasechangelog set md5sum = '9:00000000000000000000000000000000' where id = 'aaa111'");
    Result edited = cli.run("check", "--json");
    assertThat(edited.code()).isEqualTo(3);
    assertThat(edited.out()).contains("\"clean\": false", "\"edited\": [\n    \"aaa111\"");
    assertThat(cli.run("upgrade").code()).isEqualTo(3);
  }

  @Test
  void ensureVersionCreatesTheTables() {
    cli.ok("ensure-version");
    assertThat(cli.query("app.db", "select count(*) from databasechangelog")).containsExactly("0");
    assertThat(cli.ok("ensure_version", "--sql").out()).contains("DATABASECHANGELOG (ID VARCHAR");
  }

  @Test
  void manyDatabasesAreMigratedOneAfterTheOther() {
    for (String tenant : List.of("anna", "bert", "cleo")) {
      cli.write("tenants/" + tenant + ".db", "");
    }
    cli.execute("tenants/bert.db", "create table two (mine int)");
    Result result = cli.run("upgrade", "--url", "sqlite:tenants/*.db", "--json");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("bert.db", "already exists");
    assertThat(result.out()).contains("anna.db", "\"error\": ");
    assertThat(cli.tables("tenants/anna.db")).hasSize(3);
    assertThat(cli.tables("tenants/cleo.db")).hasSize(3);
    assertThat(cli.tables("tenants/bert.db")).containsExactly("one", "two");
  }

  @Test
  void aReadOnlyDatabaseSaysSo() {
    cli.ok("upgrade", "aaa111");
    assertThat(cli.ok("current", "--url", "sqlite:app.db?mode=ro").lines())
        .containsExactly("aaa111");
    Result result = cli.run("upgrade", "--url", "sqlite:app.db?mode=ro");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).containsIgnoringCase("readonly database");
  }

  @Test
  void sqlAndJsonExcludeEachOther() {
    Result result = cli.run("upgrade", "--sql", "--json");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("--sql");
  }

  @Test
  void quietSaysNothingButErrors() {
    assertThat(cli.ok("upgrade", "-q").err()).isEmpty();
    assertThat(cli.run("upgrade", "-q", "nonsense").err()).contains("nonsense");
  }

  @Test
  void raiseerrPrintsTheStackTrace() {
    assertThat(cli.run("upgrade", "nonsense").err()).doesNotContain("\tat ");
    assertThat(cli.run("upgrade", "nonsense", "--raiseerr").err()).contains("\tat ");
  }
}
