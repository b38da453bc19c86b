// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.examples.testing.Application;
import io.reactivesqlite.examples.testing.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainTest {

  private static final Path README = Path.of("README.md");

  @TempDir Path folder;

  @Test
  void itMigratesAndOrdersAndDoesNotMigrateTwice() throws Exception {
    String shown = Files.readString(README);
    String first = run();
    assertThat(first).startsWith("5 change sets have run\n").contains(" 20 left\n");
    assertThat(shown).contains(first);

    assertThat(run()).startsWith("0 change sets have run\n").contains(" 18 left\n");
    new Ledger(folder.resolve("bookshop.db")).balances();
  }

  /** What it says on its standard output; Hibernate says what it does on the other one. */
  private String run() throws Exception {
    try (Application program =
        Application.run(
            folder,
            List.of(
                "-Dorg.jboss.logging.provider=slf4j",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Plain.class.getName(),
                "bookshop.db"))) {
      assertThat(program.awaitEnd()).as(program.output()).isZero();
      return program.output();
    }
  }
}
