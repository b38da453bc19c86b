// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import io.reactivesqlite.benchmarks.report.Command;
import io.reactivesqlite.benchmarks.report.Environment;
import io.reactivesqlite.benchmarks.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the competitors and writes the report.
 *
 * <p>Options: {@code --plan full|quick|smoke}, {@code --loads a,b}, {@code --competitors a,b},
 * {@code --rounds n}, {@code --millis n} for one iteration, {@code --work directory} for the
 * databases, which decides on whose disk is measured, {@code --docs directory} for the report;
 * without it, it is only printed; {@code --cores awake|asleep}, awake by default where the system
 * lets us: whether cores are kept from sleeping between two steps of a request.
 */
public final class Benchmarks {

  private Plan plan = Plan.FULL;
  private List<Load> loads = List.of(Load.values());
  private List<Competitor> competitors = List.of(Competitor.values());
  private Path work = Path.of("target", "benchmark");
  private Path docs;
  private boolean awake = true;
  private final Command again;

  private Benchmarks(String[] args) {
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      option(args[i], args[i + 1]);
    }
    again = new Command(List.of(args));
  }

  private void option(String name, String value) {
    switch (name) {
      case "--plan" -> plan = Plan.of(value);
      case "--loads" -> loads = Arrays.stream(value.split(",")).map(Load::of).toList();
      case "--competitors" ->
          competitors = Arrays.stream(value.split(",")).map(Competitor::of).toList();
      case "--rounds" -> plan = plan.withRounds(Integer.parseInt(value));
      case "--millis" -> plan = plan.withIterationMillis(Integer.parseInt(value));
      case "--work" -> work = Path.of(value);
      case "--docs" -> docs = Path.of(value);
      case "--cores" -> awake = isAwake(value);
      default -> throw new IllegalArgumentException("there is no option " + name);
    }
  }

  private static boolean isAwake(String value) {
    return switch (value) {
      case "awake" -> true;
      case "asleep" -> false;
      default -> throw new IllegalArgumentException("cores are awake or asleep, not " + value);
    };
  }

  public static void main(String[] args) throws Exception {
    new Benchmarks(args).run();
  }

  private void run() throws Exception {
    Files.createDirectories(work);
    work = work.toRealPath();
    Foreign foreign = Foreign.find(work);
    Report report;
    try (Cores cores = awake ? Cores.awake() : Cores.asTheyAre()) {
      Environment environment = Environment.look(work, cores.state(), foreign.versions());
      environment.facts().forEach((name, value) -> System.out.println(name + ": " + value));
      System.out.println();
      Results results = new Run(plan, loads, competitors, work, foreign, System.out).results();
      report = new Report(plan, again, environment, results);
    }
    System.out.println(report.text());
    if (docs != null) {
      report.write(docs);
    }
  }
}
