// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.autogenerate.PlainDialect;
import io.reactivesqlite.migrations.autogenerate.model.Person;
import io.reactivesqlite.migrations.cli.Cli.Result;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From entities to a revision, with real entities and real Hibernate. */
class AutogenerateCommandTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void init() {
    cli = Cli.initialized(folder);
    cli.environment.put("SQLITE_MIGRATE_ENTITIES", Person.class.getPackageName() + ".*");
    cli.environment.put("SQLITE_MIGRATE_DIALECT", PlainDialect.class.getName());
  }

  private Path generate(String id) {
    return Path.of(
        cli.ok("revision", "--autogenerate", "-m", "entities", "--rev-id", id).lines().get(0));
  }

  @Test
  void theFirstRevisionCreatesEverythingAndAfterItNothingIsFound() {
    Path file = generate("aaa111");
    assertThat(file)
        .content()
        .contains(
            "-- table order is missing",
            "CREATE TABLE \"order\"",
            "--rollback DROP TABLE \"order\"");
    Result pending = cli.run("check");
    assertThat(pending.code()).isEqualTo(3);
    cli.ok("upgrade");
    assertThat(cli.tables()).contains("order", "Person_tags", "Note_SEQ");
    assertThat(cli.query("app.db", "select next_val from Note_SEQ")).containsExactly("1");
    Result nothing = cli.ok("revision", "--autogenerate", "-m", "more");
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).contains("no revision is written");
    assertThat(cli.ok("check").err()).contains("agree");
    cli.ok("downgrade", "-1");
    assertThat(cli.tables()).isEmpty();
  }

  @Test
  void driftBetweenEntitiesAndDatabaseIsFoundWrittenAndGoesBack() {
    generate("aaa111");
    cli.ok("upgrade");
    cli.fill(
        Path.of(cli.ok("revision", "-m", "drift", "--rev-id", "bbb222").lines().get(0)),
        "drop index person_born;\nalter table \"order\" drop column level;\nalter table \"order\" add column extra text;",
        "alter table \"order\" drop column extra;\n--rollback alter table \"order\" add column level integer default 7 not null;\n--rollback create index person_born on \"order\" (born desc);");
    cli.ok("upgrade");
    cli.execute(
        "app.db",
        "insert into \"order\" (id, version, name, active, extra) values (1, 0, 'Anna', 1, 'kept')");

    Result check = cli.run("check");
    assertThat(check.code()).as(check.err()).isEqualTo(3);
    assertThat(check.err()).isEqualTo("Files and database differ.\n");
    assertThat(check.out())
        .contains(
            "entities: table order: column extra is too much",
            "entities: table order: column level is missing",
            "entities: table order: index (born desc) is missing");
    assertThat(cli.run("check", "--json").out()).contains("\"entities\": [\n");

    Path file = generate("ccc333");
    assertThat(file).content().contains("-- Review: this loses data.");
    cli.ok("upgrade");
    assertThat(cli.ok("check").err()).contains("agree");
    assertThat(cli.query("app.db", "select name || level from \"order\"")).containsExactly("Anna7");
    cli.ok("downgrade", "-1");
    assertThat(cli.query("app.db", "select name from \"order\" where extra is null"))
        .containsExactly("Anna");
  }

  @Test
  void aDatabaseBehindTheFilesIsRefused() {
    generate("aaa111");
    Result result = cli.run("revision", "--autogenerate", "-m", "again");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("1 pending", "Upgrade first");
  }

  @Test
  void includeExcludeAndRenamesComeFromTheSettings() {
    generate("aaa111");
    cli.ok("upgrade");
    cli.execute("app.db", "create table legacy_log (id int)");
    assertThat(cli.run("check").code()).isEqualTo(3);
    cli.environment.put("SQLITE_MIGRATE_EXCLUDE", "legacy_*");
    assertThat(cli.run("check").code()).isZero();
    cli.execute("app.db", "alter table \"order\" rename column level to rank");
    cli.environment.put("SQLITE_MIGRATE_RENAMES", "order.rank>level");
    assertThat(generate("bbb222")).content().contains("RENAME COLUMN").doesNotContain("Review");
    cli.ok("upgrade");
    assertThat(cli.run("check").code()).isZero();
  }

  @Test
  void entitiesComeFromAClassAPersistenceUnitOrABuiltJar() throws Exception {
    cli.environment.put("SQLITE_MIGRATE_ENTITIES", Person.class.getName());
    assertThat(cli.ok("revision", "--autogenerate", "-m", "x", "--sql").out())
        .contains("CREATE TABLE");

    Path jar = folder.resolve("app.jar");
    try (var zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Files.createDirectories(zip.getPath("META-INF"));
      Files.writeString(
          zip.getPath("META-INF/persistence.xml"),
          """
          <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.2">
            <persistence-unit name="main">
              <class>%s</class>
              <properties>
                <property name="hibernate.dialect" value="%s"/>
              </properties>
            </persistence-unit>
          </persistence>
          """
              .formatted(Person.class.getName(), PlainDialect.class.getName()));
    }
    cli.environment.remove("SQLITE_MIGRATE_DIALECT");
    cli.environment.put("SQLITE_MIGRATE_CLASS_PATH", "app.jar");
    cli.environment.put("SQLITE_MIGRATE_ENTITIES", "unit:main");
    assertThat(cli.ok("revision", "--autogenerate", "-m", "x", "--sql").out())
        .contains("CREATE TABLE");
    cli.environment.put("SQLITE_MIGRATE_ENTITIES", "unit:other");
    assertThat(cli.run("check", "--url", "sqlite:none.db").err()).contains("\"other\"", "main");
  }

  @Test
  void whatIsMissingIsNamed() {
    cli.environment.put("SQLITE_MIGRATE_ENTITIES", "com.example.Missing");
    assertThat(cli.run("revision", "--autogenerate", "-m", "x").err())
        .contains("com.example.Missing", "class path");
    cli.environment.put("SQLITE_MIGRATE_ENTITIES", "com.example.*");
    assertThat(cli.run("check").err()).contains("com.example.*", "class path");
    cli.environment.put("SQLITE_MIGRATE_ENTITIES", Person.class.getName());
    cli.environment.put("SQLITE_MIGRATE_DIALECT", "com.example.NoDialect");
    Result noDialect = cli.run("revision", "--autogenerate", "-m", "x");
    assertThat(noDialect.code()).isEqualTo(1);
    assertThat(noDialect.err()).contains("com.example.NoDialect", "class_path", "dialect");
    cli.environment.remove("SQLITE_MIGRATE_ENTITIES");
    Result result = cli.run("revision", "--autogenerate", "-m", "x");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("entities = ");
  }
}
