// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Times;
import io.reactivesqlite.benchmarks.competitors.JdbcSession;
import io.reactivesqlite.benchmarks.competitors.Operation;
import io.reactivesqlite.benchmarks.competitors.VertxPool;
import io.vertx.core.Context;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a task waits until the event loop runs it, while queries keep cores busy.
 *
 * <p>Slow queries are few, so what happens at their begin and end would be compiled only after
 * minutes, on the cores that are measured. Therefore the warm-up is many brief ones.
 */
final class EventLoopDelay {

  private static final int[] SLOW_QUERIES = {1, 4};

  private static final long YIELD_NANOS = 50_000;

  /**
   * For each iteration of the plan: short windows, so that the middle of them tells of a usual one.
   */
  private static final int WINDOWS = 2;

  /** Queries at a time while everything warms up. */
  private static final int WARMING = 4;

  private final Times times;
  private final VertxPool pool;
  private final Context loop;
  private final Probe probe;
  private final List<Measurement> measurements = new ArrayList<>();
  private volatile boolean burning;

  EventLoopDelay(Times times, VertxPool pool) {
    this.times = times;
    this.pool = pool;
    this.loop = pool.caller(0);
    this.probe =
        new Probe(
            System::nanoTime, LockSupport::parkNanos, task -> loop.runOnContext(v -> task.run()));
  }

  /**
   * @param url for the control that runs the same query on the event loop itself; {@code null} for
   *     no controls
   */
  List<Measurement> measure(String url) throws InterruptedException, SQLException {
    during(Operation.BRIEF, WARMING, () -> probe(times.warmupMillis()));
    for (int i = 0; i < WINDOWS * times.iterations(); i++) {
      record("idle");
      for (int queries : SLOW_QUERIES) {
        during(Operation.SLOW, queries, () -> record(queries + " slow"));
      }
    }
    if (url != null) {
      for (int threads : SLOW_QUERIES) {
        burn(threads + " burning", threads, this::burn);
        burn(threads + " yielding", threads, this::burnAndYield);
      }
      onLoop(url);
    }
    return measurements;
  }

  private void record(String variant) throws InterruptedException {
    Latencies delays = probe(3 * times.iterationMillis());
    add(variant, Metric.P50, delays.quantile(0.5));
    add(variant, Metric.P99, delays.quantile(0.99));
    add(variant, Metric.P999, delays.quantile(0.999));
    add(variant, Metric.MAX, delays.quantile(1));
  }

  private void recordControl(String variant) throws InterruptedException {
    for (int i = 0; i < WINDOWS; i++) {
      record(variant);
    }
  }

  /** What is measured while queries run. */
  @FunctionalInterface
  private interface Probing {
    void run() throws InterruptedException;
  }

  private void during(Operation operation, int queries, Probing probing)
      throws InterruptedException {
    Work work = new Work(Load.EVENT_LOOP, operation);
    Loops loops = Loops.start(work, pool, queries);
    probe(times.settleMillis());
    probing.run();
    if (loops.stop() > 0) {
      throw new IllegalStateException("a query did not end");
    }
    work.failures().throwOther();
  }

  private void burn(String variant, int threads, Runnable burner) throws InterruptedException {
    burning = true;
    List<Thread> burners = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(burner, "burn-" + i);
      thread.setDaemon(true);
      thread.start();
      burners.add(thread);
    }
    recordControl(variant);
    burning = false;
    for (Thread thread : burners) {
      thread.join();
    }
  }

  private void burn() {
    while (burning) {
      Thread.onSpinWait();
    }
  }

  /** As our queries do it: computes for a while, and offers its core. */
  private void burnAndYield() {
    while (burning) {
      long end = System.nanoTime() + YIELD_NANOS;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      Thread.yield();
    }
  }

  private void onLoop(String url) throws InterruptedException, SQLException {
    try (JdbcSession session = new JdbcSession(url)) {
      burning = true;
      loop.runOnContext(v -> onLoopAgain(session));
      recordControl("on the loop");
      burning = false;
      awaitLoop();
    }
  }

  private void onLoopAgain(JdbcSession session) {
    if (burning) {
      try {
        session.run(Operation.SLOW, 0);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      loop.runOnContext(v -> onLoopAgain(session));
    }
  }

  /** What was sent to the loop before is through when this returns. */
  private void awaitLoop() throws InterruptedException {
    var reached = new java.util.concurrent.CountDownLatch(1);
    loop.runOnContext(v -> reached.countDown());
    if (!reached.await(15, java.util.concurrent.TimeUnit.SECONDS)) {
      throw new IllegalStateException("the event loop did not come to a task within 15 s");
    }
  }

  private Latencies probe(int millis) throws InterruptedException {
    Latencies delays = probe.send(millis * 1_000_000L);
    awaitLoop();
    return delays;
  }

  private void add(String variant, Metric metric, long nanos) {
    measurements.add(new Measurement(1, variant, metric, nanos / 1e3));
  }
}
