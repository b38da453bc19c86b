// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import io.reactivesqlite.benchmarks.Plan;
import io.reactivesqlite.benchmarks.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run leaves behind. */
public final class Report {

  private final Plan plan;
  private final Command again;
  private final Environment environment;
  private final Results results;
  private final List<Ratio> ratios;
  private final Tables tables;

  /**
   * @param again how to measure all of this once more
   */
  public Report(Plan plan, Command again, Environment environment, Results results) {
    this.plan = plan;
    this.again = again;
    this.environment = environment;
    this.results = results;
    this.ratios = Ratio.all(results);
    this.tables = new Tables(results);
  }

  /** All tables, the figures to reach last. */
  public String text() {
    StringBuilder text = new StringBuilder();
    tables.loads().forEach(table -> text.append('\n').append(table.text()));
    results
        .failures()
        .forEach(
            f ->
                text.append(
                    "\nFAILED  %s, %s, round %d: %s\n"
                        .formatted(f.load().id(), f.competitor().id(), f.round(), f.reason())));
    return text.append('\n').append(tables.ratios(ratios).text()).toString();
  }

  /** Writes {@code results.json}, {@code results.svg} and {@code README.md}. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("results.json"), Json.of(plan, environment, results, ratios));
    Files.writeString(directory.resolve("results.svg"), new Picture(results, ratios).draw());
    Files.writeString(
        directory.resolve("README.md"),
        new Page(plan, again, environment, results, tables).of(ratios));
  }
}
