// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteCancellation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows how to stop each of the statements that have it and are not through yet. */
public final class Cancellation implements SQLiteCancellation {

  private final Set<Runnable> stops = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  @Override
  public void cancel() {
    cancelled = true;
    stops.forEach(Runnable::run);
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
    stops.add(stop);
    if (cancelled) {
      stop.run();
    }
    return () -> stops.remove(stop);
  }
}
