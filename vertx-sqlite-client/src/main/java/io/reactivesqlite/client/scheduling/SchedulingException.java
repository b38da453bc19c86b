// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

/** A job did not run, or not to its end, for a reason that SQLite knows nothing of. */
public final class SchedulingException extends Exception {

  /** Why. */
  public enum Reason {
    CANCELLED,
    STATEMENT_TIMEOUT,
    TURN_TIMEOUT,
    QUEUE_FULL,
    CLOSED,
    REFUSED
  }

  private final Reason reason;

  public SchedulingException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
