// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Template.class)
  void aFreshTemplateWorksFromRevisionToUpgrade(Template template) {
    Cli cli = new Cli(folder);
    Result result = cli.ok("init", "-t", template.shownName());
    assertThat(result.lines())
        .containsExactly("sqlite-migrate.ini", template.folder() + "/README.md");
    cli.table("aaa111", "one");
    if (template == Template.MULTI_TENANT) {
      cli.write("tenants/app.db", "");
      cli.ok("upgrade");
      assertThat(cli.tables("tenants/app.db")).containsExactly("one");
    } else {
      cli.ok("upgrade");
      assertThat(cli.tables()).containsExactly("one");
    }
  }

  @Test
  void quarkusKeepsItsRootChangelogUpToDate() {
    Cli cli = new Cli(folder);
    cli.ok("init", "-t", "quarkus");
    cli.table("aaa111", "one");
    cli.table("bbb222", "two");
    assertThat(cli.read("src/main/resources/db/changelog.yaml"))
        .containsSubsequence("aaa111", "bbb222");
  }

  @Test
  void theFolderAndTheFileCanBeNamed() {
    Cli cli = new Cli(folder);
    cli.ok("init", "-c", "conf/my.ini", "here");
    assertThat(cli.read("conf/my.ini")).contains("version_locations = ../here/versions");
    assertThat(cli.table("aaa111", "one", "-c", "conf/my.ini"))
        .hasParent(folder.resolve("here/versions"));
  }

  @Test
  void nothingIsReplaced() {
    Cli cli = Cli.initialized(folder);
    Result again = cli.run("init");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("sqlite-migrate.ini", "exists already");
  }

  @Test
  void anUnknownTemplateSaysWhichThereAre() {
    Result result = new Cli(folder).run("init", "-t", "django");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("generic, vertx, quarkus, multi-tenant");
  }

  @Test
  void listTemplatesShowsThem() {
    Cli cli = new Cli(folder);
    assertThat(cli.ok("list-templates").lines())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("generic");
    assertThat(cli.ok("list_templates", "--json").out()).contains("\"multi-tenant\": \"");
  }
}
