// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tutorial, and writes it anew with {@code -Dupdate.docs=true}. */
class TutorialTest {

  @TempDir Path folder;

  @Test
  void everyTranscriptIsReal() throws Exception {
    new Transcript(folder, Map.of(), Map.of())
        .assertReal(Path.of("../docs/migrations/tutorial.md"));
  }
}
