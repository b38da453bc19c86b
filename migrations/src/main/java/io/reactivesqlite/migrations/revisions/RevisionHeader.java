// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment on top of a file that says which revision it is. It stands outside the change set, so
 * that a corrected header does not change Liquibase's checksum.
 */
final class RevisionHeader {

  private static final String ID = "revision";
  private static final String DOWN = "down-revision";
  private static final String DEPENDS = "depends-on";
  private static final String LABELS = "branch-labels";
  private static final String MESSAGE = "message";
  private static final String DATE = "date";
  private static final List<String> KEYS = List.of(ID, DOWN, DEPENDS, LABELS, MESSAGE, DATE);

  // Behind it only changes can come; a header further down would be somebody's text.
  private static final int DEEPEST_LINE = 40;
  private static final Pattern ENTRY = Pattern.compile("(?<key>[A-Za-z_-]+)\\s*:\\s*(?<value>.*)");

  private RevisionHeader() {}

  /** Reads the header from the text of a file. */
  static Revision read(Format format, String text, String source) {
    Map<String, String> entries = entries(format, text, source);
    if (entries.isEmpty()) {
      throw new RevisionException(
          Problem.BROKEN_FILES,
          "%s has no header with a \"revision: …\" line in its first comment. Add one (\"revision -m\" shows its form), or move the file out of the version location."
              .formatted(source));
    }
    return new Revision(
        entries.get(ID),
        names(entries.get(DOWN)),
        names(entries.get(DEPENDS)),
        new LinkedHashSet<>(names(entries.get(LABELS))),
        entries.getOrDefault(MESSAGE, ""),
        Optional.ofNullable(entries.get(DATE)).map(date -> date(date, source)),
        source);
  }

  /** Writes the lines of the header as a comment of the format. */
  static String write(Format format, Revision revision) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(ID, revision.id());
    entries.put(DOWN, revision.isBase() ? "none" : String.join(", ", revision.downRevisions()));
    if (!revision.dependsOn().isEmpty()) {
      entries.put(DEPENDS, String.join(", ", revision.dependsOn()));
    }
    if (!revision.branchLabels().isEmpty()) {
      entries.put(LABELS, String.join(", ", revision.branchLabels()));
    }
    entries.put(MESSAGE, revision.message());
    revision.date().ifPresent(date -> entries.put(DATE, date.toString()));

    StringBuilder lines = new StringBuilder();
    entries.forEach(
        (key, value) ->
            lines.append(prefix(format)).append(key).append(": ").append(value).append('\n'));
    // "--" would end an XML comment.
    return format == Format.XML
        ? "<!--\n" + lines.toString().replace("--", "- -") + "-->\n"
        : lines.toString();
  }

  private static String prefix(Format format) {
    return switch (format) {
      case SQL -> "-- ";
      case YAML -> "# ";
      case XML -> "  ";
    };
  }

  private static Map<String, String> entries(Format format, String text, String source) {
    Map<String, String> entries = new LinkedHashMap<>();
    List<String> lines = text.lines().limit(DEEPEST_LINE).toList();
    for (String line : lines) {
      Matcher entry = ENTRY.matcher(comment(format, line));
      boolean matches = entry.matches();
      String key = matches ? entry.group("key").toLowerCase(Locale.ROOT).replace('_', '-') : "";
      if (entries.isEmpty() && !key.equals(ID)) {
        continue;
      }
      if (!matches) {
        break;
      }
      if (!KEYS.contains(key)) {
        throw new RevisionException(
            Problem.BROKEN_FILES,
            "%s: the header has no \"%s\". It knows %s; an empty line ends it."
                .formatted(source, entry.group("key"), String.join(", ", KEYS)));
      }
      if (entries.putIfAbsent(key, entry.group("value").strip()) != null) {
        throw new RevisionException(
            Problem.BROKEN_FILES,
            "%s: the header says \"%s\" twice. Write several values with commas."
                .formatted(source, key));
      }
    }
    return entries;
  }

  private static String comment(Format format, String line) {
    String stripped = line.strip();
    return switch (format) {
      case SQL -> stripped.startsWith("--") ? stripped.substring(2).strip() : "";
      case YAML -> stripped.startsWith("#") ? stripped.substring(1).strip() : "";
      case XML -> stripped.replaceFirst("^<!--", "").replaceFirst("-->$", "").strip();
    };
  }

  private static List<String> names(String value) {
    if (value == null || value.isBlank() || value.equalsIgnoreCase("none")) {
      return List.of();
    }
    return new ArrayList<>(
        Arrays.stream(value.split("[,\\s]+")).filter(name -> !name.isEmpty()).toList());
  }

  private static OffsetDateTime date(String value, String source) {
    try {
      return OffsetDateTime.parse(value);
    } catch (DateTimeParseException unreadable) {
      throw new RevisionException(
          Problem.BROKEN_FILES,
          "%s: \"%s\" is no date. Write it with its offset, for example 2026-01-31T12:00:00Z."
              .formatted(source, value),
          unreadable);
    }
  }
}
