// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many threads give jobs to one lane on a thread of its own, at all distances from none to longer
 * than the lane looks out for the next one.
 */
class SessionLaneStressTest {

  private static final int SUBMITTERS = 3;
  private static final int JOBS = Lab.LONG ? 100_000 : 2_000;
  private static final int LONGEST_PAUSE_NANOS = 300_000;
  private static final int AROUND_NANOS = 10_000;

  @TempDir Path directory;
  private final ExecutorService laneThread = Executors.newSingleThreadExecutor();
  private final ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
  private final ConcurrentLinkedQueue<Throwable> escaped = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean inside = new AtomicBoolean();
  private final AtomicInteger overlaps = new AtomicInteger();
  private Rig rig;
  private SessionLane lane;

  @BeforeEach
  void open() {
    rig = new Rig(directory, "WAL");
    lane = rig.session(task -> laneThread.execute(() -> guarded(task)), 30_000, 0);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      escaped.add(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    submitters.shutdownNow();
    laneThread.shutdown();
    assertThat(laneThread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    rig.close();
  }

  private record Ran(int submitter, int number) {}

  private TestJob job(List<Ran> ran, int submitter, int number) {
    return new TestJob(
        Job.Access.NONE,
        c -> {
          if (!inside.compareAndSet(false, true)) {
            overlaps.incrementAndGet();
          }
          ran.add(new Ran(submitter, number));
          inside.set(false);
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsLostNothingRunsTwiceAndTheOrderHolds(boolean inTransaction) throws Exception {
    Random seeds = Lab.random("SessionLaneStressTest");
    if (inTransaction) {
      TestJob begin = TestJob.write("BEGIN IMMEDIATE");
      lane.submit(begin);
      begin.outcome().get(1, TimeUnit.MINUTES);
    }
    List<Ran> ran = new ArrayList<>();
    List<List<TestJob>> jobs = new ArrayList<>();
    CountDownLatch given = new CountDownLatch(SUBMITTERS);
    for (int s = 0; s < SUBMITTERS; s++) {
      int submitter = s;
      List<TestJob> mine = new ArrayList<>();
      for (int n = 0; n < JOBS; n++) {
        mine.add(job(ran, submitter, n));
      }
      jobs.add(mine);
      Random random = new Random(seeds.nextLong());
      submitters.execute(
          () -> {
            for (TestJob job : mine) {
              lane.submit(job);
              pause(random);
            }
            given.countDown();
          });
    }
    assertThat(given.await(5, TimeUnit.MINUTES)).isTrue();
    for (List<TestJob> each : jobs) {
      for (TestJob job : each) {
        job.outcome().get(1, TimeUnit.MINUTES);
        assertThat(job.runs()).isEqualTo(1);
        assertThat(job.deliveries()).isEqualTo(1);
      }
    }
    assertThat(escaped).isEmpty();
    assertThat(overlaps).hasValue(0);
    assertThat(lane.waiting()).isZero();
    for (int s = 0; s < SUBMITTERS; s++) {
      int submitter = s;
      assertThat(ran.stream().filter(each -> each.submitter == submitter).map(Ran::number))
          .hasSize(JOBS)
          .isSorted();
    }
  }

  @Test
  void whoComesJustWhenTheLaneGoesIsServed() throws Exception {
    Random random = Lab.random("whoComesJustWhenTheLaneGoesIsServed");
    TestJob begin = TestJob.write("BEGIN IMMEDIATE");
    lane.submit(begin);
    begin.outcome().get(1, TimeUnit.MINUTES);
    for (int i = 0; i < JOBS; i++) {
      TestJob job = new TestJob(Job.Access.NONE, c -> {});
      lane.submit(job);
      awaitAwake(job);
      spin(Lookout.NANOS - AROUND_NANOS + random.nextInt(2 * AROUND_NANOS));
    }
    assertThat(lane.waiting()).isZero();
    assertThat(escaped).isEmpty();
  }

  /** Mostly none, now and then one about as long as the lane looks out. */
  private static void pause(Random random) {
    if (random.nextInt(8) == 0) {
      spin(random.nextInt(LONGEST_PAUSE_NANOS));
    }
  }

  /** Awake, so as to come at the chosen moment afterwards. */
  private static void awaitAwake(TestJob job) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!job.delivered()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the lane never came to the job");
      }
      Thread.onSpinWait();
    }
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
