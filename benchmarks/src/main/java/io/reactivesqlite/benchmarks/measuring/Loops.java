// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.measuring;

import io.reactivesqlite.benchmarks.competitors.Asynchronous;
import io.reactivesqlite.benchmarks.competitors.Blocking;
import io.reactivesqlite.benchmarks.competitors.Operation;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closed loops: each caller sends its next request when its last one is through. */
final class Loops {

  private static final int NUMBERS = 1_000_000;
  static final int DRAIN_SECONDS = 8;

  private final Work work;
  private final CountDownLatch living;

  private Loops(Work work, int callers) {
    this.work = work;
    this.living = new CountDownLatch(callers);
  }

  static Loops start(Work work, Asynchronous competitor, int callers) {
    Loops loops = new Loops(work, callers);
    for (int i = 0; i < callers; i++) {
      competitor.onCaller(i, loops.new Caller(competitor, i)::next);
    }
    return loops;
  }

  static Loops start(Work work, Blocking competitor) {
    Loops loops = new Loops(work, 1);
    Thread thread = new Thread(() -> loops.run(competitor), "loop");
    thread.setDaemon(true);
    thread.start();
    return loops;
  }

  private void run(Blocking competitor) {
    SplittableRandom random = new SplittableRandom(1);
    boolean more = true;
    while (more) {
      Operation operation = work.next(random);
      long startedAt = work.now();
      Throwable failure = null;
      try {
        competitor.run(operation, random.nextInt(NUMBERS));
      } catch (SQLException | RuntimeException e) {
        failure = e;
      }
      more = work.finished(operation, startedAt, failure);
    }
    living.countDown();
  }

  /**
   * Lets what is in flight end; its time counts.
   *
   * @return how many callers still wait after some seconds
   */
  long stop() throws InterruptedException {
    work.stop();
    living.await(DRAIN_SECONDS, TimeUnit.SECONDS);
    return living.getCount();
  }

  private final class Caller implements Asynchronous.Completion {
    private final Asynchronous competitor;
    private final SplittableRandom random;
    private Operation operation;
    private long startedAt;

    Caller(Asynchronous competitor, int seed) {
      this.competitor = competitor;
      this.random = new SplittableRandom(seed);
    }

    void next() {
      operation = work.next(random);
      startedAt = work.now();
      competitor.start(operation, random.nextInt(NUMBERS), this);
    }

    @Override
    public void done(Throwable failure) {
      if (work.finished(operation, startedAt, failure)) {
        next();
      } else {
        living.countDown();
      }
    }
  }
}
