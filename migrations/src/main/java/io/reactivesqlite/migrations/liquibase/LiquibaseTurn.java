// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets one thread of this process be inside Liquibase at a time: its factories keep plain hash maps
 * in static fields. The turn is given away while a thread only waits, so that one locked database
 * does not hold up the others.
 *
 * <p>Waiting for the turn ends with the lock timeout; only a change set that has begun waits for as
 * long as it takes, because half of it cannot be abandoned without Liquibase.
 */
final class LiquibaseTurn {

  private static final ReentrantLock TURN = new ReentrantLock(true);

  /** How often a waiting thread looks whether it should stop. */
  private static final long LOOK_NANOS = 50_000_000;

  private static final Queue<Runnable> LEFT_BEHIND = new ConcurrentLinkedQueue<>();

  private static volatile String holder = "";

  /** Something that takes time without touching Liquibase. */
  interface Wait<E extends Exception> {
    void run() throws E;
  }

  private LiquibaseTurn() {}

  /**
   * Waits for the turn.
   *
   * @param cancelled is asked while waiting
   * @param waiting is told, once, for whom
   * @throws MigrationException when it does not come in time
   */
  static void take(Duration patience, BooleanSupplier cancelled, Consumer<String> waiting) {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!takeUntil(Math.min(deadline, System.nanoTime() + LOOK_NANOS), () -> false)) {
      waiting.accept(holder());
      if (!takeUntil(deadline, cancelled)) {
        boolean stopped = MigrationSession.isCancelled(cancelled);
        throw new MigrationException(
            stopped ? MigrationException.Kind.CANCELLED : MigrationException.Kind.LOCKED,
            stopped
                ? "Stopped while waiting for another migration: " + holder()
                : busy(patience.toNanos()),
            null);
      }
    }
    holder = "";
    for (Runnable left = LEFT_BEHIND.poll(); left != null; left = LEFT_BEHIND.poll()) {
      left.run();
    }
  }

  private static boolean takeUntil(long deadline, BooleanSupplier cancelled) {
    try {
      do {
        long left = Math.max(0, deadline - System.nanoTime());
        if (TURN.tryLock(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
          return true;
        }
      } while (System.nanoTime() < deadline && !MigrationSession.isCancelled(cancelled));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Gives the turn back, if it was not lost while waiting. */
  static void giveBack() {
    if (isMine()) {
      TURN.unlock();
    }
  }

  static boolean isMine() {
    return TURN.isHeldByCurrentThread();
  }

  /** Says what the one who has the turn does, for those who wait. */
  static void iAm(String database) {
    holder = database + ", by " + LockHolder.self();
  }

  private static String holder() {
    String known = holder;
    return known.isEmpty() ? "it has just begun" : known;
  }

  /** What is said to one who has waited in vain. */
  static String busy(long nanos) {
    return "Another migration is running in this process, and only one can at a time: "
        + holder()
        + ". Waited "
        + nanos / 1_000_000
        + " ms. Wait for it to end, stop it, or allow more time.";
  }

  /** Leaves work with Liquibase's factories to the next one who has the turn. */
  static void leaveBehind(Runnable cleaning) {
    LEFT_BEHIND.add(cleaning);
  }

  /** Runs what may block for long without keeping others out. */
  static <E extends Exception> void without(Wait<E> wait) throws E {
    String me = holder;
    int depth = release();
    try {
      wait.run();
    } finally {
      for (int i = 0; i < depth; i++) {
        TURN.lock();
      }
      holder = me;
    }
  }

  /**
   * Lets others work for a moment.
   *
   * @return whether the turn came back in time; if not, Liquibase must not be touched any more
   */
  static boolean pause(long deadline, BooleanSupplier cancelled) {
    String me = holder;
    int depth = release();
    LockSupport.parkNanos(LOOK_NANOS / 2);
    if (depth == 0) {
      return true;
    }
    if (!takeUntil(deadline, cancelled)) {
      return false;
    }
    for (int i = 1; i < depth; i++) {
      TURN.lock();
    }
    holder = me;
    return true;
  }

  private static int release() {
    int depth = TURN.getHoldCount();
    for (int i = 0; i < depth; i++) {
      TURN.unlock();
    }
    return depth;
  }
}
