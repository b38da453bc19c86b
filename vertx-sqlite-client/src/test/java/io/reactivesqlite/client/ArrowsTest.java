// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture: public API → Vert.x adapter → scheduling → engine. */
class ArrowsTest {

  private static final String BASE = "io.reactivesqlite.client";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void onlyTheEngineKnowsTheNativeDriver() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".engine..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.sqlite.."))
        .check(classes);
  }

  @Test
  void engineAndSchedulingDoNotKnowVertx() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".engine..", BASE + ".scheduling..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty.."))
        .check(classes);
  }

  @Test
  void arrowsRunOneWay() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("adapter")
        .definedBy(BASE + ".impl..")
        .layer("scheduling")
        .definedBy(BASE + ".scheduling..")
        .layer("engine")
        .definedBy(BASE + ".engine..")
        .whereLayer("scheduling")
        .mayOnlyAccessLayers("engine")
        .whereLayer("engine")
        .mayNotAccessAnyLayer()
        .check(classes);
  }
}
