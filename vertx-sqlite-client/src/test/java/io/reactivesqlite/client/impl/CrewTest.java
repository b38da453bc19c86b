// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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

  private Thread workedOn() throws InterruptedException {
    return workedOn(crew);
  }

  /** Runs a task and waits until its member rests again, or has left. */
  private static Thread workedOn(Crew crew) throws InterruptedException {
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
      while (pool.getCompletedTaskCount() < i) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      assertThat(restless.isIdle()).isTrue();
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
    // So nothing waited for the rest of a member to end, which takes minutes here.
  }

  @Test
  void asManyAtOnceAsThereAreMembersAndTheOthersWait() throws Exception {
    Crew three = new Crew(pool, 3, TimeUnit.MINUTES.toNanos(5));
    CyclicBarrier together = new CyclicBarrier(3);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(300);
    for (int i = 0; i < 300; i++) {
      three.execute(
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
    assertThat(most).hasValue(3);
  }

  @Test
  void nothingIsLostAndNothingRunsTwice() throws Exception {
    nothingIsLost(crew);
  }

  @Test
  void nothingIsLostWhereMembersComeAndGo() throws Exception {
    nothingIsLost(new Crew(pool, 4, 1_000));
  }

  private static void nothingIsLost(Crew crew) throws Exception {
    int callers = 3;
    int each = 20_000;
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
                  // So that some come just when a member's rest ends.
                  if (i % 10 == 0) {
                    LockSupport.parkNanos(500 + i % 1_000);
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
    Crew one = new Crew(pool, 1, TimeUnit.MINUTES.toNanos(5));
    Thread first = workedOn(one);
    one.execute(
        () -> {
          throw failure;
        });
    assertThat(workedOn(one)).isSameAs(first);
    assertThat(thrown).containsExactly(failure);
  }

  @Test
  void anInterruptIsNotForTheNextTask() throws Exception {
    Crew one = new Crew(pool, 1, TimeUnit.MINUTES.toNanos(5));
    CountDownLatch bothAreThere = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    one.execute(
        () -> {
          await(bothAreThere);
          Thread.currentThread().interrupt();
        });
    one.execute(() -> interrupted.complete(Thread.currentThread().isInterrupted()));
    bothAreThere.countDown();
    assertThat(interrupted.get()).isFalse();
  }

  @Test
  void othersWhoWaitForAThreadOfThePoolGetOne() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    for (int i = 0; i < 4; i++) {
      keepBusy(stop);
    }
    pool.submit(() -> {}).get();
    stop.set(true);
  }

  private void keepBusy(AtomicBoolean stop) {
    crew.execute(
        () -> {
          if (!stop.get()) {
            keepBusy(stop);
          }
        });
  }

  @Test
  void aTaskThatAnotherMemberHasTakenIsNotRefused() {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch refuse = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    ExecutorService refusing =
        new ForwardingPool() {
          @Override
          public void execute(Runnable member) {
            if (asked.incrementAndGet() == 1) {
              pool.execute(member);
            } else {
              busy.countDown();
              CrewTest.await(refuse);
              throw new RejectedExecutionException("no more threads");
            }
          }
        };
    Crew two = new Crew(refusing, 2, TimeUnit.MINUTES.toNanos(5));
    two.execute(() -> await(busy));
    AtomicInteger ran = new AtomicInteger();
    two.execute(
        () -> {
          ran.incrementAndGet();
          refuse.countDown();
        });
    assertThat(ran).hasValue(1);
  }

  @Test
  void whereThePoolHasNoThreadTheTaskIsRefusedAndTheNextOneIsTried() throws Exception {
    AtomicBoolean outOfThreads = new AtomicBoolean(true);
    ExecutorService small =
        new ForwardingPool() {
          @Override
          public void execute(Runnable member) {
            if (outOfThreads.get()) {
              throw new OutOfMemoryError("unable to create a thread, for this test");
            }
            pool.execute(member);
          }
        };
    Crew one = new Crew(small, 1, TimeUnit.MINUTES.toNanos(5));
    assertThatThrownBy(() -> one.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
    outOfThreads.set(false);
    CompletableFuture<Void> ran = new CompletableFuture<>();
    one.execute(() -> ran.complete(null));
    ran.get();
  }

  /**
   * Asks the pool for a thread and, before it has an answer, for another one.
   *
   * @param first what the pool answers to the first who asks
   * @param second what it answers to the second, who asks meanwhile
   * @param firstTask of the first who asks
   * @param secondTask of the second
   * @return how many of the two were refused
   */
  private int askTwiceAtOnce(
      Consumer<Runnable> first, Consumer<Runnable> second, Runnable firstTask, Runnable secondTask)
      throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch firstAsks = new CountDownLatch(1);
    CountDownLatch secondWasHere = new CountDownLatch(1);
    Crew one =
        new Crew(
            new ForwardingPool() {
              @Override
              public void execute(Runnable member) {
                if (asked.incrementAndGet() == 1) {
                  firstAsks.countDown();
                  CrewTest.await(secondWasHere);
                  first.accept(member);
                } else {
                  second.accept(member);
                }
              }
            },
            1,
            TimeUnit.MINUTES.toNanos(5));
    CompletableFuture<Integer> refusedFirst =
        CompletableFuture.supplyAsync(() -> refused(one, firstTask));
    firstAsks.await();
    int refused = refused(one, secondTask);
    secondWasHere.countDown();
    return refused + refusedFirst.get();
  }

  private static int refused(Crew crew, Runnable task) {
    try {
      crew.execute(task);
      return 0;
    } catch (RejectedExecutionException e) {
      return 1;
    }
  }

  private static void refuse(Runnable member) {
    throw new RejectedExecutionException("no more threads");
  }

  @Test
  void whoCountedOnAMemberThatThePoolRefusedIsNotForgotten() throws Exception {
    CompletableFuture<Void> ran = new CompletableFuture<>();
    askTwiceAtOnce(CrewTest::refuse, pool::execute, () -> {}, () -> ran.complete(null));
    ran.get();
  }

  @Test
  void whereThePoolRefusesTwoAtOnceBothAreTold() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    assertThat(
            askTwiceAtOnce(
                CrewTest::refuse, CrewTest::refuse, ran::incrementAndGet, ran::incrementAndGet))
        .isEqualTo(2);
    assertThat(ran).hasValue(0);
  }

  @Test
  void oneMemberTooManyLeavesAtOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Void> ran = new CompletableFuture<>();
    assertThat(
            askTwiceAtOnce(pool::execute, pool::execute, () -> await(go), () -> ran.complete(null)))
        .isZero();
    while (pool.getCompletedTaskCount() == 0) {
      Thread.onSpinWait();
    }
    assertThat(ran).isNotDone();
    go.countDown();
    ran.get();
    assertThat(pool.getTaskCount()).isEqualTo(2);
  }

  /** A pool of which only the taking of tasks matters. */
  private abstract class ForwardingPool extends AbstractExecutorService {
    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return false;
    }
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
    assertThat(crew.isIdle()).isTrue();
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
      Crew later = Crew.of(threads, 1);
      assertThat(later).isNotSameAs(one);
      later.release();
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
