// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.migrations.liquibase.ChangeLogSource;
import io.reactivesqlite.migrations.liquibase.MigrationEvent;
import io.reactivesqlite.migrations.liquibase.MigrationException;
import io.reactivesqlite.migrations.liquibase.MigrationResult;
import io.reactivesqlite.migrations.liquibase.MigrationStatus;
import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.liquibase.Migrator;
import io.reactivesqlite.migrations.liquibase.MigratorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/migrations/liquibase.md shows, run. */
class LiquibaseExamplesTest {

  @TempDir Path directory;

  @Test
  void update() {
    String url = "jdbc:sqlite:" + directory.resolve("app.db");
    // tag::update
    Migrator migrator = Migrator.of(url, "docs/changelog.xml");
    MigrationResult result = migrator.update();
    // end::update
    assertThat(result.changeSets()).hasSize(2);
    // tag::status
    MigrationStatus status = migrator.status();
    status.pending().forEach(changeSet -> System.out.println("pending " + changeSet));
    // end::status
    assertThat(status.pending()).isEmpty();
    // tag::rollback
    migrator.rollback(1);
    // end::rollback
    assertThat(migrator.status().pending()).hasSize(1);
    // tag::sql
    String script = migrator.updateSql();
    // end::sql
    assertThat(script).contains("uq_email");
  }

  @Test
  void options() {
    String url = "jdbc:sqlite:" + directory.resolve("app.db");
    List<String> lines = new ArrayList<>();
    // tag::options
    MigratorOptions options =
        MigratorOptions.defaults()
            .withLockTimeout(Duration.ofSeconds(30))
            .withBackup(directory.resolve("before-migration.db"))
            .withListener(
                event -> {
                  if (event instanceof MigrationEvent.ChangeSetFinished finished) {
                    lines.add(finished.changeSet() + " " + finished.outcome());
                  }
                });
    new Migrator(MigrationTarget.url(url), ChangeLogSource.file("docs/changelog.xml"), options)
        .update();
    // end::options
    assertThat(lines).hasSize(2);
    assertThat(directory.resolve("before-migration.db")).exists();
  }

  @Test
  void memory() throws Exception {
    // tag::memory
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      new Migrator(
              MigrationTarget.connection(memory),
              ChangeLogSource.file("docs/changelog.xml"),
              MigratorOptions.defaults())
          .update();
      memory.createStatement().execute("INSERT INTO customer (email) VALUES ('a@example.org')");
    }
    // end::memory
  }

  @Test
  void failure() {
    Migrator migrator = Migrator.of("jdbc:sqlite:" + directory.resolve("app.db"), "missing.xml");
    List<String> said = new ArrayList<>();
    // tag::failure
    try {
      migrator.update();
    } catch (MigrationException e) {
      switch (e.kind()) {
        case LOCKED -> said.add("another process is migrating: " + e.getMessage());
        case VALIDATION, CHANGELOG -> said.add("fix the change log: " + e.getMessage());
        default -> throw e;
      }
    }
    // end::failure
    assertThat(said).hasSize(1);
    assertThatThrownBy(migrator::update).hasMessageContaining("missing.xml");
  }

  @Test
  void compare() {
    String production = "jdbc:sqlite:" + directory.resolve("production.db");
    String url = "jdbc:sqlite:" + directory.resolve("app.db");
    Migrator.of(url, "docs/changelog.xml").update();
    // tag::compare
    Migrator migrator = Migrator.of(production, "docs/changelog.xml");
    List<String> differences = migrator.differencesFrom(MigrationTarget.url(url));
    String mending = migrator.changeLogTo(MigrationTarget.url(url), "yaml");
    String everything = Migrator.of(url, "docs/changelog.xml").generateChangeLog("xml");
    // end::compare
    assertThat(differences).contains("missing table customer");
    assertThat(mending).contains("databaseChangeLog");
    assertThat(everything).contains("customer");
  }

  /** Each block of Java in the page is a piece of this class. */
  @Test
  void thePageShowsWhatRunsHere() throws Exception {
    String page = Files.readString(Path.of("../docs/migrations/liquibase.md"));
    String source =
        Files.readString(
            Path.of("src/test/java/io/reactivesqlite/migrations/docs/LiquibaseExamplesTest.java"));
    Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
    int shown = 0;
    while (blocks.find()) {
      assertThat(words(source)).contains(words(blocks.group(1)));
      shown++;
    }
    assertThat(shown).isEqualTo(source.split("// tag::[a-z]").length - 1);
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").trim();
  }
}
