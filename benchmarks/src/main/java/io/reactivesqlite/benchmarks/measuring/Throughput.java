// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Measures one level of requests in flight after the other, after a warm-up at each. */
final class Throughput {

  private static final long LONGEST_OPERATION_NANOS = 12_000_000_000L;

  /** Opens a competitor and starts as many callers. */
  @FunctionalInterface
  interface Starter {
    Running start(Work work, int callers) throws Exception;
  }

  /** A competitor at work. */
  record Running(Loops loops, Closing closing) {}

  /** Ends a competitor. */
  @FunctionalInterface
  interface Closing {
    void close() throws Exception;
  }

  private final Load load;
  private final Times times;
  private final Starter starter;
  private final List<Measurement> measurements = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private Work work;
  private long written;

  Throughput(Load load, Times times, Starter starter) {
    this.load = load;
    this.times = times;
    this.starter = starter;
  }

  /**
   * Each level has a competitor that is opened for it, so that none inherits another one's mess.
   */
  void measure(List<Integer> levels) throws Exception {
    // What does not come to an end while it warms up would disturb what is measured after it.
    if (!attempt("warming up", () -> warmUp(Collections.max(levels)))) {
      return;
    }
    for (int level : levels) {
      attempt(level + " in flight", () -> level(level));
    }
  }

  /** Something that needs a competitor. */
  @FunctionalInterface
  private interface Phase {
    void run() throws Exception;
  }

  private boolean attempt(String name, Phase phase) throws Exception {
    work = new Work(load);
    boolean done = false;
    try {
      phase.run();
      done = true;
    } catch (IllegalStateException e) {
      complaints.add(name + ": " + cause(e));
    }
    written += work.written();
    return done;
  }

  private void warmUp(int level) throws Exception {
    Running running = starter.start(work, level);
    Thread.sleep(times.warmupMillis());
    awaitNext();
    close(running, running.loops().stop());
  }

  private static String cause(Throwable failure) {
    return failure.getCause() == null ? failure.getMessage() : failure.getCause().toString();
  }

  List<Measurement> measurements() {
    return measurements;
  }

  /** What went wrong at single levels. */
  List<String> complaints() {
    return complaints;
  }

  /** Acknowledged inserts and changes. */
  long written() {
    return written;
  }

  private void level(int level) throws Exception {
    Running running = starter.start(work, level);
    Thread.sleep(times.settleMillis());
    awaitNext();
    work.latencies().clear();
    long locks = work.failures().locks();
    for (int i = 0; i < times.iterations(); i++) {
      iteration(level);
      work.failures().throwOther();
    }
    long waiting = running.loops().stop();
    if (load.measuresLatency()) {
      latencies(level);
    }
    if (load.countsLockErrors()) {
      add(level, Metric.ERRORS, work.failures().locks() - locks);
    }
    close(running, waiting);
  }

  private void close(Running running, long waiting) throws Exception {
    work.failures().throwOther();
    if (waiting > 0) {
      // Closing would wait for them, too. What was measured before is still true.
      throw new IllegalStateException(
          waiting + " callers still waited after " + Loops.DRAIN_SECONDS + " s");
    }
    running.closing().close();
  }

  private void iteration(int level) throws InterruptedException {
    awaitBoundary();
    long done = work.done();
    long bytes = Allocation.bytes();
    long start = System.nanoTime();
    Thread.sleep(times.iterationMillis());
    awaitBoundary();
    long nanos = System.nanoTime() - start;
    done = work.done() - done;
    bytes = Allocation.bytes() - bytes;
    add(level, Metric.THROUGHPUT, done * 1e9 / nanos * load.rowsPerOperation());
    if (done > 0) {
      add(level, Metric.ALLOCATED, (double) bytes / done);
    }
  }

  /** Where an operation takes long, a window begins and ends with the end of one. */
  private void awaitBoundary() {
    if (load.rowsPerOperation() > 1 || load == Load.OPEN_CLOSE) {
      awaitNext();
    }
  }

  private void awaitNext() {
    long before = work.done();
    long end = System.nanoTime() + LONGEST_OPERATION_NANOS;
    while (work.done() == before) {
      work.failures().throwOther();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no operation was through within 12 s");
      }
      LockSupport.parkNanos(100_000);
    }
  }

  private void latencies(int level) {
    Latencies latencies = work.latencies();
    add(level, Metric.P50, latencies.quantile(0.5) / 1e3);
    add(level, Metric.P99, latencies.quantile(0.99) / 1e3);
    add(level, Metric.P999, latencies.quantile(0.999) / 1e3);
    add(level, Metric.MAX, latencies.quantile(1) / 1e3);
  }

  private void add(int level, Metric metric, double value) {
    measurements.add(new Measurement(level, "", metric, value));
  }
}
