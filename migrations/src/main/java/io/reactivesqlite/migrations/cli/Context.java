// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.RevisionSettings;
import io.reactivesqlite.migrations.revisions.Revisions;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a command: its settings, and how it answers. */
final class Context {

  private static final MigrationTarget EMPTY = MigrationTarget.url("jdbc:sqlite::memory:");

  private final Terminal terminal;
  private final Settings settings;
  private final Map<String, String> parameters;
  private final Style style;
  private final boolean json;
  private final boolean quiet;

  Context(
      Terminal terminal,
      Settings settings,
      Map<String, String> parameters,
      boolean json,
      boolean quiet) {
    this.terminal = terminal;
    this.settings = settings;
    this.parameters = parameters;
    this.style = Style.of(settings.text(Key.COLOR).orElseThrow(), terminal);
    this.json = json;
    this.quiet = quiet;
    openClassPath();
  }

  Terminal terminal() {
    return terminal;
  }

  Settings settings() {
    return settings;
  }

  Style style() {
    return style;
  }

  boolean json() {
    return json;
  }

  RevisionDirectory directory() {
    return RevisionDirectory.read(settings.layout().locations());
  }

  /** Revisions without a database: for the graph, and for SQL. */
  Revisions offline() {
    String url = settings.text(Key.URL).orElse("");
    if (url.startsWith("jdbc:") && !url.startsWith("jdbc:sqlite:")) {
      throw new RevisionException(
          Problem.USAGE,
          "SQL without a database is written for SQLite only. For this one say: upgrade --dry-run --sql");
    }
    return revisions(EMPTY);
  }

  /** For looking: a database that does not exist yet is an empty one, and stays away. */
  Revisions reading(DatabaseUrl database) {
    boolean missing = database.file().map(file -> !Files.exists(file)).orElse(false);
    return missing ? revisions(EMPTY) : writing(database);
  }

  /** For changing. */
  Revisions writing(DatabaseUrl database) {
    return revisions(database.source());
  }

  private Revisions revisions(MigrationTarget source) {
    return new Revisions(
        directory(),
        source,
        new RevisionSettings(
            settings.text(Key.LOGICAL_FILE_PATH).orElseThrow(),
            parameters,
            settings.lockTimeout()));
  }

  /** What is done on each database. */
  interface OnDatabase {
    Answer on(DatabaseUrl database);
  }

  /**
   * What there is to say of one database.
   *
   * @param code the exit code
   * @param data for JSON
   */
  record Answer(ExitCode code, Map<String, Object> data) {
    static Answer ok(Map<String, Object> data) {
      return new Answer(ExitCode.OK, data);
    }
  }

  /**
   * Works on one database after the other; a failure of one does not keep the others from being
   * tried.
   */
  int onEach(OnDatabase action) {
    List<DatabaseUrl> databases = DatabaseUrl.parse(settings);
    List<Map<String, Object>> answers = new ArrayList<>();
    ExitCode worst = ExitCode.OK;
    for (DatabaseUrl database : databases) {
      if (databases.size() > 1) {
        say(style.faint(database.name()));
      }
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("database", database.name());
      try {
        Answer answer = action.on(database);
        data.putAll(answer.data());
        worst = worst == ExitCode.OK ? answer.code() : worst;
      } catch (RevisionException failure) {
        if (databases.size() == 1) {
          throw failure;
        }
        error(failure.getMessage());
        data.put("error", failure.getMessage());
        worst = worst == ExitCode.OK ? ExitCode.of(failure.problem()) : worst;
      }
      answers.add(data);
    }
    if (json) {
      terminal.out().println(Json.write(databases.size() == 1 ? answers.get(0) : answers));
    }
    return worst.number();
  }

  /** A line of data for people; JSON takes its place where it is asked for. */
  void data(String line) {
    if (!json) {
      terminal.out().println(line);
    }
  }

  /** Data for programs, where it is asked for. */
  void json(Object value) {
    if (json) {
      terminal.out().println(Json.write(value));
    }
  }

  /** A message. */
  void say(String message) {
    if (!quiet) {
      terminal.err().println(message);
    }
  }

  /** The beginning of a message that {@link #say} ends. */
  void begin(String message) {
    if (!quiet) {
      terminal.err().print(message);
      terminal.err().flush();
    }
  }

  /** A message that even a quiet run gives. */
  void error(String message) {
    terminal.err().println(style.bad("Error: ") + message);
  }

  private void openClassPath() {
    List<URL> urls = new ArrayList<>();
    settings
        .paths(Key.CLASS_PATH)
        .forEach(
            path -> {
              if (!path.toFile().exists()) {
                throw new RevisionException(
                    Problem.USAGE,
                    "class_path: %s does not exist. Build the application first, or correct it."
                        .formatted(path));
              }
              try {
                urls.add(path.toUri().toURL());
              } catch (MalformedURLException failure) {
                throw new IllegalStateException(path.toString(), failure);
              }
            });
    if (!urls.isEmpty()) {
      // It stays open: what it loads is used until the command ends.
      Thread.currentThread()
          .setContextClassLoader(
              new URLClassLoader(urls.toArray(URL[]::new), Context.class.getClassLoader()));
    }
  }
}
