// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.time.Duration;

/** What happens while revisions run, told on the thread that runs them. */
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = new Progress() {};

  /** Somebody else migrates this database; waiting begins. */
  default void waitingForLock(String holder) {}

  /** The plan is made, the lock is held. */
  default void planned(Plan plan) {}

  /** A revision starts; the first is number 1. */
  default void running(Plan plan, int number, Revision revision) {}

  /** A revision is committed. */
  default void done(Plan plan, int number, Revision revision, Duration took) {}

  /**
   * Asked before each revision: an answer of true stops between two revisions, with all before it
   * applied.
   *
   * @return whether to stop here
   */
  default boolean cancelled() {
    return false;
  }
}
