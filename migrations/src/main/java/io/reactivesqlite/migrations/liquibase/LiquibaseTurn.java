// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of this process be inside Liquibase at a time: its factories keep plain hash maps
 * in static fields. The turn is given away while a thread only waits, so that one locked database
 * does not hold up the others.
 */
final class LiquibaseTurn {

  private static final ReentrantLock TURN = new ReentrantLock(true);

  /** Something that takes time without touching Liquibase. */
  interface Wait<E extends Exception> {
    void run() throws E;
  }

  private LiquibaseTurn() {}

  static void take() {
    TURN.lock();
  }

  static void giveBack() {
    TURN.unlock();
  }

  /** Runs what may block for long without keeping others out. */
  static <E extends Exception> void without(Wait<E> wait) throws E {
    int depth = TURN.getHoldCount();
    for (int i = 0; i < depth; i++) {
      TURN.unlock();
    }
    try {
      wait.run();
    } finally {
      for (int i = 0; i < depth; i++) {
        TURN.lock();
      }
    }
  }
}
