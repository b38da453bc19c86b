// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Sends tasks at a steady pace, whether the earlier ones have run or not, and takes how long each
 * waits.
 *
 * <p>What holds up who sends them, a pause of the JVM or cores that others keep busy, holds up who
 * runs them as well. Were the tasks of that time left out, or taken from when they were sent at
 * last, just these delays would be hidden. Therefore they are sent late, and count from when they
 * were due. What the sender alone waited for is charged, too: that makes the figure worse, not
 * better. What is late by less than one pace counts from when it was sent: a timer is never exact.
 */
final class Probe {

  static final long PACE_NANOS = 500_000;

  private final LongSupplier clock;
  private final LongConsumer sleep;
  private final Consumer<Runnable> tasks;

  /**
   * @param sleep for so many nanoseconds; may take longer, or end too early
   * @param tasks runs each soon, on another thread
   */
  Probe(LongSupplier clock, LongConsumer sleep, Consumer<Runnable> tasks) {
    this.clock = clock;
    this.sleep = sleep;
    this.tasks = tasks;
  }

  /** Sends for so long; the last tasks may still have to run when this returns. */
  Latencies send(long nanos) {
    Latencies delays = new Latencies();
    long start = clock.getAsLong();
    for (long due = start; due - start < nanos; due += PACE_NANOS) {
      long now = await(due);
      long from = now - due < PACE_NANOS ? now : due;
      tasks.accept(() -> delays.record(clock.getAsLong() - from));
    }
    return delays;
  }

  private long await(long due) {
    long now = clock.getAsLong();
    while (now < due) {
      sleep.accept(due - now);
      now = clock.getAsLong();
    }
    return now;
  }
}
