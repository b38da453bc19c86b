// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The table of docs/migrations/start-up.md. Tests measure each row in every build, in a short form;
 * with {@code -Dupdate.docs=true} they measure longer and write what they found.
 */
public final class Figures {

  private static final Path PAGE = Path.of("../docs/migrations/start-up.md");

  private Figures() {}

  /** What is measured. */
  public interface Measured {
    void run() throws Exception;
  }

  /** Whether the page is written; otherwise rounds can be few. */
  public static boolean areWanted() {
    return Boolean.getBoolean("update.docs");
  }

  /** The median time of some rounds in milliseconds. */
  public static long medianMillis(int rounds, Measured measured) throws Exception {
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      measured.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[rounds / 2] / 1_000_000;
  }

  /** Puts a figure into its row, which must be there. */
  public static void put(String row, long millis) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    String beginning = "| " + row + " | ";
    assertThat(lines).filteredOn(line -> line.startsWith(beginning)).hasSize(1);
    if (areWanted()) {
      Files.write(
          PAGE,
          lines.stream()
              .map(line -> line.startsWith(beginning) ? beginning + millis + " ms |" : line)
              .toList());
    }
  }
}
