// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.function.LongSupplier;
import org.sqlite.ProgressHandler;

/**
 * A statement that computes for long offers its core to others from time to time. The scheduler of
 * the operating system gives a thread that computes a few milliseconds before another one may have
 * the core; an event loop that wakes up meanwhile would wait for so long.
 *
 * <p>Where the others compute for long too, each offer costs milliseconds. So the time given away
 * is kept to a fifth.
 */
class GiveWay extends ProgressHandler {

  /** So many instructions of SQLite's machine take some 50 µs; most statements need far fewer. */
  static final int INSTRUCTIONS = 4_000;

  /** After an offer was taken, none is made for so many times as long. */
  private static final int KEPT_SHARE = 4;

  private final LongSupplier clock;
  private final Runnable offer;
  private long notBefore;

  GiveWay() {
    this(System::nanoTime, Thread::yield);
  }

  GiveWay(LongSupplier clock, Runnable offer) {
    this.clock = clock;
    this.offer = offer;
    this.notBefore = clock.getAsLong();
  }

  @Override
  protected int progress() {
    long now = clock.getAsLong();
    if (now - notBefore >= 0) {
      offer.run();
      long back = clock.getAsLong();
      notBefore = back + KEPT_SHARE * (back - now);
    }
    return 0;
  }
}
