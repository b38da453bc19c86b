// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where revisions are kept and how new ones are written.
 *
 * @param locations folders with revisions; new ones go into the first unless told otherwise
 * @param fileTemplate names of new files, see {@link FileTemplate}
 * @param zone of the date in headers and file names; UTC by default, so that files sort alike
 *     wherever they were written
 * @param logicalFilePath what stands in {@code DATABASECHANGELOG.FILENAME}. It is fixed, so that
 *     files can be moved and renamed; two sets of revisions in one database need two
 * @param author what stands in {@code DATABASECHANGELOG.AUTHOR} of new revisions
 * @param changelog a root change log for stock Liquibase and Quarkus to keep up to date, if wanted
 */
public record RevisionLayout(
    List<Path> locations,
    String fileTemplate,
    ZoneId zone,
    String logicalFilePath,
    String author,
    Optional<Path> changelog) {

  /** Sorts by age, as {@code includeAll} of stock Liquibase needs it. */
  public static final String DEFAULT_FILE_TEMPLATE =
      "{year}{month}{day}_{hour}{minute}{second}_{rev}_{slug}";

  /** What the file name column says unless chosen. */
  public static final String DEFAULT_LOGICAL_FILE_PATH = "revisions";

  /** Who wrote it, unless chosen: not the user's name, which would say whose machine it was. */
  public static final String DEFAULT_AUTHOR = "sqlite-migrate";

  public RevisionLayout {
    locations = List.copyOf(locations);
    Objects.requireNonNull(fileTemplate);
    Objects.requireNonNull(zone);
    Objects.requireNonNull(logicalFilePath);
    Objects.requireNonNull(author);
    Objects.requireNonNull(changelog);
  }

  /** The defaults, for these folders. */
  public static RevisionLayout of(Path... locations) {
    return new RevisionLayout(
        List.of(locations),
        DEFAULT_FILE_TEMPLATE,
        ZoneOffset.UTC,
        DEFAULT_LOGICAL_FILE_PATH,
        DEFAULT_AUTHOR,
        Optional.empty());
  }
}
