// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import io.reactivesqlite.benchmarks.measuring.Fork;
import io.reactivesqlite.benchmarks.measuring.Measurement;
import io.reactivesqlite.benchmarks.measuring.Metric;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs everything round by round. Within a round the competitors take turns under each load, and
 * begin with another one than the round before, so that what changes on the machine meanwhile meets
 * all of them alike.
 */
final class Run {

  private static final List<String> SUFFIXES = List.of("", "-wal", "-shm", "-journal");

  private final Plan plan;
  private final List<Load> loads;
  private final List<Competitor> competitors;
  private final Path work;
  private final Foreign foreign;
  private final PrintStream progress;
  private final Results results = new Results();

  Run(
      Plan plan,
      List<Load> loads,
      List<Competitor> competitors,
      Path work,
      Foreign foreign,
      PrintStream progress) {
    this.plan = plan;
    this.loads = loads;
    this.competitors = competitors;
    this.work = work;
    this.foreign = foreign;
    this.progress = progress;
  }

  Results results() throws IOException, SQLException, InterruptedException {
    Path small = work.resolve("template.db");
    Schema.create(small, false);
    Path big = work.resolve("template-streamed.db");
    if (loads.contains(Load.STREAM)) {
      Schema.create(big, true);
    }
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Load load : loads) {
        List<Competitor> order = new ArrayList<>(load.competitors());
        Collections.rotate(order, round - 1);
        for (Competitor competitor : order) {
          if (takesPart(competitor, load, round)) {
            one(round, load, competitor, load == Load.STREAM ? big : small);
          }
        }
      }
    }
    return results;
  }

  private boolean takesPart(Competitor competitor, Load load, int round) {
    if (!competitors.contains(competitor)) {
      return false;
    }
    if (competitor.isForeign() && !foreign.has(competitor)) {
      return false;
    }
    return round == 1 || !load.showsOnlyOnce(competitor);
  }

  private void one(int round, Load load, Competitor competitor, Path template)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Path database = work.resolve("measured.db");
    for (String suffix : SUFFIXES) {
      Files.deleteIfExists(Path.of(database + suffix));
    }
    Files.copy(template, database);
    Duration limit = plan.forLoad(load).limit(levels(load, competitor));
    Path result = work.resolve("result.json");
    Files.deleteIfExists(result);
    List<String> command =
        competitor.isForeign()
            ? foreign.command(competitor, load, plan.usual(), database)
            : javaCommand(load, competitor, database, result);
    Path temporary = Files.createDirectories(temporary());
    Processes.Outcome outcome = Processes.run(command, work, limit);
    // A process that had to be ended has left its copy of the native library behind.
    deleteAll(temporary);
    List<Measurement> measured = List.of();
    if (outcome.isSuccess()) {
      measured =
          competitor.isForeign()
              ? numbers(outcome.output())
              : read(new JsonObject(Files.readString(result)), load, competitor, round);
    } else {
      results.fail(new Results.Failure(load, competitor, round, outcome.reason(limit)));
    }
    measured.forEach(m -> results.add(load, competitor, round, m));
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.printf(
        Locale.ROOT,
        "round %d/%d  %-18s %-18s %5.1f s  %s%n",
        round,
        plan.rounds(),
        load.id(),
        competitor.id(),
        seconds,
        outcome.isSuccess() ? "" : outcome.reason(limit));
    progress.flush();
  }

  /** How many levels the time limit of a process is made for. */
  private static int levels(Load load, Competitor competitor) {
    // The event loop has one level, but windows and controls that take as long as twenty-odd.
    return load == Load.EVENT_LOOP ? 24 : Math.max(6, load.levels(competitor).size());
  }

  private Path temporary() {
    return work.resolve("tmp");
  }

  private static void deleteAll(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private List<String> javaCommand(Load load, Competitor competitor, Path database, Path result) {
    Times times = plan.forLoad(load);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms" + load.heapMegabytes() + "m",
        "-Xmx" + load.heapMegabytes() + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=" + temporary(),
        "-cp",
        System.getProperty("java.class.path"),
        Fork.class.getName(),
        competitor.id(),
        load.id(),
        "" + times.warmupMillis(),
        "" + times.settleMillis(),
        "" + times.iterations(),
        "" + times.iterationMillis(),
        database.toString(),
        result.toString());
  }

  private static List<Measurement> numbers(String output) {
    return output
        .lines()
        .map(line -> new Measurement(1, "", Metric.THROUGHPUT, Double.parseDouble(line)))
        .toList();
  }

  private List<Measurement> read(JsonObject result, Load load, Competitor competitor, int round) {
    for (Object complaint : result.getJsonArray("complaints")) {
      results.fail(new Results.Failure(load, competitor, round, complaint.toString()));
      progress.println("          " + complaint);
    }
    List<Measurement> measured = new ArrayList<>();
    for (Object each : result.getJsonArray("measured")) {
      measured.add(Measurement.of((JsonObject) each));
    }
    return measured;
  }
}
