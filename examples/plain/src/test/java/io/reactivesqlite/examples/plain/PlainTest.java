// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.examples.testing.Application;
import io.reactivesqlite.examples.testing.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainTest {

  private static final Path README = Path.of("README.md");

  @TempDir Path folder;

  @Test
  void itMigratesAndOrdersAndDoesNotMigrateTwice() throws Exception {
    String quietly =
        run("-Dorg.jboss.logging.provider=slf4j", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    assertThat(quietly).startsWith("5 change sets have run\n").endsWith(" 20 left\n");
    assertThat(Files.readString(README)).contains(quietly);

    assertThat(run())
        .startsWith("0 change sets have run\n")
        .contains(" 18 left\n")
        .doesNotContain("Exception", "Error");
    new Ledger(folder.resolve("bookshop.db")).balances();
  }

  private String run(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), Plain.class.getName(), "bookshop.db"));
    try (Application program = Application.run(folder, arguments)) {
      assertThat(program.awaitEnd()).as(program.output()).isZero();
      return withoutWarnings(program.output());
    }
  }

  /** Newer JVMs warn of native libraries, and of what Netty does. */
  private static String withoutWarnings(String output) {
    return output
        .lines()
        .filter(line -> !line.startsWith("WARNING: ") && !line.isBlank())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
