// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The turn for work that has a thread of its own and may wait on it, such as a copy of a whole
 * database. Nothing on a lane or an event loop may use this.
 */
public final class TurnOnThread {

  private final WriteTurn turn;
  private final WriteTurn.Mode mode;
  private final String owner;
  private final long timeoutMillis;
  private WriteTurn.Ticket held;

  /**
   * @param timeoutMillis how long to wait for the turn; 0 for ever
   */
  public TurnOnThread(WriteTurn turn, WriteTurn.Mode mode, String owner, long timeoutMillis) {
    this.turn = turn;
    this.mode = mode;
    this.owner = owner;
    this.timeoutMillis = timeoutMillis;
  }

  /** Waits for the turn. */
  public void take() throws SchedulingException {
    CountDownLatch granted = new CountDownLatch(1);
    WriteTurn.Ticket ticket = turn.acquire(mode, owner, t -> granted.countDown());
    if (!ticket.grantedAtOnce() && !await(granted)) {
      // It may have been granted in this very moment; then this gives it back.
      ticket.release();
      throw turn.timeout(timeoutMillis * 1_000_000);
    }
    held = ticket;
  }

  private boolean await(CountDownLatch granted) {
    try {
      if (timeoutMillis == 0) {
        granted.await();
        return true;
      }
      return granted.await(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives the turn back, if it is held. */
  public void release() {
    WriteTurn.Ticket ticket = held;
    held = null;
    if (ticket != null) {
      ticket.release();
    }
  }
}
