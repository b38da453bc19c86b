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
   * Arranges for another try if the job failed for a lock of another process and time is left.
   *
   * @return whether it did; then the job is not finished
   */
  boolean retry(Job job, Consumer<Job> again) {
    if (job.stopReason() != null || !timeIsLeft(job, job.failure())) {
      return false;
    }
    long waited = System.nanoTime() - job.busySince;
    job.outcome(null);
    job.defer();
    pause(waited, () -> again.accept(job));
    return true;
  }

  /**
   * As {@link #retry}, for a job that still waits, because already what must be known of it, or the
   * connection itself, met the lock.
   */
  boolean retryWaiting(Job job, Throwable failure, Runnable again) {
    if (!timeIsLeft(job, failure)) {
      return false;
    }
    pause(System.nanoTime() - job.busySince, again);
    return true;
  }

  private boolean timeIsLeft(Job job, Throwable failure) {
    if (!isBusy(failure)) {
      return false;
    }
    long now = System.nanoTime();
    if (job.busySince == 0) {
      job.busySince = now;
    }
    return now - job.busySince < timeoutNanos;
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
