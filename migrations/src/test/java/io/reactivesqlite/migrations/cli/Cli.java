// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Workspace;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the command inside the test, in a folder, and keeps what it said. */
final class Cli {

  /** What one run gave. */
  record Result(int code, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }
  }

  final Path folder;
  final Map<String, String> environment = new TreeMap<>();
  private boolean interactive;
  private String answers = "";

  Cli(Path folder) {
    this.folder = folder;
  }

  /** A folder after {@code init}. */
  static Cli initialized(Path folder) {
    Cli cli = new Cli(folder);
    cli.ok("init");
    return cli;
  }

  void person(String typed) {
    interactive = true;
    answers = typed;
  }

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        SqliteMigrate.run(
            new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(answers)),
                interactive,
                environment,
                folder),
            arguments);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A run that has to succeed. */
  Result ok(String... arguments) {
    Result result = run(arguments);
    if (result.code() != 0) {
      throw new AssertionError(List.of(arguments) + " ended with " + result);
    }
    return result;
  }

  /** Writes a revision that creates a table, with more options of {@code revision}. */
  Path table(String id, String table, String... options) {
    String[] arguments = new String[5 + options.length];
    System.arraycopy(
        new String[] {"revision", "-m", "create " + table, "--rev-id", id}, 0, arguments, 0, 5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    Path file = Path.of(ok(arguments).lines().get(0));
    fill(
        file,
        "create table %s (id integer primary key, name text);".formatted(table),
        "drop table %s;".formatted(table));
    return file;
  }

  /** Fills in the form of a SQL revision. */
  void fill(Path file, String upgrade, String downgrade) {
    edit(file, "-- Write the statements of the upgrade here.", upgrade);
    edit(file, "--rollback ", "--rollback " + downgrade);
  }

  void edit(Path file, String from, String to) {
    try {
      String text = Files.readString(file);
      if (!text.contains(from)) {
        throw new AssertionError(from + " is not in " + text);
      }
      Files.writeString(
          file,
          text.replaceFirst(
              java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The names of the user's tables in the database. */
  List<String> tables() {
    return tables("app.db");
  }

  List<String> tables(String database) {
    return query(
        database,
        "select name from sqlite_schema where type = 'table' and name not like 'DATABASECHANGELOG%' order by 1");
  }

  List<String> query(String database, String sql) {
    return Workspace.query(folder.resolve(database), sql);
  }

  void execute(String database, String sql) {
    Workspace.execute(folder.resolve(database), sql);
  }
}
