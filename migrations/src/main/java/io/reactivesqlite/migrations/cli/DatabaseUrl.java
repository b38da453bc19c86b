// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.liquibase.MigrationTarget;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import liquibase.database.jvm.JdbcConnection;

/**
 * A database that the command works on.
 *
 * @param name for messages; never with a password
 * @param source opens it
 * @param file the file of a SQLite database
 */
record DatabaseUrl(String name, MigrationTarget source, Optional<Path> file) {

  // SQLite's own names. Anything else is refused: a driver would silently ignore it, or load an
  // extension.
  private static final Map<String, String> DEFAULTS =
      new TreeMap<>(
          Map.of(
              "busy_timeout", "5000",
              "foreign_keys", "on",
              "transaction_mode", "immediate",
              "journal_mode", "",
              "synchronous", "",
              "cache_size", "",
              "mode", "rwc"));

  /** The databases of a URL: one, or all files that a pattern matches. */
  static List<DatabaseUrl> parse(Settings settings) {
    Settings.Value value =
        settings
            .value(Key.URL)
            .orElseThrow(
                () ->
                    new RevisionException(
                        Problem.USAGE,
                        "Which database? Give --url sqlite:app.db, set SQLITE_MIGRATE_URL, or write \"url = …\" into %s."
                            .formatted(Settings.DEFAULT_FILE)));
    String url = value.text().replaceFirst("^vertx-reactive:", "");
    if (url.startsWith("jdbc:") && !url.startsWith("jdbc:sqlite:")) {
      return List.of(other(url, settings, Key.USER, Key.PASSWORD));
    }
    url = url.replaceFirst("^jdbc:", "");
    if (!url.startsWith("sqlite:")) {
      throw new RevisionException(
          Problem.USAGE,
          "\"%s\" is no URL of a database. Write sqlite:app.db, sqlite:///absolute/app.db, or a JDBC URL."
              .formatted(withoutSecrets(url)));
    }
    return sqlite(url.substring("sqlite:".length()), value.base());
  }

  /** The database that a copy fills. */
  static DatabaseUrl copyTarget(Settings settings, Optional<String> flag) {
    String url =
        flag.or(() -> settings.text(Key.COPY_TO))
            .orElseThrow(
                () ->
                    new RevisionException(
                        Problem.USAGE,
                        "Where to? Give --to jdbc:postgresql://…, set %s, or write \"%s = …\" into %s."
                            .formatted(
                                Key.COPY_TO.inEnvironment(),
                                Key.COPY_TO.inFile(),
                                Settings.DEFAULT_FILE)));
    if (!url.startsWith("jdbc:") || url.startsWith("jdbc:sqlite:")) {
      throw new RevisionException(
          Problem.USAGE,
          "\"%s\" is no JDBC URL of another database. A SQLite file is copied with its own tools: .backup, or VACUUM INTO."
              .formatted(withoutSecrets(url)));
    }
    return other(url, settings, Key.COPY_USER, Key.COPY_PASSWORD);
  }

  private static DatabaseUrl other(String url, Settings settings, Key user, Key password) {
    Properties properties = new Properties();
    settings.text(user).ifPresent(text -> properties.put("user", text));
    settings.text(password).ifPresent(text -> properties.put("password", text));
    if (url.startsWith("jdbc:postgresql:")) {
      // Rows of one batch in one statement: many times faster.
      properties.put("reWriteBatchedInserts", "true");
    }
    return new DatabaseUrl(
        withoutSecrets(url),
        () -> {
          requireDriver(url);
          return new JdbcConnection(DriverManager.getConnection(url, properties));
        },
        Optional.empty());
  }

  // The driver manager's own message would show the whole URL.
  private static void requireDriver(String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException none) {
      throw new RevisionException(
          Problem.FAILED,
          "There is no JDBC driver for %s. Put its jar beside the command's, or into SQLITE_MIGRATE_CLASSPATH."
              .formatted(withoutSecrets(url)));
    }
  }

  private static List<DatabaseUrl> sqlite(String rest, Path base) {
    int question = rest.indexOf('?');
    Map<String, String> options = options(question < 0 ? "" : rest.substring(question + 1));
    String path = question < 0 ? rest : rest.substring(0, question);
    if (path.equals(":memory:") || path.isEmpty() || options.get("mode").equals("memory")) {
      throw new RevisionException(
          Problem.USAGE,
          "A memory database ends with this command. Migrate it inside the program that has it, or name a file.");
    }
    path = path.replaceFirst("^file:", "").replaceFirst("^//(?=/)", "");
    if (!path.contains("*")) {
      return List.of(file(base.resolve(path).normalize(), options));
    }
    Path pattern = base.resolve(path.replace('*', '\u0001')).normalize();
    String glob = pattern.getFileName().toString().replace('\u0001', '*');
    List<DatabaseUrl> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(pattern.getParent(), glob)) {
      List<Path> sorted = new ArrayList<>();
      files.forEach(sorted::add);
      sorted.stream().sorted().forEach(each -> found.add(file(each, options)));
    } catch (IOException failure) {
      throw new RevisionException(
          Problem.USAGE,
          "%s cannot be listed: %s".formatted(pattern.getParent(), failure.getMessage()),
          failure);
    }
    if (found.isEmpty()) {
      throw new RevisionException(
          Problem.USAGE,
          "No file matches sqlite:%s. Name a new database itself: --url sqlite:<file>"
              .formatted(path));
    }
    return found;
  }

  private static DatabaseUrl file(Path file, Map<String, String> options) {
    Properties properties = new Properties();
    options.forEach(
        (name, option) -> {
          if (!option.isEmpty() && !name.equals("mode")) {
            properties.put(name, option);
          }
        });
    String mode = options.get("mode");
    if (mode.equals("ro")) {
      properties.put("open_mode", "1");
    }
    return new DatabaseUrl(
        file.toString(),
        () -> {
          if (!mode.equals("rwc") && !Files.exists(file)) {
            throw missing(file, "it does not exist, and mode=" + mode + " does not create it");
          }
          if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw missing(file, "its folder does not exist");
          }
          return new JdbcConnection(DriverManager.getConnection("jdbc:sqlite:" + file, properties));
        },
        Optional.of(file));
  }

  private static RevisionException missing(Path file, String why) {
    return new RevisionException(Problem.FAILED, "%s cannot be opened: %s.".formatted(file, why));
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new TreeMap<>(DEFAULTS);
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !DEFAULTS.containsKey(name)) {
        throw new RevisionException(
            Problem.USAGE,
            "The URL has the option \"%s\". It can have %s, each with =value."
                .formatted(name, String.join(", ", DEFAULTS.keySet())));
      }
      options.put(name, pair.substring(equals + 1).toLowerCase(Locale.ROOT));
    }
    return options;
  }

  /** A URL to show: passwords may stand in its options or before the host. */
  static String withoutSecrets(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
  }
}
