// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What {@code init} can set up. */
enum Template {
  GENERIC("migrations", "one database, migrated by this command"),
  VERTX("src/main/resources/db", "a Vert.x application that carries its revisions in its jar"),
  QUARKUS(
      "src/main/resources/db",
      "a Quarkus application: also keeps the root change log that it runs at its start"),
  MULTI_TENANT("migrations", "one set of revisions for many files, one of each tenant");

  private final String folder;
  private final String description;

  Template(String folder, String description) {
    this.folder = folder;
    this.description = description;
  }

  static Template of(String name) {
    return Arrays.stream(values())
        .filter(template -> template.shownName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RevisionException(
                    Problem.USAGE,
                    "There is no template \"%s\". There are %s."
                        .formatted(
                            name,
                            String.join(
                                ", ", Arrays.stream(values()).map(Template::shownName).toList()))));
  }

  String shownName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The folder it uses unless another is named. */
  String folder() {
    return folder;
  }

  String description() {
    return description;
  }

  /** A file of the template, for a folder. */
  String text(String file, String chosenFolder) {
    String resource = "templates/" + shownName() + "/" + file;
    try (InputStream in = Template.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{folder}", chosenFolder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
