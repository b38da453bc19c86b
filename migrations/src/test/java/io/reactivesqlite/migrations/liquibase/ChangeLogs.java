// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Change logs that tests write into a directory of their own. */
final class ChangeLogs {

  private ChangeLogs() {}

  /** A migrator for a change log of the given XML change sets. */
  static Migrator xml(TestDatabase database, String changeSets) {
    Path directory = database.file.toAbsolutePath().getParent();
    String name = database.file.getFileName() + ".xml";
    write(
        directory.resolve(name),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd">
        """
            + changeSets
            + "\n</databaseChangeLog>\n");
    return migrator(database, directory, name);
  }

  /** A migrator for a change log with one change set of the given changes. */
  static Migrator changes(TestDatabase database, String changes) {
    return xml(database, "<changeSet id=\"1\" author=\"test\">\n" + changes + "\n</changeSet>");
  }

  /** A migrator for a change log of formatted SQL. */
  static Migrator sql(TestDatabase database, String text) {
    Path directory = database.file.toAbsolutePath().getParent();
    String name = database.file.getFileName() + ".sql";
    write(directory.resolve(name), "--liquibase formatted sql\n" + text);
    return migrator(database, directory, name);
  }

  private static Migrator migrator(TestDatabase database, Path directory, String name) {
    return new Migrator(
        MigrationTarget.url(database.url()),
        ChangeLogSource.file(name),
        MigratorOptions.defaults().withDirectory(directory));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
