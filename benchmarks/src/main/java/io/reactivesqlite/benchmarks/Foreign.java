// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import io.reactivesqlite.benchmarks.competitors.Asynchronous;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The competitors that are no Java: whether this machine has what they need, and how to start. */
final class Foreign {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<Competitor, List<String>> commands = new EnumMap<>(Competitor.class);
  private final Map<Competitor, String> versions = new EnumMap<>(Competitor.class);

  /** Compiles what must be, in the directory of the run. */
  static Foreign find(Path work) throws IOException, InterruptedException {
    Foreign foreign = new Foreign();
    Path python = copy("baseline.py", work);
    foreign.add(Competitor.PYTHON, List.of("python3", python.toString()), work);
    Path c = copy("baseline.c", work);
    Path program = work.resolve("baseline");
    Processes.Outcome compiled =
        Processes.run(
            List.of("gcc", "-O2", "-o", program.toString(), c.toString(), "-lsqlite3"),
            work,
            LIMIT);
    if (compiled.isSuccess()) {
      foreign.add(Competitor.C, List.of(program.toString()), work);
    }
    return foreign;
  }

  private static Path copy(String name, Path work) throws IOException {
    Path file = work.resolve(name);
    try (InputStream source = Asynchronous.class.getResourceAsStream(name)) {
      Files.write(file, source.readAllBytes());
    }
    return file;
  }

  private void add(Competitor competitor, List<String> command, Path work)
      throws IOException, InterruptedException {
    List<String> asking = new ArrayList<>(command);
    asking.add("--version");
    Processes.Outcome outcome = Processes.run(asking, work, LIMIT);
    if (outcome.isSuccess()) {
      commands.put(competitor, command);
      versions.put(competitor, outcome.output().strip());
    }
  }

  boolean has(Competitor competitor) {
    return commands.containsKey(competitor);
  }

  /** Who is measured, in their own words. */
  Map<Competitor, String> versions() {
    return versions;
  }

  List<String> command(Competitor competitor, Load load, Times times, Path database) {
    List<String> command = new ArrayList<>(commands.get(competitor));
    command.addAll(
        List.of(
            load.id(),
            database.toString(),
            load.synchronous(),
            "" + times.warmupMillis(),
            "" + times.iterations(),
            "" + times.iterationMillis()));
    return command;
  }
}
