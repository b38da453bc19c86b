// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to measure again what a page shows: with the arguments that it was made with. Of the
 * directories, which are those of one machine, only a folder beside the usual page is named, lest
 * the command writes over that page.
 */
public final class Command {

  private static final String MAVEN = "mvn -q -pl benchmarks -am -Pbenchmark verify";

  private static final Path PAGES = Path.of("docs", "benchmarks");

  private final List<String> arguments = new ArrayList<>();

  /**
   * @param given all that the benchmarks were started with: names, each followed by its value
   */
  public Command(List<String> given) {
    Path docs = Path.of("");
    for (int i = 0; i < given.size(); i += 2) {
      switch (given.get(i)) {
        case "--work" -> {}
        case "--docs" -> docs = Path.of(given.get(i + 1));
        default -> arguments.addAll(given.subList(i, i + 2));
      }
    }
    Path folder = docs.toAbsolutePath().normalize();
    if (folder.getParent() != null && folder.getParent().endsWith(PAGES)) {
      // Maven starts the benchmarks in the folder of their module.
      arguments.addAll(List.of("--docs", "../docs/benchmarks/" + folder.getFileName()));
    }
  }

  /** Whether there is anything but what everybody measures. */
  boolean hasArguments() {
    return !arguments.isEmpty();
  }

  String line() {
    return hasArguments()
        ? MAVEN + " -Dbenchmark.args=\"" + String.join(" ", arguments) + '"'
        : MAVEN;
  }
}
