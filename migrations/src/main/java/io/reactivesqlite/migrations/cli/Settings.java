// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.RevisionLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds for one run: a flag wins over the environment, the environment over the file, the file
 * over the default.
 */
final class Settings {

  static final String DEFAULT_FILE = "sqlite-migrate.ini";
  static final String DEFAULT_SECTION = "sqlite-migrate";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

  /** A value and the folder that relative paths in it begin at. */
  record Value(String text, Path base) {}

  private final Map<Key, Value> values;
  private final Map<String, List<String>> hooks;
  private final Path base;

  private Settings(Map<Key, Value> values, Map<String, List<String>> hooks, Path base) {
    this.values = values;
    this.hooks = hooks;
    this.base = base;
  }

  static Settings load(
      Optional<String> file, String section, Map<Key, String> flags, Terminal terminal) {
    Optional<IniFile> ini = file(file, terminal).map(IniFile::read);
    Path base = ini.map(read -> read.path().toAbsolutePath().getParent()).orElse(terminal.folder());
    Map<String, String> entries = ini.map(read -> read.section(section)).orElse(Map.of());
    Map<Key, Value> values = new LinkedHashMap<>();
    for (Key key : Key.values()) {
      String flag = flags.get(key);
      String variable = terminal.environment().get(key.inEnvironment());
      String entry = entries.get(key.inFile());
      if (flag != null || variable != null) {
        values.put(key, new Value(flag != null ? flag : variable, terminal.folder()));
      } else if (entry != null) {
        values.put(key, new Value(entry, base));
      } else {
        key.fallback().ifPresent(text -> values.put(key, new Value(text, base)));
      }
    }
    values.values().removeIf(value -> value.text().isBlank());
    Map<String, List<String>> hooks = new LinkedHashMap<>();
    for (String hook : split(values.get(Key.POST_WRITE_HOOKS))) {
      String command = entries.get(hook + ".command");
      if (command == null) {
        throw new RevisionException(
            Problem.USAGE,
            "%s names the hook %s, but there is no %s.command."
                .formatted(Key.POST_WRITE_HOOKS.inFile(), hook, hook));
      }
      hooks.put(hook, List.of(command.split("\\s+")));
    }
    requireKnown(entries, hooks, ini);
    return new Settings(values, hooks, base);
  }

  private static Optional<Path> file(Optional<String> flag, Terminal terminal) {
    Optional<String> named =
        flag.or(() -> Optional.ofNullable(terminal.environment().get("SQLITE_MIGRATE_CONFIG")));
    if (named.isPresent()) {
      return Optional.of(terminal.folder().resolve(named.get()));
    }
    return Optional.of(terminal.folder().resolve(DEFAULT_FILE)).filter(Files::exists);
  }

  private static void requireKnown(
      Map<String, String> entries, Map<String, List<String>> hooks, Optional<IniFile> ini) {
    for (String entry : entries.keySet()) {
      boolean known =
          Arrays.stream(Key.values()).anyMatch(key -> key.inFile().equals(entry))
              || hooks.containsKey(entry.replaceFirst("\\.command$", ""));
      if (!known) {
        throw new RevisionException(
            Problem.USAGE,
            "%s: there is no setting \"%s\". There are %s."
                .formatted(
                    ini.orElseThrow().path(),
                    entry,
                    String.join(", ", Arrays.stream(Key.values()).map(Key::inFile).toList())));
      }
    }
  }

  Optional<String> text(Key key) {
    return Optional.ofNullable(values.get(key)).map(Value::text);
  }

  Optional<Value> value(Key key) {
    return Optional.ofNullable(values.get(key));
  }

  List<String> list(Key key) {
    return split(values.get(key));
  }

  List<Path> paths(Key key) {
    return value(key)
        .map(
            value ->
                split(value).stream().map(text -> value.base().resolve(text).normalize()).toList())
        .orElse(List.of());
  }

  Map<String, List<String>> hooks() {
    return hooks;
  }

  /** The folder of the configuration file, or the one the command runs in. */
  Path base() {
    return base;
  }

  Duration lockTimeout() {
    String text = text(Key.LOCK_TIMEOUT).orElseThrow();
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new RevisionException(
          Problem.USAGE, "\"%s\" is no time. Write it like 500ms, 60s or 5m.".formatted(text));
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  RevisionLayout layout() {
    return new RevisionLayout(
        paths(Key.VERSION_LOCATIONS),
        text(Key.FILE_TEMPLATE).orElseThrow(),
        zone(),
        text(Key.LOGICAL_FILE_PATH).orElseThrow(),
        text(Key.AUTHOR).orElseThrow(),
        paths(Key.CHANGELOG).stream().findFirst());
  }

  private ZoneId zone() {
    String text = text(Key.TIMEZONE).orElseThrow();
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new RevisionException(
          Problem.USAGE,
          "\"%s\" is no time zone. Write it like UTC, Europe/Berlin or +02:00.".formatted(text),
          unknown);
    }
  }

  private static List<String> split(Value value) {
    return value == null
        ? List.of()
        : Arrays.stream(value.text().split(","))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
  }
}
