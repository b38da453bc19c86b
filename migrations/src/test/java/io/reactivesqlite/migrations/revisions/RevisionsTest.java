// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import static io.reactivesqlite.migrations.revisions.Graphs.ids;
import static io.reactivesqlite.migrations.revisions.RevisionGraphTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import io.reactivesqlite.migrations.revisions.Plan.Direction;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionsTest {

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
  }

  @Test
  void upgradeRunsWhatIsMissingAndRecordsIt() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    Plan plan = workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    assertThat(ids(plan.steps())).containsExactly("aaa1", "bbb2");
    assertThat(workspace.query("select name from sqlite_schema where name in ('one', 'two')"))
        .containsExactly("one", "two");
    assertThat(workspace.history()).containsExactly("aaa1", "bbb2");
    assertThat(workspace.revisions().upgrade(Target.HEAD, Progress.SILENT).isEmpty()).isTrue();
  }

  @Test
  void downgradeUndoesFromTheTop() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    workspace.table("ccc3", "three");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    workspace.revisions().downgrade(Target.parse("-2"), Progress.SILENT);
    assertThat(workspace.history()).containsExactly("aaa1");
    assertThat(workspace.schema()).hasSize(1).first().asString().contains("one");
  }

  @Test
  void downgradeToBaseLeavesAnEmptySchema() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    workspace.revisions().downgrade(Target.BASE, Progress.SILENT);
    assertThat(workspace.schema()).isEmpty();
    assertThat(workspace.history()).isEmpty();
  }

  @Test
  void branchesRunApartAndMergeTogether() {
    workspace.table("aaa1", "one");
    workspace.table("left", "two");
    workspace.writer.create(
        new NewRevision(
            "right",
            Optional.of("right"),
            List.of(Target.of("aaa1")),
            true,
            List.of(),
            Set.of("east"),
            Format.YAML,
            Optional.empty(),
            Optional.of(
                new Content(
                    "- createTable: {tableName: three, columns: [{column: {name: id, type: int}}]}",
                    Optional.empty()))));
    workspace.revisions().upgrade(Target.parse("east@head"), Progress.SILENT);
    assertThat(workspace.history()).containsExactly("aaa1", "right");
    workspace.writer.merge("", List.of(Target.HEADS), Optional.of("both"), Set.of(), Format.SQL);
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    assertThat(workspace.history()).containsExactly("aaa1", "right", "left", "both");
    workspace.revisions().downgrade(Target.of("left"), Progress.SILENT);
    assertThat(workspace.history()).containsExactly("aaa1", "right", "left");
    workspace.revisions().downgrade(Target.parse("east@base"), Progress.SILENT);
    assertThat(workspace.history()).containsExactly("aaa1", "left");
  }

  @Test
  void everyFormatRunsUpAndDown() {
    for (Format format : Format.values()) {
      String table = "t_" + format.name().toLowerCase();
      Content content =
          switch (format) {
            case SQL ->
                new Content("create table t_sql (id integer);", Optional.of("drop table t_sql;"));
            case YAML ->
                new Content(
                    "- createTable:\n    tableName: t_yaml\n    columns:\n      - column: {name: id, type: integer}",
                    Optional.empty());
            case XML ->
                new Content(
                    "<createTable tableName=\"t_xml\"><column name=\"id\" type=\"integer\"/></createTable>",
                    Optional.empty());
          };
      workspace.writer.create(
          NewRevision.named("a \"quoted\" <title> -- & more: " + format).in(format).with(content));
      workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
      assertThat(workspace.schema()).anyMatch(line -> line.contains(table));
    }
    workspace.revisions().downgrade(Target.BASE, Progress.SILENT);
    assertThat(workspace.schema()).isEmpty();
  }

  @Test
  void aRevisionInJavaRunsUpAndDown() {
    workspace.table("aaa1", "one");
    workspace.writer.create(
        NewRevision.named("fill")
            .in(Format.YAML)
            .with(
                new Content(
                    "- customChange: {class: " + Fill.class.getName() + "}", Optional.empty())));
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    assertThat(workspace.query("select name from one")).containsExactly("from Java");
    workspace.revisions().downgrade(Target.parse("-1"), Progress.SILENT);
    assertThat(workspace.query("select name from one")).isEmpty();
  }

  /** Named in a revision. */
  public static final class Fill extends JavaRevision {

    @Override
    protected void upgrade(Connection connection) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.executeUpdate("insert into one (name) values ('from Java')");
      }
    }

    @Override
    protected void downgrade(Connection connection) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.executeUpdate("delete from one");
      }
    }
  }

  @Test
  void progressTellsEachRevisionWithItsTime() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    List<String> told = new ArrayList<>();
    workspace
        .revisions()
        .upgrade(
            Target.HEAD,
            new Progress() {
              @Override
              public void planned(Plan plan) {
                told.add("planned " + plan.steps().size());
              }

              @Override
              public void running(Plan plan, int number, Revision revision) {
                told.add("running " + number + " " + revision.id());
              }

              @Override
              public void done(Plan plan, int number, Revision revision, Duration took) {
                assertThat(took).isPositive();
                told.add("done " + number + " " + revision.id());
              }
            });
    assertThat(told)
        .containsExactly(
            "planned 2", "running 1 aaa1", "done 1 aaa1", "running 2 bbb2", "done 2 bbb2");
  }

  @Test
  void aCancelledRunStopsBetweenRevisionsAndTheNextContinues() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    Progress onlyOne =
        new Progress() {
          @Override
          public boolean cancelled() {
            return !workspace.revisions().applied().isEmpty();
          }
        };
    assertProblem(
        () -> workspace.revisions().upgrade(Target.HEAD, onlyOne),
        Problem.FAILED,
        "Stopped before revision bbb2",
        "1 of 2");
    assertThat(workspace.history()).containsExactly("aaa1");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    assertThat(workspace.history()).containsExactly("aaa1", "bbb2");
  }

  @Test
  void aFailureNamesFileRevisionStatementAndLeavesWhatWasBefore() {
    workspace.table("aaa1", "one");
    RevisionFile broken = workspace.table("bbb2", "two");
    Workspace.rewrite(broken, "create table two (id integer", "create tabel two (id integer");
    assertProblem(
        () -> workspace.revisions().upgrade(Target.HEAD, Progress.SILENT),
        Problem.FAILED,
        broken.onDisk().orElseThrow().toString(),
        "bbb2",
        "create tabel two",
        "2 of 2");
    assertThat(workspace.history()).containsExactly("aaa1");
    Workspace.rewrite(broken, "create tabel", "create table");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    assertThat(workspace.history()).containsExactly("aaa1", "bbb2");
  }

  @Test
  void aBrokenLastFileStopsThePlanBeforeItsFirst() {
    workspace.table("aaa1", "one");
    workspace.writer.create(NewRevision.named("never filled in").withId("bbb2"));
    assertProblem(
        () -> workspace.revisions().upgrade(Target.HEAD, Progress.SILENT),
        Problem.BROKEN_FILES,
        "never_filled_in",
        "bbb2",
        "no changes",
        "select 1;");
    assertThat(workspace.schema()).isEmpty();
  }

  @Test
  void anEditedAppliedRevisionIsRefusedUntilItIsDeclaredEqual() {
    RevisionFile file = workspace.table("aaa1", "one");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    Workspace.rewrite(file, "name text", "name text not null");
    assertProblem(
        () -> workspace.revisions().upgrade(Target.HEAD, Progress.SILENT),
        Problem.DRIFT,
        file.onDisk().orElseThrow().toString(),
        "aaa1",
        "edited",
        "validCheckSum");
    assertThat(ids(workspace.revisions().check().edited())).containsExactly("aaa1");
    Workspace.rewrite(file, "\n--comment", "\n--validCheckSum: ANY\n--comment");
    assertThat(workspace.revisions().check().isClean()).isTrue();
  }

  @Test
  void aCorrectedHeaderIsNoEdit() {
    RevisionFile file = workspace.table("aaa1", "one");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    Workspace.rewrite(file, "-- message: create one", "-- message: create the one");
    assertThat(workspace.revisions().check().isClean()).isTrue();
  }

  @Test
  void aRevisionWithoutAWayBackIsRefusedBeforeAnythingIsUndone() {
    RevisionFile first = workspace.table("aaa1", "one");
    Workspace.rewrite(first, "--rollback drop table one;", "");
    workspace.table("bbb2", "two");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    assertProblem(
        () -> workspace.revisions().downgrade(Target.BASE, Progress.SILENT),
        Problem.BROKEN_FILES,
        "aaa1",
        "nothing was undone",
        "--rollback");
    assertThat(workspace.history()).containsExactly("aaa1", "bbb2");
  }

  @Test
  void checkTellsPendingUnknownAndClean() {
    workspace.table("aaa1", "one");
    assertThat(ids(workspace.revisions().check().pending())).containsExactly("aaa1");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    assertThat(workspace.revisions().check().isClean()).isTrue();
    workspace.execute("update databasechangelog set id = 'zzz9'");
    assertThat(workspace.revisions().check().unknown()).containsExactly("zzz9");
    assertProblem(
        () -> workspace.revisions().upgrade(Target.HEAD, Progress.SILENT), Problem.DRIFT, "zzz9");
  }

  @Test
  void stampRecordsAndForgetsWithoutRunning() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    workspace.revisions().stamp(List.of(Target.HEAD), false);
    assertThat(workspace.history()).containsExactly("aaa1", "bbb2");
    assertThat(workspace.schema()).isEmpty();
    assertThat(workspace.revisions().check().isClean()).isTrue();
    workspace.revisions().stamp(List.of(Target.of("aaa1")), false);
    assertThat(workspace.history()).containsExactly("aaa1");
    workspace.execute("update databasechangelog set id = 'zzz9'");
    workspace.revisions().stamp(List.of(Target.of("bbb2")), true);
    assertThat(workspace.history()).containsExactly("aaa1", "bbb2");
  }

  @Test
  void aTagIsSetOnTheLastRevision() {
    workspace.table("aaa1", "one");
    workspace.revisions().upgrade(Target.HEAD, Optional.of("v1"), Progress.SILENT);
    assertThat(workspace.revisions().applied().get("aaa1").tag()).contains("v1");
  }

  @Test
  void lookingNeitherCreatesTablesNorLocks() {
    workspace.table("aaa1", "one");
    assertThat(workspace.revisions().applied()).isEmpty();
    assertThat(workspace.revisions().planner().pending()).hasSize(1);
    assertThat(workspace.revisions().check().pending()).hasSize(1);
    assertThat(workspace.query("select name from sqlite_schema")).isEmpty();
    workspace.revisions().ensureVersionTables();
    assertThat(workspace.query("select lower(name) from sqlite_schema where type = 'table'"))
        .contains("databasechangelog");
  }

  @Test
  void offlineSqlMakesTheSameDatabase() throws Exception {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    StringWriter sql = new StringWriter();
    workspace.revisions().sql(Direction.UPGRADE, RevisionRange.ALL, sql);
    assertThat(workspace.database).doesNotExist();

    Workspace script = new Workspace(folder.resolve("script"));
    script.execute(sql.toString());
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    assertThat(script.schema()).isEqualTo(workspace.schema());
    assertThat(script.query("select id || md5sum || filename from databasechangelog"))
        .isEqualTo(workspace.query("select id || md5sum || filename from databasechangelog"));
  }

  @Test
  void offlineSqlOfARangeHasOnlyTheRange() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    workspace.table("ccc3", "three");
    StringWriter up = new StringWriter();
    workspace.revisions().sql(Direction.UPGRADE, RevisionRange.parse("aaa1:bbb2"), up);
    assertThat(up.toString())
        .contains("create table two", "bbb2")
        .doesNotContain("create table one", "create table three", "DATABASECHANGELOG (ID VARCHAR");
    StringWriter down = new StringWriter();
    workspace.revisions().sql(Direction.DOWNGRADE, RevisionRange.parse("bbb2:base"), down);
    assertThat(down.toString())
        .containsSubsequence("drop table two", "drop table one")
        .doesNotContain("drop table three");
  }

  @Test
  void sqlForTheDatabaseAsItIsStartsWhereItStands() {
    workspace.table("aaa1", "one");
    workspace.table("bbb2", "two");
    workspace.revisions().upgrade(Target.of("aaa1"), Progress.SILENT);
    StringWriter sql = new StringWriter();
    workspace.revisions().sql(Direction.UPGRADE, Target.HEAD, sql);
    assertThat(sql.toString()).contains("create table two").doesNotContain("create table one");
    assertThat(workspace.history()).containsExactly("aaa1");
  }

  @Test
  void aBackupIsACompleteDatabaseAndReplacesNothing() throws Exception {
    workspace.table("aaa1", "one");
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    workspace.execute("insert into one (name) values ('kept')");
    Path copy = folder.resolve("copy.db");
    workspace.revisions().backup(copy);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        var rows = connection.createStatement().executeQuery("select name from one")) {
      assertThat(rows.getString(1)).isEqualTo("kept");
    }
    assertThat(Files.size(copy)).isPositive();
    assertProblem(() -> workspace.revisions().backup(copy), Problem.USAGE, "copy.db", "exists");
  }

  @Test
  void aMemoryDatabaseIsMigratedThroughALentConnection() throws Exception {
    workspace.table("aaa1", "one");
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Revisions revisions =
          new Revisions(
              RevisionDirectory.read(workspace.layout.locations()),
              MigrationTarget.connection(memory),
              RevisionSettings.DEFAULT);
      revisions.upgrade(Target.HEAD, Progress.SILENT);
      assertThat(revisions.applied()).containsOnlyKeys("aaa1");
      try (var statement = memory.createStatement()) {
        assertThat(statement.executeUpdate("insert into one (name) values ('kept')")).isEqualTo(1);
      }
      assertThat(revisions.check().isClean()).isTrue();
      revisions.downgrade(Target.BASE, Progress.SILENT);
      assertThat(revisions.applied()).isEmpty();
    }
  }

  @Test
  void aHeldLockIsWaitedForAndNamesItsHolder() throws Exception {
    workspace.table("aaa1", "one");
    Path lockFile = folder.resolve("app.db-migration-lock");
    List<String> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void waitingForLock(String holder) {
            told.add(holder);
          }
        };
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock(Long.MAX_VALUE - 1, 1, false)) {
      assertThat(held.isValid()).isTrue();
      // Through this channel: closing a second one would drop the lock.
      channel.write(UTF_8.encode("4711\tbuild-host\tanna\t2026-01-01T00:00:00Z"), 0);
      assertProblem(
          () -> workspace.revisions(Duration.ofMillis(50)).upgrade(Target.HEAD, progress),
          Problem.LOCKED,
          "process 4711 of anna on build-host");
      assertThat(told).hasSize(1);
      assertThat(workspace.revisions().check().pending()).hasSize(1);
    }
    workspace.revisions().upgrade(Target.HEAD, progress);
    assertThat(workspace.history()).containsExactly("aaa1");
  }
}
