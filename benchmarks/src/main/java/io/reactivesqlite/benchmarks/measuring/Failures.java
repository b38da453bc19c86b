// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Counts what failed, by whether a lock was the reason, and keeps the first of the others. */
final class Failures {

  private final AtomicLong locks = new AtomicLong();
  private final AtomicReference<Throwable> other = new AtomicReference<>();

  /** Whether the caller may go on with its next request. */
  boolean add(Throwable failure) {
    if (isLock(failure)) {
      locks.incrementAndGet();
      return true;
    }
    other.compareAndSet(null, failure);
    return false;
  }

  private static boolean isLock(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      boolean speaksOfLocks =
          message.contains("SQLITE_BUSY")
              || message.contains("SQLITE_LOCKED")
              || message.contains("database is locked");
      if (speaksOfLocks || cause instanceof SQLException sql && (sql.getErrorCode() & 0xff) == 5) {
        return true;
      }
    }
    return false;
  }

  long locks() {
    return locks.get();
  }

  /** A mistake of the competitor's or of ours: there is nothing to measure then. */
  void throwOther() {
    Throwable failure = other.get();
    if (failure != null) {
      throw new IllegalStateException("a request failed", failure);
    }
  }
}
