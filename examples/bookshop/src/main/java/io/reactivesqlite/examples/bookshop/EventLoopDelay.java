// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.bookshop;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Arrays;

/**
 * How late the event loops of a Vert.x come to what is due. Something is due on each of them at a
 * steady pace, whether they have come to the earlier ones or not; so a loop that was blocked for
 * 100 ms counts as often as it should have run.
 */
public final class EventLoopDelay {

  private static final long PACE_NANOS = 10_000_000;
  private static final int KEPT = 16_384;

  private final long[] nanos = new long[KEPT];
  private int count;

  private EventLoopDelay() {}

  /**
   * What was seen in a time.
   *
   * @param medianMillis half of the tasks were not later than this
   * @param p99Millis 99 of 100 were not
   * @param worstMillis none was
   */
  public record Seen(double medianMillis, double p99Millis, double worstMillis) {}

  /** Watches all event loops, by a verticle on each of them, until the Vert.x is closed. */
  public static Future<EventLoopDelay> of(Vertx vertx) {
    EventLoopDelay delay = new EventLoopDelay();
    DeploymentOptions eachLoop =
        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
    return vertx.deployVerticle(() -> delay.new Probe(), eachLoop).map(delay);
  }

  /** What was seen since the last call. */
  public synchronized Seen take() {
    long[] sorted = Arrays.copyOf(nanos, Math.min(count, KEPT));
    count = 0;
    Arrays.sort(sorted);
    return new Seen(millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1));
  }

  private static double millis(long[] sorted, double quantile) {
    if (sorted.length == 0) {
      return 0;
    }
    int index = (int) Math.ceil(quantile * sorted.length) - 1;
    return Math.round(sorted[index] / 1e4) / 100.0;
  }

  private synchronized void record(long lateness) {
    nanos[count++ % KEPT] = Math.max(0, lateness);
  }

  /** Has something to do on its loop, again and again. */
  private final class Probe extends AbstractVerticle {

    private long due;

    @Override
    public void start() {
      due = System.nanoTime() + PACE_NANOS;
      vertx.setPeriodic(PACE_NANOS / 1_000_000, tick -> look());
    }

    private void look() {
      record(System.nanoTime() - due);
      due += PACE_NANOS;
    }
  }
}
