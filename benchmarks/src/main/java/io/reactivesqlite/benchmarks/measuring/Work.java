// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.competitors.Operation;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What all loops of one process share: what to do, what was done, and whether to go on. */
final class Work {

  private static final int WRITES_OF_TEN = 1;

  private final Load load;
  private final Operation repeated;
  private final LongAdder done = new LongAdder();
  private final AtomicLong written = new AtomicLong();
  private final Latencies latencies = new Latencies();
  private final Failures failures = new Failures();
  private volatile boolean stopped;

  Work(Load load) {
    this(load, null);
  }

  /** Work that does the same thing over and over. */
  Work(Load load, Operation repeated) {
    this.load = load;
    this.repeated = repeated;
  }

  Operation next(SplittableRandom random) {
    if (repeated != null) {
      return repeated;
    }
    return switch (load) {
      case POINT_SELECT, HIBERNATE_FIND -> Operation.SELECT;
      case INSERT_FULL, INSERT_NORMAL, HIBERNATE_PERSIST -> Operation.INSERT;
      case QUERY, HIBERNATE_QUERY -> Operation.QUERY;
      case STREAM -> Operation.STREAM;
      case BATCH -> Operation.BATCH;
      case MIXED, HIBERNATE_MIXED ->
          random.nextInt(10) < WRITES_OF_TEN ? Operation.INSERT : Operation.SELECT;
      case READ_MODIFY_WRITE, HIBERNATE_UPDATE -> Operation.READ_MODIFY_WRITE;
      case OPEN_CLOSE -> Operation.OPEN_CLOSE;
      case EVENT_LOOP -> throw new IllegalStateException("this load knows what it does itself");
    };
  }

  /** Whether the loop shall look at the clock for each request. */
  long now() {
    return load.measuresLatency() ? System.nanoTime() : 0;
  }

  /**
   * To be called when a request is through.
   *
   * @return whether to start another
   */
  boolean finished(Operation operation, long startedAt, Throwable failure) {
    if (startedAt != 0) {
      latencies.record(System.nanoTime() - startedAt);
    }
    if (failure == null) {
      done.increment();
      if (operation == Operation.INSERT || operation == Operation.READ_MODIFY_WRITE) {
        written.incrementAndGet();
      }
    } else if (!failures.add(failure)) {
      return false;
    }
    return !stopped;
  }

  void stop() {
    stopped = true;
  }

  long done() {
    return done.sum();
  }

  /** Inserts and changes that were acknowledged. */
  long written() {
    return written.get();
  }

  Latencies latencies() {
    return latencies;
  }

  Failures failures() {
    return failures;
  }
}
