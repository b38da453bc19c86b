// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.nio.file.Path;
import java.time.Duration;

/** What a {@link Migrator} tells while it works, on the thread that works. */
public sealed interface MigrationEvent {

  /** Another process migrates this database; told once. */
  record WaitingForLock(String holder) implements MigrationEvent {}

  /** A copy of the database was made before the first change. */
  record BackedUp(Path file) implements MigrationEvent {}

  /** How many change sets are about to run, or to be rolled back. */
  record Started(int changeSets) implements MigrationEvent {}

  /** A change set begins, the {@code index}-th of {@code total}, counted from 1. */
  record ChangeSetStarted(ChangeSetId changeSet, int index, int total) implements MigrationEvent {}

  /** A change set is committed, or was skipped, as its outcome says. */
  record ChangeSetFinished(ChangeSetId changeSet, String outcome, Duration time)
      implements MigrationEvent {}

  /** A change set is rolled back and gone from the history. */
  record ChangeSetRolledBack(ChangeSetId changeSet, Duration time) implements MigrationEvent {}
}
