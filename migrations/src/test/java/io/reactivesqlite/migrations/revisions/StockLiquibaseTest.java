// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import static io.reactivesqlite.migrations.revisions.Graphs.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database migrated here is an ordinary Liquibase database, and back. */
class StockLiquibaseTest {

  @TempDir Path folder;
  private Workspace workspace;

  private interface Action {
    void with(Liquibase liquibase) throws Exception;
  }

  @BeforeEach
  void threeRevisionsInThreeFormats() {
    workspace = new Workspace(folder);
    // Written and dated in another order than the one they need.
    workspace.table("zzz1", "one");
    workspace.writer.create(
        NewRevision.named("add a column")
            .withId("mmm2")
            .in(Format.YAML)
            .with(
                new Content(
                    "- addColumn:\n    tableName: one\n    columns:\n      - column: {name: note, type: text}",
                    Optional.empty())));
    workspace.writer.create(
        NewRevision.named("and an index")
            .withId("aaa3")
            .in(Format.XML)
            .with(
                new Content(
                    "<createIndex tableName=\"one\" indexName=\"one_note\"><column name=\"note\"/></createIndex>",
                    Optional.empty())));
    workspace.writer.writeChangelog(
        RevisionDirectory.read(workspace.layout.locations()), folder.resolve("changelog.yaml"));
  }

  private void stock(Action action) throws Exception {
    Scope.child(
        "liquibase.analytics.enabled",
        false,
        () -> {
          try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + workspace.database)) {
            action.with(
                new Liquibase(
                    "changelog.yaml",
                    new DirectoryResourceAccessor(folder),
                    DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(connection))));
          }
        });
  }

  private static void update(Liquibase liquibase) throws Exception {
    liquibase.update(new Contexts(), new LabelExpression());
  }

  @Test
  void stockHasNothingToDoAfterUs() throws Exception {
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    stock(
        liquibase ->
            assertThat(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()))
                .isEmpty());
    List<String> before = workspace.query("select id || md5sum from databasechangelog");
    stock(StockLiquibaseTest::update);
    assertThat(workspace.query("select id || md5sum from databasechangelog")).isEqualTo(before);
  }

  @Test
  void weHaveNothingToDoAfterStock() throws Exception {
    stock(StockLiquibaseTest::update);
    assertThat(workspace.history()).containsExactly("zzz1", "mmm2", "aaa3");
    assertThat(workspace.revisions().check().isClean()).isTrue();
    assertThat(workspace.revisions().upgrade(Target.HEAD, Progress.SILENT).isEmpty()).isTrue();
  }

  @Test
  void stockContinuesWhatWeBegan() throws Exception {
    workspace.revisions().upgrade(Target.of("zzz1"), Progress.SILENT);
    stock(StockLiquibaseTest::update);
    assertThat(workspace.history()).containsExactly("zzz1", "mmm2", "aaa3");
  }

  @Test
  void weUndoWhatStockRan() throws Exception {
    stock(StockLiquibaseTest::update);
    workspace.revisions().downgrade(Target.BASE, Progress.SILENT);
    assertThat(workspace.schema()).isEmpty();
  }

  @Test
  void stockUndoesWhatWeRan() throws Exception {
    workspace.revisions().upgrade(Target.HEAD, Progress.SILENT);
    stock(liquibase -> liquibase.rollback(1, (String) null));
    assertThat(ids(workspace.revisions().check().pending())).containsExactly("aaa3");
  }

  @Test
  void aStampIsWhatStockCallsSynchronized() throws Exception {
    workspace.revisions().stamp(List.of(Target.HEAD), false);
    stock(
        liquibase ->
            assertThat(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()))
                .isEmpty());
  }

  @Test
  void aMergeRunsOnStockToo() throws Exception {
    workspace.table("left", "two");
    workspace.table("right", "three", Target.BASE);
    workspace.writer.merge("", List.of(Target.HEADS), Optional.of("both"), Set.of(), Format.SQL);
    workspace.writer.writeChangelog(
        RevisionDirectory.read(workspace.layout.locations()), folder.resolve("changelog.yaml"));
    stock(StockLiquibaseTest::update);
    assertThat(workspace.revisions().check().isClean()).isTrue();
  }
}
