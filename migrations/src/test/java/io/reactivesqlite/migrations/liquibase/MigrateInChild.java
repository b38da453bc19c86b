// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that migrates, for tests that kill it or start many of it. */
final class MigrateInChild {

  private MigrateInChild() {}

  /** Arguments: what to do, the JDBC URL, the directory, the change log. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[2]);
    Migrator migrator =
        new Migrator(
            MigrationTarget.url(args[1]),
            ChangeLogSource.file(args[3]),
            MigratorOptions.defaults()
                .withDirectory(directory)
                .withLockTimeout(Duration.ofMinutes(2)));
    // Loads the classes, so that what follows the signal is migrating and not starting.
    migrator.status();
    System.out.println("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    in.readLine();
    switch (args[0]) {
      case "update" -> System.out.println("DONE " + migrator.update().changeSets().size());
      case "hold" ->
          migrator
              .with(
                  MigratorOptions.defaults()
                      .withDirectory(directory)
                      .withListener(event -> holdAt(event, in)))
              .update();
      case "up-and-down" -> {
        while (true) {
          migrator.update();
          migrator.rollback(1000);
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void holdAt(MigrationEvent event, BufferedReader in) {
    if (event instanceof MigrationEvent.ChangeSetStarted) {
      System.out.println("HOLDING");
      try {
        in.readLine();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** A running child. */
  record Child(Process process, BufferedReader output) {

    static Child start(String what, TestDatabase database) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
      command.add("-XX:TieredStopAtLevel=1");
      command.add("-Xmx128m");
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(MigrateInChild.class.getName());
      command.add(what);
      command.add(database.url());
      command.add(database.file.toAbsolutePath().getParent().toString());
      command.add(database.file.getFileName() + ".xml");
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new Child(
          process,
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** Reads on until a line starts with the given text, and returns that line. */
    String await(String start) throws IOException {
      StringBuilder seen = new StringBuilder();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(start)) {
          return line;
        }
        seen.append(line).append('\n');
      }
      throw new AssertionError("The child ended without '" + start + "'. It said:\n" + seen);
    }

    void go() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }

    void kill() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
