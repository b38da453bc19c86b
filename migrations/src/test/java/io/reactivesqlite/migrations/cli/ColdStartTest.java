// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time of a whole process, from its start to its end, for docs/migrations/start-up.md. */
class ColdStartTest {

  private static final int REVISIONS = 100;

  @TempDir Path folder;

  @Test
  void everyCommandOfThePageRunsInAProcessOfItsOwn() throws Exception {
    Path script = Installation.script(folder);
    Cli cli = Cli.initialized(folder);
    for (int i = 0; i < REVISIONS; i++) {
      cli.table("rev" + i, "table" + i);
    }
    cli.ok("upgrade");
    for (String command : List.of("--version", "heads", "current", "upgrade", "check")) {
      List<String> words = new ArrayList<>(List.of(script.toString(), command));
      long millis =
          Figures.medianMillis(
              Figures.areWanted() ? 7 : 1,
              () -> {
                Process process =
                    new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(folder.resolve("stderr.txt").toFile())
                        .start();
                assertThat(process.waitFor()).isZero();
              });
      Figures.put("`sqlite-migrate " + command + "`", millis);
    }
  }
}
