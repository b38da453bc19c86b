// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder with revisions and a database beside it. */
public final class Workspace {

  public final Path versions;
  public final Path database;
  public final RevisionLayout layout;
  public final RevisionWriter writer;

  public Workspace(Path folder) {
    versions = folder.resolve("versions");
    database = folder.resolve("app.db");
    layout = RevisionLayout.of(versions);
    writer =
        new RevisionWriter(
            layout, Clock.fixed(Instant.parse("2026-03-01T12:30:00Z"), ZoneOffset.UTC));
    try {
      Files.createDirectories(versions);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes a SQL revision that creates a table of this name. */
  RevisionFile table(String id, String table, Target... follows) {
    NewRevision wanted =
        NewRevision.named("create " + table)
            .withId(id)
            .with(
                new Content(
                    "create table %s (id integer primary key, name text);".formatted(table),
                    Optional.of("drop table %s;".formatted(table))));
    return writer.create(follows.length == 0 ? wanted : wanted.following(follows));
  }

  MigrationTarget target() {
    return MigrationTarget.url("jdbc:sqlite:" + database);
  }

  Revisions revisions() {
    return revisions(Duration.ofMillis(200));
  }

  Revisions revisions(Duration lockTimeout) {
    return new Revisions(
        RevisionDirectory.read(layout.locations()),
        target(),
        new RevisionSettings(layout.logicalFilePath(), Map.of(), lockTimeout));
  }

  /** The first column of a query. */
  public List<String> query(String sql) {
    return query(database, sql);
  }

  public static List<String> query(Path database, String sql) {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
    return values;
  }

  public void execute(String sql) {
    execute(database, sql);
  }

  public static void execute(Path database, String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** The user's tables, indexes, triggers and views, as SQLite keeps their text. */
  public List<String> schema() {
    return query(
        "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema"
            + " where name not like 'DATABASECHANGELOG%' and tbl_name not like 'DATABASECHANGELOG%' order by 1");
  }

  List<String> history() {
    return query("select id from databasechangelog order by orderexecuted");
  }

  static String text(RevisionFile file) {
    try {
      return Files.readString(file.onDisk().orElseThrow());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static void rewrite(RevisionFile file, String from, String to) {
    String text = text(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(from + " is not in " + text);
    }
    try {
      Files.writeString(file.onDisk().orElseThrow(), text.replace(from, to));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
