// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with what one is given: the exit code, and a message that names the place. */
class BadInputTest {

  @TempDir Path folder;
  private Cli cli;
  private Path first;
  private Path second;

  @BeforeEach
  void twoRevisions() {
    cli = Cli.initialized(folder);
    first = cli.table("aaa111", "one");
    second = cli.table("bbb222", "two");
  }

  private void refused(int code, Result result, Object... named) {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
    for (Object each : named) {
      assertThat(result.err()).contains(each.toString());
    }
  }

  private void nothingHappened() {
    assertThat(cli.tables()).isEmpty();
  }

  @Test
  void brokenYaml() {
    cli.write(
        "migrations/versions/ccc333.yaml",
        "# revision: ccc333\n# down-revision: bbb222\n\ndatabaseChangeLog:\n  - changeSet: {id: [\n");
    refused(1, cli.run("upgrade"), folder.resolve("migrations/versions/ccc333.yaml"), "ccc333");
    nothingHappened();
  }

  @Test
  void brokenXml() {
    cli.write(
        "migrations/versions/ccc333.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!--
        revision: ccc333
        down-revision: bbb222
        -->
        <databaseChangeLog><changeSet></databaseChangeLog>
        """);
    refused(1, cli.run("upgrade"), folder.resolve("migrations/versions/ccc333.xml"), "ccc333");
    nothingHappened();
  }

  @Test
  void brokenSql() {
    cli.edit(second, "create table two", "create tabel two");
    refused(1, cli.run("upgrade"), second, "bbb222", "create tabel two");
    assertThat(cli.tables()).containsExactly("one");
  }

  @Test
  void aMissingParent() {
    cli.edit(second, "-- down-revision: aaa111", "-- down-revision: fff999");
    refused(1, cli.run("upgrade"), second, "bbb222", "fff999");
    nothingHappened();
  }

  @Test
  void aCycle() {
    cli.edit(first, "-- down-revision: none", "-- down-revision: bbb222");
    refused(1, cli.run("upgrade"), "aaa111", "bbb222", "circle");
    nothingHappened();
  }

  @Test
  void twoHeads() {
    cli.table("ccc333", "three", "--head", "aaa111", "--splice");
    refused(5, cli.run("upgrade", "head"), "bbb222", "ccc333", "heads");
    nothingHappened();
  }

  @Test
  void anEditedAppliedRevision() {
    cli.ok("upgrade");
    cli.edit(first, "name text", "title text");
    cli.table("ccc333", "three");
    refused(3, cli.run("upgrade"), first, "aaa111");
    assertThat(cli.tables()).containsExactly("one", "two");
  }

  @Test
  void aDatabaseNewerThanTheFiles() throws Exception {
    cli.ok("upgrade");
    Files.delete(second);
    cli.table("ccc333", "three");
    refused(3, cli.run("upgrade"), "bbb222");
    assertThat(cli.tables()).containsExactly("one", "two");
  }

  @Test
  void aReadOnlyDatabase() {
    cli.ok("upgrade", "aaa111");
    refused(1, cli.run("upgrade", "--url", "sqlite:app.db?mode=ro"), "bbb222", "readonly");
    assertThat(cli.tables()).containsExactly("one");
  }

  @Test
  void anUnknownVerb() {
    refused(2, cli.run("upgrad"), "upgrad", "upgrade", "--help");
  }
}
