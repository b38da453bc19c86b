// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a revision is written down. Each form is a change log that stock Liquibase runs as well; they
 * differ only in how they write comments and changes.
 */
public enum Format {
  /** Formatted SQL. */
  SQL(List.of(".sql")),
  /** YAML changes. */
  YAML(List.of(".yaml", ".yml")),
  /** XML changes. */
  XML(List.of(".xml"));

  private final List<String> extensions;

  Format(List<String> extensions) {
    this.extensions = extensions;
  }

  /** The ending of new files, with its dot. */
  public String extension() {
    return extensions.get(0);
  }

  /** The format of a file by its name; none if it is no revision. */
  public static Optional<Format> ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Format format : values()) {
      if (format.extensions.stream().anyMatch(lower::endsWith)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The format with this name, in any case. */
  public static Format ofName(String name) {
    for (Format format : values()) {
      if (format.name().equalsIgnoreCase(name)) {
        return format;
      }
    }
    throw new RevisionException(
        Problem.USAGE,
        "\"%s\" is no format of revisions. Choose sql, yaml or xml.".formatted(name));
  }
}
