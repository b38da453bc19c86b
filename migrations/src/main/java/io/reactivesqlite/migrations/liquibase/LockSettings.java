// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.time.Duration;
import liquibase.GlobalConfiguration;
import liquibase.Scope;

/** How long to wait for another migration or another writer. */
final class LockSettings {

  /** Where {@link Migrator} leaves its own, finer setting. */
  static final String WAIT = "io.reactivesqlite.migrations.lockTimeout";

  private LockSettings() {}

  /** The migrator's setting, else Liquibase's {@code changelogLockWaitTimeInMinutes}. */
  static Duration waitTime() {
    Duration ours = Scope.getCurrentScope().get(WAIT, Duration.class);
    return ours != null
        ? ours
        : Duration.ofMinutes(GlobalConfiguration.CHANGELOGLOCK_WAIT_TIME.getCurrentValue());
  }
}
