// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Measures one level of requests in flight after the other, after a warm-up at each. */
final class Throughput {

  private static final long LONGEST_OPERATION_NANOS = 15_000_000_000L;

  private final Load load;
  private final Plan plan;
  private final Work work;
  private final List<Measurement> measurements = new ArrayList<>();

  Throughput(Load load, Plan plan, Work work) {
    this.load = load;
    this.plan = plan;
    this.work = work;
  }

  /**
   * @param loops starts as many callers
   */
  List<Measurement> measure(List<Integer> levels, IntFunction<Loops> loops)
      throws InterruptedException {
    int warmup = plan.warmupMillis();
    for (int level : levels) {
      Loops running = loops.apply(level);
      Thread.sleep(warmup);
      work.latencies().clear();
      long locks = work.failures().locks();
      for (int i = 0; i < plan.iterations(); i++) {
        iteration(level);
        work.failures().throwOther();
      }
      running.stop();
      work.failures().throwOther();
      if (load.measuresLatency()) {
        latencies(level, work.failures().locks() - locks);
      }
      warmup = plan.settleMillis();
    }
    return measurements;
  }

  private void iteration(int level) throws InterruptedException {
    awaitBoundary();
    long done = work.done();
    long bytes = Allocation.bytes();
    long start = System.nanoTime();
    Thread.sleep(plan.iterationMillis());
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
    if (load.rowsPerOperation() == 1) {
      return;
    }
    long before = work.done();
    long end = System.nanoTime() + LONGEST_OPERATION_NANOS;
    while (work.done() == before) {
      work.failures().throwOther();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no operation was through within 15 s");
      }
      LockSupport.parkNanos(100_000);
    }
  }

  private void latencies(int level, long locks) {
    Latencies latencies = work.latencies();
    add(level, Metric.P50, latencies.quantile(0.5) / 1e3);
    add(level, Metric.P99, latencies.quantile(0.99) / 1e3);
    add(level, Metric.P999, latencies.quantile(0.999) / 1e3);
    add(level, Metric.MAX, latencies.quantile(1) / 1e3);
    add(level, Metric.ERRORS, locks);
  }

  private void add(int level, Metric metric, double value) {
    measurements.add(new Measurement(level, "", metric, value));
  }
}
