// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionLayout;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be configured: in a section of the file under this name in lower case, in the
 * environment as {@code SQLITE_MIGRATE_<NAME>}, and for some by a flag.
 */
enum Key {
  URL(null, "the database: sqlite:app.db, sqlite:tenants/*.db for many, or a JDBC URL"),
  USER(null, "user, where the database has users"),
  PASSWORD(null, "password, where the database has users; better in the environment"),
  COPY_TO(null, "JDBC URL of the database that copy fills"),
  COPY_USER(null, "user there"),
  COPY_PASSWORD(null, "password there; better in the environment"),
  VERSION_LOCATIONS("migrations/versions", "folders with revisions, separated by commas"),
  FILE_TEMPLATE(RevisionLayout.DEFAULT_FILE_TEMPLATE, "names of new revision files"),
  TIMEZONE("UTC", "time zone of dates in file names and headers"),
  LOGICAL_FILE_PATH(
      RevisionLayout.DEFAULT_LOGICAL_FILE_PATH,
      "what DATABASECHANGELOG.FILENAME says; one for each set of revisions in one database"),
  AUTHOR(RevisionLayout.DEFAULT_AUTHOR, "what DATABASECHANGELOG.AUTHOR says of new revisions"),
  FORMAT("sql", "format of new revisions: sql, yaml, xml or java"),
  JAVA_SOURCES("src/main/java", "where revisions in Java are written"),
  JAVA_PACKAGE("migrations", "package of new revisions in Java"),
  CHANGELOG(null, "a root change log in YAML to keep up to date for stock Liquibase and Quarkus"),
  POST_WRITE_HOOKS(null, "names of hooks for new files; each has <name>.command = program {file}"),
  LOCK_TIMEOUT("60s", "how long to wait for somebody else who migrates: 500ms, 60s, 5m"),
  BACKUP(null, "folder for a copy of the database before it is changed"),
  COLOR("auto", "auto, always or never"),
  CLASS_PATH(null, "folders and jars with revisions in Java and entities"),
  ENTITIES(
      null, "entities to compare with: com.example.Person, com.example.* or unit:name, by commas"),
  DIALECT(null, "Hibernate dialect of the entities; this product's own by default"),
  INCLUDE(null, "names of tables to compare, * as wildcard; all by default"),
  EXCLUDE(null, "names of tables to leave alone, * as wildcard"),
  RENAMES(null, "hints: old_table>new_table, table.old_column>new_column");

  private final Optional<String> fallback;
  private final String meaning;

  Key(String fallback, String meaning) {
    this.fallback = Optional.ofNullable(fallback);
    this.meaning = meaning;
  }

  String inFile() {
    return name().toLowerCase(Locale.ROOT);
  }

  String inEnvironment() {
    return "SQLITE_MIGRATE_" + name();
  }

  Optional<String> fallback() {
    return fallback;
  }

  String meaning() {
    return meaning;
  }
}
