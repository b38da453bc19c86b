// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration file: {@code [sections]} with {@code key = value} lines, {@code #} comments, and
 * indented lines that continue a value.
 */
final class IniFile {

  private final Path path;
  private final Map<String, Map<String, String>> sections;

  private IniFile(Path path, Map<String, Map<String, String>> sections) {
    this.path = path;
    this.sections = sections;
  }

  static IniFile read(Path path) {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (IOException failure) {
      throw new RevisionException(
          Problem.USAGE,
          "%s cannot be read: %s. Write one with: sqlite-migrate init"
              .formatted(path, failure.getMessage()),
          failure);
    }
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = null;
    String key = null;
    int number = 0;
    for (String line : lines) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      if (stripped.startsWith("[") && stripped.endsWith("]")) {
        section = new LinkedHashMap<>();
        sections.put(stripped.substring(1, stripped.length() - 1).strip(), section);
        key = null;
      } else if (Character.isWhitespace(line.charAt(0)) && key != null) {
        section.merge(key, stripped, (before, more) -> (before + " " + more).strip());
      } else {
        int equals = stripped.indexOf('=');
        if (section == null || equals < 1) {
          throw new RevisionException(
              Problem.USAGE,
              "%s, line %d: \"%s\" is neither [section] nor key = value."
                  .formatted(path, number, stripped));
        }
        key = stripped.substring(0, equals).strip();
        section.put(key, stripped.substring(equals + 1).strip());
      }
    }
    return new IniFile(path, sections);
  }

  /** The entries of a section. */
  Map<String, String> section(String name) {
    Map<String, String> section = sections.get(name);
    if (section == null) {
      throw new RevisionException(
          Problem.USAGE,
          "%s has no section [%s]; it has %s.".formatted(path, name, sections.keySet()));
    }
    return section;
  }

  Path path() {
    return path;
  }
}
