// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How revisions run.
 *
 * @param logicalFilePath what stands in {@code DATABASECHANGELOG.FILENAME}, the same as in the
 *     files
 * @param parameters values for {@code ${name}} in revisions
 * @param lockTimeout how long to wait for somebody else who migrates this database
 */
public record RevisionSettings(
    String logicalFilePath, Map<String, String> parameters, Duration lockTimeout) {

  /**
   * Long enough for another process to finish an ordinary migration, short enough that a start does
   * not seem to hang.
   */
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(60);

  /** The defaults. */
  public static final RevisionSettings DEFAULT =
      new RevisionSettings(
          RevisionLayout.DEFAULT_LOGICAL_FILE_PATH, Map.of(), DEFAULT_LOCK_TIMEOUT);

  public RevisionSettings {
    Objects.requireNonNull(logicalFilePath);
    parameters = Map.copyOf(parameters);
    Objects.requireNonNull(lockTimeout);
  }
}
