// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {

  private final List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
  private final ThreadPoolExecutor pool =
      (ThreadPoolExecutor)
          Executors.newFixedThreadPool(
              4,
              task -> {
                Thread thread = new Thread(task, "crew-test");
                thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
                return thread;
              });
  private final Crew crew = new Crew(pool, 4, TimeUnit.MINUTES.toNanos(5));

  @AfterEach
  void endPool() throws InterruptedException {
    pool.shutdownNow();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Runs a task and waits until its member rests again, or has left. */
  private Thread workedOn() throws InterruptedException {
    Thread[] thread = new Thread[1];
    CountDownLatch done = new CountDownLatch(1);
    crew.execute(
        () -> {
          thread[0] = Thread.currentThread();
          done.countDown();
        });
    done.await();
    awaitRest(thread[0]);
    return thread[0];
  }

  private static void awaitRest(Thread thread) {
    while (thread.getState() == Thread.State.RUNNABLE
        || thread.getState() == Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
  }

  /** All four members have worked; they come to rest in the order of the list. */
  private List<Thread> allHaveWorked() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<CountDownLatch> mayEnd = new ArrayList<>();
    CountDownLatch started = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      CountDownLatch end = new CountDownLatch(1);
      mayEnd.add(end);
      crew.execute(
          () -> {
            synchronized (threads) {
              threads.add(Thread.currentThread());
            }
            started.countDown();
            await(mayEnd.get(threads.indexOf(Thread.currentThread())));
          });
    }
    started.await();
    for (int i = 0; i < 4; i++) {
      awaitRest(threads.get(i));
      mayEnd.get(i).countDown();
      while (crew.resting() <= i) {
        Thread.onSpinWait();
      }
    }
    return threads;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoWorkedLastWorksAgain() throws Exception {
    List<Thread> threads = allHaveWorked();
    assertThat(workedOn()).isSameAs(threads.get(3));
    assertThat(workedOn()).isSameAs(threads.get(3));
  }

  @Test
  void oneAtATimeNeedsOneThread() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      workedOn();
    }
    assertThat(pool.getTaskCount()).isEqualTo(1);
  }

  @Test
  void whoHasRestedLongGivesItsThreadBack() throws Exception {
    Crew restless = new Crew(pool, 4, 1_000_000);
    for (int i = 1; i <= 5; i++) {
      restless.execute(() -> {});
      while (!restless.isIdle()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      assertThat(pool.getTaskCount()).isEqualTo(i);
    }
  }

  @Test
  void whoeverIsFreeFirstTakesWhatWaits() throws Exception {
    // The pool has one thread, and the crew does not know.
    pool.setCorePoolSize(1);
    pool.setMaximumPoolSize(1);
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    crew.execute(() -> await(go));
    for (int i = 0; i < 100; i++) {
      crew.execute(ran::incrementAndGet);
    }
    go.countDown();
    while (ran.get() < 100) {
      Thread.onSpinWait();
    }
    // All by the first member, without a rest of it in between.
    assertThat(pool.getCompletedTaskCount()).isZero();
  }

  @Test
  void asManyAtOnceAsThereAreMembersAndTheOthersWait() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(400);
    for (int i = 0; i < 400; i++) {
      crew.execute(
          () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
              together.await();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            atOnce.decrementAndGet();
            done.countDown();
          });
    }
    done.await();
    assertThat(most).hasValue(4);
  }

  @Test
  void nothingIsLostAndNothingRunsTwice() throws Exception {
    int callers = 3;
    int each = 50_000;
    AtomicInteger[] ran = new AtomicInteger[callers * each];
    Phaser open = new Phaser(callers);
    CountDownLatch done = new CountDownLatch(callers * each);
    for (int c = 0; c < callers; c++) {
      int first = c * each;
      new Thread(
              () -> {
                open.arriveAndAwaitAdvance();
                for (int i = first; i < first + each; i++) {
                  AtomicInteger mine = new AtomicInteger();
                  ran[i] = mine;
                  crew.execute(
                      () -> {
                        mine.incrementAndGet();
                        done.countDown();
                      });
                  if (i % 1_000 == 0) {
                    Thread.yield();
                  }
                }
              })
          .start();
    }
    done.await();
    assertThat(ran).allMatch(count -> count.get() == 1);
  }

  @Test
  void aTaskThatThrowsTakesNoMemberAlong() throws Exception {
    IllegalStateException failure = new IllegalStateException("thrown by a task");
    for (int i = 0; i < 20; i++) {
      crew.execute(
          () -> {
            throw failure;
          });
    }
    asManyAtOnceAsThereAreMembersAndTheOthersWait();
    assertThat(thrown).hasSize(20).containsOnly(failure);
  }

  @Test
  void aPoolThatIsShutDownRefusesAndTheTaskIsForgotten() {
    pool.shutdown();
    AtomicInteger ran = new AtomicInteger();
    assertThatThrownBy(() -> crew.execute(ran::incrementAndGet))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(ran).hasValue(0);
    assertThat(crew.isIdle()).isTrue();
  }

  @Test
  void aPoolThatIsShutDownNowDoesNotWaitForTheRest() throws Exception {
    allHaveWorked();
    pool.shutdownNow();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(crew.resting()).isZero();
  }

  @Test
  void thoseWhoUseAPoolShareItsCrew() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Crew one = Crew.of(threads, 1);
      Crew two = Crew.of(threads, 1);
      assertThat(two).isSameAs(one);
      one.release();
      assertThat(two.isShutdown()).isFalse();
      two.release();
      assertThat(two.isShutdown()).isTrue();
      Crew three = Crew.of(threads, 1);
      assertThat(three).isNotSameAs(one);
      three.release();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void whatAShutDownCrewWasGivenStillRuns() throws Exception {
    crew.shutdown();
    assertThat(crew.isShutdown()).isTrue();
    workedOn();
    while (!crew.isTerminated()) {
      Thread.onSpinWait();
    }
  }
}
