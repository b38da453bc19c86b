// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Looks out for the next job for a moment, because waking a thread takes longer than many a
 * statement. Meanwhile it offers its core to others all the time.
 *
 * <p>Where others compute without looking up, each offer costs milliseconds, and whoever waits for
 * the turn to write would wait for them, too; a thread that is woken gets a core sooner. So once
 * {@link #PATIENCE_NANOS} were lost in that way, nobody looks out any more until {@link #REST}
 * times as long has passed for what was lost beyond: a twentieth of the time is lost at most.
 */
final class Lookout {

  /** How long it looks out after the last job. */
  static final long NANOS = 150_000;

  /** Who keeps a core for so long does not look up. */
  static final long LONG_NANOS = 500_000;

  /**
   * What may be lost in a row: housekeeping of the system and of the JVM takes some now and then.
   */
  static final long PATIENCE_NANOS = 10_000_000;

  static final int REST = 20;

  private final LongSupplier clock;
  private final Runnable offer;

  /** When all that was lost is made up for; several lanes may lose at once. */
  private final AtomicLong evenAt;

  Lookout() {
    this(System::nanoTime, Thread::yield);
  }

  Lookout(LongSupplier clock, Runnable offer) {
    this.clock = clock;
    this.offer = offer;
    this.evenAt = new AtomicLong(clock.getAsLong());
  }

  /**
   * @param since when the last job was through
   * @return whether the next one came while it looked out
   */
  boolean sees(BooleanSupplier next, long since) {
    long now = clock.getAsLong();
    while (!next.getAsBoolean()) {
      if (now - since > NANOS || evenAt.get() - now > REST * PATIENCE_NANOS) {
        return false;
      }
      offer.run();
      long end = clock.getAsLong();
      long taken = end - now;
      if (taken >= LONG_NANOS) {
        evenAt.updateAndGet(at -> end + Math.max(0, at - end) + REST * taken);
      }
      now = end;
    }
    return true;
  }
}
