// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.Date;
import java.util.List;

/**
 * Where a database stands.
 *
 * @param ran what has run, oldest first
 * @param pending what {@link Migrator#update()} would run, in that order
 * @param unknown what has run here but is not in the change log: the database is newer than the
 *     files
 */
public record MigrationStatus(List<Ran> ran, List<ChangeSetId> pending, List<ChangeSetId> unknown) {

  /** One line of the history. */
  public record Ran(ChangeSetId changeSet, Date at, String tag, String execType) {}

  public MigrationStatus {
    ran = List.copyOf(ran);
    pending = List.copyOf(pending);
    unknown = List.copyOf(unknown);
  }
}
