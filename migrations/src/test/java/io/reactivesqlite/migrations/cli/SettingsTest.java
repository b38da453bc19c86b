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

class SettingsTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void init() {
    cli = Cli.initialized(folder);
    cli.table("aaa111", "one");
  }

  @Test
  void flagWinsOverEnvironmentOverFile() {
    cli.ok("upgrade");
    cli.environment.put("SQLITE_MIGRATE_URL", "sqlite:environment.db");
    cli.ok("upgrade");
    cli.ok("upgrade", "--url", "sqlite:flag.db");
    for (String database : List.of("app.db", "environment.db", "flag.db")) {
      assertThat(cli.tables(database)).containsExactly("one");
    }
  }

  @Test
  void withoutAFileTheDefaultsHold() throws Exception {
    Files.delete(folder.resolve("sqlite-migrate.ini"));
    cli.ok("upgrade", "--url", "sqlite:app.db");
    assertThat(cli.tables()).containsExactly("one");
    Result result = cli.run("upgrade");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--url", "SQLITE_MIGRATE_URL", "sqlite-migrate.ini");
  }

  @Test
  void configNamesAnotherFileAndItsPathsBeginThere() throws Exception {
    Files.createDirectories(folder.resolve("deploy"));
    cli.write(
        "deploy/other.ini",
        "[sqlite-migrate]\nurl = sqlite:there.db\nversion_locations =\n  ../migrations/versions\n");
    cli.ok("upgrade", "-c", "deploy/other.ini");
    assertThat(cli.tables("deploy/there.db")).containsExactly("one");
    cli.environment.put("SQLITE_MIGRATE_CONFIG", "deploy/other.ini");
    assertThat(cli.ok("current").out()).contains("aaa111");
    assertThat(cli.run("current", "-c", "gone.ini").err()).contains("gone.ini", "init");
  }

  @Test
  void nameChoosesASection() {
    cli.write(
        "sqlite-migrate.ini",
        cli.read("sqlite-migrate.ini")
            + "\n[archive]\nurl = sqlite:archive.db\nversion_locations = migrations/versions\n");
    cli.ok("-n", "archive", "upgrade");
    assertThat(cli.tables("archive.db")).containsExactly("one");
    Result unknown = cli.run("upgrade", "--name", "nowhere");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("[nowhere]", "archive");
  }

  @Test
  void twoSetsOfRevisionsShareADatabaseUnderTwoFilePaths() throws Exception {
    Files.createDirectories(folder.resolve("plugin"));
    cli.write(
        "sqlite-migrate.ini",
        cli.read("sqlite-migrate.ini")
            + "\n[plugin]\nurl = sqlite:app.db\nversion_locations = plugin\nlogical_file_path = plugin\n");
    cli.table("aaa111", "of_plugin", "-n", "plugin");
    cli.ok("upgrade");
    cli.ok("upgrade", "-n", "plugin");
    assertThat(cli.tables()).containsExactly("of_plugin", "one");
    cli.ok("downgrade", "base", "--yes", "-n", "plugin");
    assertThat(cli.tables()).containsExactly("one");
  }

  @Test
  void xGivesValuesToRevisions() {
    cli.fill(
        Path.of(cli.ok("revision", "-m", "named", "--rev-id", "bbb222").lines().get(0)),
        "create table ${owner}_log (id integer primary key);",
        "drop table ${owner}_log;");
    cli.ok("upgrade", "-x", "owner=anna");
    assertThat(cli.tables()).containsExactly("anna_log", "one");
  }

  @Test
  void anUnknownSettingIsRefusedWithTheKnownOnes() {
    cli.edit(folder.resolve("sqlite-migrate.ini"), "# format = sql", "formt = sql");
    Result result = cli.run("heads");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("sqlite-migrate.ini", "\"formt\"", "format");
  }

  @Test
  void aLineThatIsNothingIsNamedByItsNumber() {
    cli.write("sqlite-migrate.ini", "[sqlite-migrate]\n\nnonsense\n");
    assertThat(cli.run("heads").err()).contains("line 3", "nonsense");
  }

  @Test
  void badValuesAreRefusedWithAnExample() {
    assertThat(cli.run("upgrade", "--lock-timeout", "soon").err()).contains("soon", "60s");
    assertThat(cli.run("heads", "--color", "blue").err()).contains("auto, always or never");
    assertThat(cli.run("upgrade", "--url", "mysql:app").err()).contains("sqlite:app.db");
    assertThat(cli.run("upgrade", "--url", "sqlite::memory:").err()).contains("memory");
    assertThat(cli.run("upgrade", "--url", "sqlite:x.db?enable_load_extension=true").err())
        .contains("enable_load_extension", "busy_timeout");
    assertThat(cli.run("upgrade", "--url", "sqlite:none/*.db").err()).contains("none");
    assertThat(cli.run("upgrade", "--url", "sqlite:none/x.db").err())
        .contains("folder does not exist");
    assertThat(cli.run("upgrade", "--url", "sqlite:none.db?mode=rw").err())
        .contains("does not exist");
    cli.environment.put("SQLITE_MIGRATE_TIMEZONE", "Middle/Earth");
    assertThat(cli.run("revision", "-m", "x").err()).contains("Middle/Earth", "Europe/Berlin");
  }

  @Test
  void everyFormOfASqliteUrlReachesTheFile() {
    for (String url :
        List.of(
            "sqlite:app.db",
            "sqlite:file:app.db",
            "jdbc:sqlite:app.db",
            "vertx-reactive:sqlite:app.db?journal_mode=wal",
            "sqlite://" + folder.resolve("app.db"))) {
      cli.ok("upgrade", "--url", url);
      assertThat(cli.ok("current", "--url", url).lines()).containsExactly("aaa111 (head)");
    }
    assertThat(cli.query("app.db", "pragma journal_mode")).containsExactly("wal");
  }

  @Test
  void coloursFollowChoiceAndEnvironment() {
    assertThat(cli.ok("heads").out()).doesNotContain("\u001b[");
    assertThat(cli.ok("heads", "--color", "always").out()).contains("\u001b[");
    cli.person("");
    assertThat(cli.ok("heads").out()).contains("\u001b[");
    assertThat(cli.ok("heads", "--color", "never").out()).doesNotContain("\u001b[");
    cli.environment.put("NO_COLOR", "1");
    assertThat(cli.ok("heads").out()).doesNotContain("\u001b[");
  }

  @Test
  void configShowsWhatHoldsAndHidesThePassword() {
    cli.environment.put("SQLITE_MIGRATE_PASSWORD", "secret");
    assertThat(cli.ok("config").out())
        .contains("url = sqlite:app.db", "password = (hidden)")
        .doesNotContain("secret");
    assertThat(cli.ok("config", "--json").out()).contains("\"format\": \"sql\"");
    assertThat(
            cli.ok("config", "--url", "jdbc:postgresql://anna:secret@host/db?password=secret")
                .out())
        .contains("jdbc:postgresql://host/db")
        .doesNotContain("secret");
  }

  @Test
  void anUnknownVerbOrOptionIsRefusedWithWhatIsNear() {
    Result verb = cli.run("upgrad");
    assertThat(verb.code()).isEqualTo(2);
    assertThat(verb.err()).contains("upgrad", "upgrade", "--help");
    Result option = cli.run("upgrade", "--jsn");
    assertThat(option.code()).isEqualTo(2);
    assertThat(option.err()).contains("--jsn", "--json");
    assertThat(cli.run().code()).isEqualTo(2);
    assertThat(cli.run("downgrade").err()).contains("<target>");
  }

  @Test
  void helpOfEveryVerbIsOnStandardOutput() {
    Result root = cli.ok("--help");
    assertThat(root.err()).isEmpty();
    assertThat(root.out()).contains("Exit codes:", "upgrade");
    for (String verb :
        SqliteMigrate.commandLine(new SqliteMigrate(Terminal.ofProcess()))
            .getSubcommands()
            .keySet()) {
      assertThat(cli.ok(verb, "--help").out())
          .startsWith("Usage: sqlite-migrate " + verb.replace('_', '-'));
    }
  }

  @Test
  void aRevisionInJavaIsLoadedFromTheClassPathOfTheSettings() throws Exception {
    Path yaml =
        Path.of(
            cli.ok("revision", "-m", "j", "--format", "java", "--rev-id", "bbb222").lines().get(0));
    assertThat(yaml).exists();
    Path source = folder.resolve("src/main/java/migrations/Revision_bbb222.java");
    cli.edit(
        source,
        "throw new SQLException(\"write the upgrade\");",
        "connection.createStatement().executeUpdate(\"insert into one (name) values ('java')\");");
    cli.edit(
        source,
        "throw new SQLException(\"write the downgrade\");",
        "connection.createStatement().executeUpdate(\"delete from one\");");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int compiled =
        javax.tools.ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(compiled).isZero();
    cli.edit(folder.resolve("sqlite-migrate.ini"), "# format = sql", "class_path = classes");
    cli.ok("upgrade");
    assertThat(cli.query("app.db", "select name from one")).containsExactly("java");
    cli.ok("downgrade", "-1");
    assertThat(cli.query("app.db", "select name from one")).isEmpty();
    cli.edit(folder.resolve("sqlite-migrate.ini"), "class_path = classes", "class_path = gone.jar");
    assertThat(cli.run("heads").err()).contains("gone.jar", "class_path");
  }
}
