// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.function.LongSupplier;
import org.sqlite.ProgressHandler;

/**
 * A statement that computes for long offers its core to others from time to time. The scheduler of
 * the operating system gives a thread that computes a few milliseconds before another one may have
 * the core; an event loop that wakes up meanwhile would wait for so long.
 *
 * <p>Where the others do the same, or have little to do, an offer costs microseconds. But a thread
 * that computes without looking up takes milliseconds for each offer, and a statement that goes on
 * offering to such threads would hardly get on. So once it has given away {@link #PATIENCE_NANOS}
 * in that way, it offers no more until it has run for as long as it gave away.
 */
class GiveWay extends ProgressHandler {

  /** So many instructions of SQLite's machine take some 50 µs; most statements need far fewer. */
  static final int INSTRUCTIONS = 4_000;

  /** Who keeps a core for so long does not look up. */
  private static final long LONG_NANOS = 500_000;

  private static final long PATIENCE_NANOS = 20_000_000;

  private final LongSupplier clock;
  private final Runnable offer;
  private long last;
  private long givenAway;

  GiveWay() {
    this(System::nanoTime, Thread::yield);
  }

  GiveWay(LongSupplier clock, Runnable offer) {
    this.clock = clock;
    this.offer = offer;
    this.last = clock.getAsLong();
  }

  @Override
  protected int progress() {
    long now = clock.getAsLong();
    givenAway = Math.max(0, givenAway - (now - last));
    last = now;
    if (givenAway < PATIENCE_NANOS) {
      offer.run();
      last = clock.getAsLong();
      long taken = last - now;
      givenAway += taken >= LONG_NANOS ? taken : 0;
    }
    return 0;
  }
}
