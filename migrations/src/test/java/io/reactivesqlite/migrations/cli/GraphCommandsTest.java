// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that read and write files, and open no database. */
class GraphCommandsTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void init() {
    cli = Cli.initialized(folder);
  }

  private void fork() {
    cli.table("aaa111", "one");
    cli.table("bbb222", "two", "--branch-label", "left");
    cli.table("ccc333", "three", "--head", "aaa111", "--splice", "--branch-label", "right");
  }

  @Test
  void revisionWritesAFileOnTopOfTheHead() {
    cli.table("aaa111", "one");
    Result result = cli.ok("revision", "-m", "Add more, and \"more\"");
    Path file = Path.of(result.lines().get(0));
    assertThat(file).exists().hasParent(folder.resolve("migrations/versions"));
    assertThat(file.getFileName().toString()).endsWith("_add_more_and_more.sql");
    assertThat(file)
        .content()
        .contains("-- down-revision: aaa111\n-- message: Add more, and \"more\"");
    assertThat(result.err()).contains("Wrote revision");
  }

  @Test
  void revisionHeadChoosesWhatItFollows() {
    fork();
    assertThat(cli.table("ddd444", "four", "--head", "left@head"))
        .content()
        .contains("-- down-revision: bbb222");
    assertThat(cli.table("eee555", "five", "--head", "base"))
        .content()
        .contains("-- down-revision: none");
  }

  @Test
  void revisionOnAnOlderOneNeedsSplice() {
    fork();
    Result result = cli.run("revision", "-m", "x", "--head", "aaa111");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("aaa111", "--splice");
  }

  @Test
  void revisionWithSeveralHeadsAsksWhichOne() {
    fork();
    Result result = cli.run("revision", "-m", "x");
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err()).contains("bbb222", "ccc333", "merge");
  }

  @Test
  void revisionBranchLabelAndDependsOnStandInTheHeader() {
    fork();
    Path file =
        cli.table(
            "ddd444", "four", "--head", "ccc333", "--depends-on", "left", "--depends-on", "aaa111");
    assertThat(file).content().contains("-- depends-on: left, aaa111");
    assertThat(cli.ok("show", "bbb222").out()).contains("Branch names: left");
  }

  @Test
  void revisionVersionPathChoosesTheLocation() throws Exception {
    Files.createDirectories(folder.resolve("plugin"));
    cli.edit(
        folder.resolve("sqlite-migrate.ini"),
        "version_locations = migrations/versions",
        "version_locations = migrations/versions, plugin");
    assertThat(cli.table("aaa111", "one", "--version-path", "plugin"))
        .hasParent(folder.resolve("plugin"));
    assertThat(cli.ok("heads").out()).contains("aaa111");
  }

  @Test
  void revisionRevIdMustBeNew() {
    cli.table("aaa111", "one");
    Result result = cli.run("revision", "-m", "x", "--rev-id", "aaa111");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("aaa111", "two files");
  }

  @Test
  void revisionSqlWritesToStandardOutputOnly() throws Exception {
    Result result = cli.ok("revision", "-m", "x", "--rev-id", "aaa111", "--sql");
    assertThat(result.out())
        .startsWith("--liquibase formatted sql")
        .contains("-- revision: aaa111");
    try (var files = Files.list(folder.resolve("migrations/versions"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void revisionFormatsIncludeJava() {
    assertThat(cli.ok("revision", "-m", "x", "--format", "yaml").lines().get(0)).endsWith(".yaml");
    assertThat(cli.ok("revision", "-m", "x", "--format", "xml").lines().get(0)).endsWith(".xml");
    Result java = cli.ok("revision", "-m", "x", "--format", "java", "--rev-id", "aaa111");
    assertThat(java.lines()).hasSize(2);
    assertThat(Path.of(java.lines().get(0)))
        .content()
        .contains("class: migrations.Revision_aaa111");
    assertThat(folder.resolve("src/main/java/migrations/Revision_aaa111.java"))
        .content()
        .contains("extends JavaRevision");
    assertThat(cli.run("revision", "-m", "x", "--format", "toml").err())
        .contains("sql, yaml or xml");
  }

  @Test
  void postWriteHooksRunOnNewFiles() {
    cli.edit(
        folder.resolve("sqlite-migrate.ini"),
        "# post_write_hooks = format",
        "post_write_hooks = copy\ncopy.command = cp {file} hooked.sql");
    cli.ok("revision", "-m", "x", "--rev-id", "aaa111");
    assertThat(folder.resolve("hooked.sql")).content().contains("-- revision: aaa111");
  }

  @Test
  void aFailingPostWriteHookIsNamed() {
    cli.edit(
        folder.resolve("sqlite-migrate.ini"),
        "# post_write_hooks = format",
        "post_write_hooks = broken\nbroken.command = false {file}");
    Result result = cli.run("revision", "-m", "x", "--rev-id", "aaa111");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("hook broken", "ended with 1", "The file is written");
    assertThat(cli.ok("heads").out()).contains("aaa111");
  }

  @Test
  void fileTemplateAndTimezoneNameFiles() {
    cli.edit(
        folder.resolve("sqlite-migrate.ini"),
        "# timezone = UTC",
        "file_template = {year}/{rev}-{slug}\ntimezone = Asia/Tokyo");
    Path file = cli.table("aaa111", "one");
    assertThat(file.toString()).matches(".*/versions/\\d{4}/aaa111-create_one\\.sql");
    assertThat(file).content().contains("+09:00");
  }

  @Test
  void headsShowsEachWithItsLabels() {
    fork();
    assertThat(cli.ok("heads").lines())
        .containsExactly("bbb222 (left) (head), create two", "ccc333 (right) (head), create three");
    assertThat(cli.ok("heads", "-v").out()).contains("Rev: bbb222", "Parent: aaa111", "Path: ");
    assertThat(cli.ok("heads", "--json").out())
        .contains("\"id\": \"bbb222\"", "\"labels\": [\n      \"left\"");
  }

  @Test
  void headsResolveDependenciesLeavesOutWhatOthersNeed() {
    fork();
    cli.table("ddd444", "four", "--head", "ccc333", "--depends-on", "bbb222");
    assertThat(cli.ok("heads").lines()).hasSize(2);
    assertThat(cli.ok("heads", "--resolve-dependencies").lines()).hasSize(1);
  }

  @Test
  void branchesShowsBranchPointsAndTheirWays() {
    fork();
    assertThat(cli.ok("branches").lines())
        .containsExactly(
            "aaa111 (branchpoint), create one",
            "  -> bbb222 (left) (head), create two",
            "  -> ccc333 (right) (head), create three");
    assertThat(cli.ok("branches", "-v").out()).contains("Branches into: bbb222, ccc333");
    assertThat(cli.ok("branches", "--json").out()).contains("\"branchPoint\": true");
  }

  @Test
  void mergeJoinsAllHeads() {
    fork();
    cli.ok("merge", "-m", "join", "--rev-id", "mmm999", "--branch-label", "main");
    assertThat(cli.ok("heads").lines()).containsExactly("mmm999 (main) (head) (mergepoint), join");
    assertThat(cli.ok("show", "mmm999").out()).contains("Merges: bbb222, ccc333");
  }

  @Test
  void mergeJoinsNamedRevisions() {
    fork();
    cli.table("ddd444", "four", "--head", "base");
    cli.ok("merge", "left@head", "ccc333", "--rev-id", "mmm999");
    assertThat(cli.ok("heads").lines()).hasSize(2);
    Result one = cli.run("merge", "ddd444");
    assertThat(one.code()).isEqualTo(2);
    assertThat(one.err()).contains("at least two");
  }

  @Test
  void showTellsEverythingAboutRevisions() {
    fork();
    assertThat(cli.ok("show", "ccc", "aaa111").out())
        .contains("Rev: ccc333 (right) (head)", "Rev: aaa111 (branchpoint)", "    create one");
    assertThat(cli.ok("show", "heads", "--json").out()).contains("bbb222", "ccc333");
    Result unknown = cli.run("show", "xyz");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("xyz");
    assertThat(unknown.out()).isEmpty();
  }

  @Test
  void historyIsNewestFirstAndTakesARange() {
    fork();
    assertThat(cli.ok("history").lines())
        .containsExactly(
            "aaa111 -> ccc333 (right) (head), create three",
            "aaa111 -> bbb222 (left) (head), create two",
            "<base> -> aaa111 (branchpoint), create one");
    assertThat(cli.ok("history", "-r", "bbb222:").lines()).hasSize(1);
    assertThat(cli.ok("history", "-r", "base:aaa111", "-v").out()).contains("Rev: aaa111");
    assertThat(cli.ok("history", "--json").out()).startsWith("[");
    assertThat(cli.run("history", "-r", "aaa111").code()).isEqualTo(2);
  }

  @Test
  void editOpensTheFileInTheEditor() {
    Path file = cli.table("aaa111", "one");
    cli.environment.put("EDITOR", "sed -i s/table/edited/");
    cli.ok("edit", "head");
    assertThat(file).content().contains("create edited one");
    cli.environment.put("VISUAL", "false");
    assertThat(cli.run("edit", "aaa111").err()).contains("\"false\" ended with 1");
    cli.environment.clear();
    assertThat(cli.run("edit", "aaa111").err()).contains("VISUAL or EDITOR");
  }

  @Test
  void changelogIsWrittenForStockLiquibase() {
    fork();
    cli.ok("changelog", "-o", "migrations/changelog.yaml");
    assertThat(cli.read("migrations/changelog.yaml"))
        .containsSubsequence("aaa111", "bbb222", "ccc333")
        .contains("relativeToChangelogFile: true", "\"versions/");
    assertThat(cli.run("changelog").err()).contains("--output");
  }
}
