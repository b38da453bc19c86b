// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

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

  /** Starts such a process on a database. */
  static ChildJvm start(String what, TestDatabase database) throws IOException {
    return ChildJvm.start(
        MigrateInChild.class,
        what,
        database.url(),
        database.file.toAbsolutePath().getParent().toString(),
        database.file.getFileName() + ".xml");
  }
}
