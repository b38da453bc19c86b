// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArrowsTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.reactivesqlite.migrations");

  @Test
  void rebuildAndCopyKnowNothingOfLiquibase() {
    noClasses()
        .that()
        .resideInAnyPackage("..migrations.rebuild..", "..migrations.copy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("liquibase..", "..migrations.liquibase..")
        .check(MAIN);
  }

  @Test
  void liquibaseKnowsNothingOfRevisionsAndCommand() {
    noClasses()
        .that()
        .resideInAPackage("..migrations.liquibase..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..migrations.revisions..",
            "..migrations.autogenerate..",
            "..migrations.copy..",
            "..migrations.cli..")
        .check(MAIN);
  }

  @Test
  void nothingHereKnowsVertx() {
    noClasses()
        .that()
        .resideInAnyPackage("..migrations.liquibase..", "..migrations.rebuild..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(MAIN);
  }
}
