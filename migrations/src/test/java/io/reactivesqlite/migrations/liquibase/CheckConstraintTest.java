// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConstraintTest {

  private static final String YAML =
      """
      databaseChangeLog:
        - changeSet:
            id: 1
            author: a
            changes:
              - addCheckConstraint:
                  tableName: order
                  constraintName: positive
                  constraintBody: "price > 0"
      """;

  @TempDir Path directory;

  @Test
  void aCheckIsAddedAndDropped() throws IOException {
    TestDatabase database = new TestDatabase(directory.resolve("app.db"));
    database.run(
        "CREATE TABLE \"order\" (price INTEGER -- in cents\n)", "INSERT INTO \"order\" VALUES (3)");
    Files.writeString(directory.resolve("log.yaml"), YAML);
    Migrator migrator =
        new Migrator(
            MigrationTarget.url(database.url()),
            ChangeLogSource.file("log.yaml"),
            MigratorOptions.defaults().withDirectory(directory));
    migrator.update();
    assertThat(database.schema().get("table order"))
        .contains("CONSTRAINT positive CHECK (price > 0)");
    migrator.rollback(1);
    assertThat(database.schema().get("table order"))
        .doesNotContain("CHECK")
        .contains("-- in cents");

    database.run("INSERT INTO \"order\" VALUES (-1)");
    assertThatThrownBy(migrator::update).isInstanceOf(MigrationException.class);
    assertThat(database.query("SELECT count(*) FROM DATABASECHANGELOG")).containsExactly("0");
  }
}
