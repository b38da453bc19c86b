// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

/**
 * The lock of another process as the writer lane meets it. All who wait in the lane wait for the
 * same lock, from when it was met or they came.
 */
final class ForeignLock {

  private final BusyRetry busy;
  private boolean met;
  private long since;

  ForeignLock(BusyRetry busy) {
    this.busy = busy;
  }

  boolean isMet() {
    return met;
  }

  /** To be told when something was written. */
  void gone() {
    met = false;
  }

  /** To be asked where the lock was in the way: whether the job may wait for longer. */
  boolean timeIsLeft(Job job) {
    if (job.stopReason() != null) {
      return false;
    }
    if (!met) {
      met = true;
      since = System.nanoTime();
    }
    boolean cameLater = job.submittedAt() - since > 0;
    return !busy.isOver(cameLater ? job.submittedAt() : since);
  }

  /** Calls back when it is time for another try. */
  void pause(Runnable again) {
    busy.pause(System.nanoTime() - since, again);
  }
}
