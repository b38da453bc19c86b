// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteCancellation;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Knows how to stop each of the statements that have it and are not through yet. */
public final class Cancellation implements SQLiteCancellation {

  private final AtomicLong registered = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Runnable> stops = new ConcurrentSkipListMap<>();
  private volatile boolean cancelled;

  @Override
  public void cancel() {
    cancelled = true;
    // The latest first: what waits should not be next because the one before it was stopped.
    stops.descendingMap().values().forEach(Runnable::run);
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Keeps what stops a statement.
   *
   * @return to be run when the statement is through
   */
  Runnable register(Runnable stop) {
    Long number = registered.getAndIncrement();
    stops.put(number, stop);
    if (cancelled) {
      stop.run();
    }
    return () -> stops.remove(number);
  }
}
