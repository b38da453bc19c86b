// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.ResultCodes;
import java.util.function.Consumer;

/**
 * What happens when another process holds a lock: SQLite waits for a moment on the worker thread,
 * then the job tries again later, without a thread, until the busy timeout is over.
 */
final class BusyRetry {

  private static final long FIRST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final long timeoutNanos;
  private final Timers timers;

  BusyRetry(long timeoutMillis, Timers timers) {
    this.timeoutNanos = timeoutMillis * 1_000_000;
    this.timers = timers;
  }

  /**
   * Arranges for another try if the run of a job failed for a lock of another process and time is
   * left.
   *
   * @return whether it did; then the job is not finished
   */
  boolean retry(Job job, Consumer<Job> again) {
    if (!isTimeLeft(job, job.failure())) {
      return false;
    }
    // Before the pause begins: when it ends, another thread may take the job.
    job.outcome(null);
    job.defer();
    pauseBefore(job, again);
    return true;
  }

  /**
   * As {@link #retry}, where it was not the job that failed but what had to be asked before it ran;
   * the job still waits.
   */
  boolean retryBefore(Job job, Throwable failure, Consumer<Job> again) {
    if (!isTimeLeft(job, failure)) {
      return false;
    }
    pauseBefore(job, again);
    return true;
  }

  private boolean isTimeLeft(Job job, Throwable failure) {
    if (!isBusy(failure) || job.stopReason() != null) {
      return false;
    }
    if (job.busySince == 0) {
      job.busySince = System.nanoTime();
    }
    return !isOver(job.busySince);
  }

  private void pauseBefore(Job job, Consumer<Job> again) {
    pause(System.nanoTime() - job.busySince, () -> again.accept(job));
  }

  /** Calls back after a pause that grows with the time waited so far. */
  void pause(long waitedNanos, Runnable callback) {
    long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS + waitedNanos / 10_000_000);
    timers.after(millis, callback);
  }

  boolean isOver(long sinceNanos) {
    return System.nanoTime() - sinceNanos >= timeoutNanos;
  }

  /** A stale snapshot stays stale: waiting is of no use then. */
  static boolean isBusy(Throwable failure) {
    return failure instanceof EngineException e
        && e.primaryCode() == ResultCodes.BUSY
        && e.code() != ResultCodes.BUSY_SNAPSHOT;
  }
}
