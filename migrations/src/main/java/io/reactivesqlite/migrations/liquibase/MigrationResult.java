// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.time.Duration;
import java.util.List;

/**
 * What a migration has done.
 *
 * @param changeSets what ran, or was rolled back, in that order
 * @param time how long all of it took, waiting included
 */
public record MigrationResult(List<ChangeSetId> changeSets, Duration time) {
  public MigrationResult {
    changeSets = List.copyOf(changeSets);
  }
}
