// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * The turn to write to one database: a fair queue in which nobody blocks a thread to wait.
 *
 * <p>In WAL mode only writers take it, exclusively. A database without WAL cannot be read while it
 * is written, so there readers take it too, shared among them.
 */
public final class WriteTurn {

  /** How the turn is taken. */
  public enum Mode {
    SHARED,
    EXCLUSIVE
  }

  /** One request for the turn, waiting or granted. */
  public final class Ticket {
    private final Mode mode;
    private final String owner;
    private final Consumer<Ticket> onGranted;
    private final long requested = System.nanoTime();
    private long granted;
    private boolean holds;
    private boolean done;
    private boolean grantedAtOnce;

    /** The share that this ticket takes the place of when it is granted; {@code null} mostly. */
    private Ticket share;

    private Ticket(Mode mode, String owner, Consumer<Ticket> onGranted) {
      this.mode = mode;
      this.owner = owner;
      this.onGranted = onGranted;
    }

    public Mode mode() {
      return mode;
    }

    /** Whether the turn was free when it was asked for; if not, the callback tells. */
    public boolean grantedAtOnce() {
      return grantedAtOnce;
    }

    /** Gives the turn back, or leaves the queue. Does nothing the second time. */
    public void release() {
      end(true);
    }

    /**
     * Leaves the queue; a turn that was given meanwhile is kept.
     *
     * @return whether the ticket was still waiting: then its callback will never be called
     */
    public boolean leave() {
      return end(false);
    }

    private boolean end(boolean evenIfGranted) {
      Ticket[] next;
      boolean wasWaiting;
      synchronized (WriteTurn.this) {
        wasWaiting = !holds;
        if (done || (holds && !evenIfGranted)) {
          return false;
        }
        done = true;
        if (wasWaiting) {
          queue.remove(this);
        } else if (mode == Mode.SHARED) {
          sharedHolders--;
        } else {
          exclusiveHolder = null;
        }
        next = grantNext();
      }
      tell(next);
      return wasWaiting;
    }
  }

  private static final Ticket[] NOBODY = {};

  private final ArrayDeque<Ticket> queue = new ArrayDeque<>();
  private Ticket exclusiveHolder;
  private int sharedHolders;
  private long grants;
  private long waits;
  private long waitedNanos;

  /**
   * Asks for the turn.
   *
   * @param owner names the asker in messages, should it hold the turn for too long
   * @param onGranted called on the thread that gives the turn back; must be quick and must not
   *     throw. Not called when the turn was free
   * @return the ticket; {@link Ticket#grantedAtOnce} tells whether the turn was free
   */
  public Ticket acquire(Mode mode, String owner, Consumer<Ticket> onGranted) {
    Ticket ticket = new Ticket(mode, owner, onGranted);
    synchronized (this) {
      if (queue.isEmpty() && isFreeFor(ticket)) {
        ticket.grantedAtOnce = true;
        grant(ticket);
      } else {
        queue.add(ticket);
      }
    }
    return ticket;
  }

  /**
   * Makes a shared turn exclusive, ahead of everybody who waits. It is granted when the other
   * shared holders are gone; until then, and where it is given up, the share stays.
   *
   * @return the exclusive ticket, or {@code null} where another holder waits for the same: both
   *     would wait forever
   */
  public Ticket upgrade(Ticket shared, Consumer<Ticket> onGranted) {
    Ticket ticket = new Ticket(Mode.EXCLUSIVE, shared.owner, onGranted);
    synchronized (this) {
      Ticket head = queue.peekFirst();
      if (head != null && head.share != null) {
        return null;
      }
      ticket.share = shared;
      if (isFreeFor(ticket)) {
        ticket.grantedAtOnce = true;
        grant(ticket);
      } else {
        queue.addFirst(ticket);
      }
    }
    return ticket;
  }

  private boolean isFreeFor(Ticket ticket) {
    int ownShares = ticket.share != null && !ticket.share.done ? 1 : 0;
    return exclusiveHolder == null && (ticket.mode == Mode.SHARED || sharedHolders == ownShares);
  }

  private void grant(Ticket ticket) {
    if (ticket.share != null && !ticket.share.done) {
      ticket.share.done = true;
      sharedHolders--;
    }
    ticket.holds = true;
    ticket.granted = System.nanoTime();
    grants++;
    if (ticket.mode == Mode.SHARED) {
      sharedHolders++;
    } else {
      exclusiveHolder = ticket;
    }
  }

  private Ticket[] grantNext() {
    if (queue.isEmpty() || !isFreeFor(queue.peekFirst())) {
      return NOBODY;
    }
    var granted = new ArrayList<Ticket>();
    while (!queue.isEmpty() && isFreeFor(queue.peekFirst())) {
      Ticket ticket = queue.pollFirst();
      grant(ticket);
      waits++;
      waitedNanos += ticket.granted - ticket.requested;
      granted.add(ticket);
    }
    return granted.toArray(NOBODY);
  }

  private static void tell(Ticket[] granted) {
    for (Ticket ticket : granted) {
      ticket.onGranted.accept(ticket);
    }
  }

  /** Whether somebody waits: a holder with more work should let them have a turn in between. */
  public synchronized boolean hasWaiters() {
    return !queue.isEmpty();
  }

  /** Who has the exclusive turn and since when, for messages; {@code null} where nobody has. */
  public synchronized String holder() {
    Ticket holder = exclusiveHolder;
    if (holder == null) {
      return sharedHolders == 0 ? null : sharedHolders + " readers";
    }
    return holder.owner
        + ", for "
        + (System.nanoTime() - holder.granted) / 1_000_000
        + " ms by now";
  }

  /** What to tell somebody who has waited for too long. */
  SchedulingException timeout(long waitedNanos) {
    String holder = holder();
    return new SchedulingException(
        SchedulingException.Reason.TURN_TIMEOUT,
        "waited "
            + waitedNanos / 1_000_000
            + " ms for the turn to write"
            + (holder == null ? "" : ", which is held by " + holder));
  }

  /** The figures of this turn since the database was opened. */
  public synchronized Figures figures() {
    return new Figures(queue.size(), grants, waits, waitedNanos);
  }

  /**
   * Figures of a turn.
   *
   * @param waiting how many wait now
   * @param grants how often the turn was given
   * @param waits how many of these had to wait
   * @param waitedNanos how long they waited, all together
   */
  public record Figures(int waiting, long grants, long waits, long waitedNanos) {}
}
