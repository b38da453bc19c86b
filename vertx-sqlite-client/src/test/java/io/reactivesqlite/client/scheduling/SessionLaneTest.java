// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.SchedulingException.Reason.CANCELLED;
import static io.reactivesqlite.client.scheduling.SchedulingException.Reason.CLOSED;
import static io.reactivesqlite.client.scheduling.SchedulingException.Reason.QUEUE_FULL;
import static io.reactivesqlite.client.scheduling.SchedulingException.Reason.TURN_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.engine.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionLaneTest {

  private static final SchedulingException CANCEL = new SchedulingException(CANCELLED, "cancelled");
  private static final long LATER = TimeUnit.HOURS.toNanos(1);

  @TempDir Path directory;
  private Rig rig;
  private SessionLane a;
  private SessionLane b;

  @BeforeEach
  void open() {
    rig = new Rig(directory, "WAL");
    a = rig.session(30_000, 5);
    b = rig.session(30_000, 5);
    submit(a, TestJob.write("CREATE TABLE t(v)"));
  }

  @AfterEach
  void close() throws EngineException {
    rig.close();
  }

  private TestJob submit(SessionLane lane, TestJob job) {
    lane.submit(job);
    rig.settle();
    return job;
  }

  private void aWrites() {
    submit(a, TestJob.write("BEGIN IMMEDIATE"));
    assertThat(rig.database.turn().holder()).startsWith("the connection session.0");
  }

  @Test
  void jobsRunOneAfterTheOther() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int n = i;
      a.submit(new TestJob(Job.Access.NONE, c -> order.add(n)));
    }
    rig.settle();
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
    assertThat(a.idle()).isTrue();
  }

  @Test
  void aWriterWaitsWithoutAThreadForTheTransactionOfAnother() {
    aWrites();
    TestJob waiting = submit(b, TestJob.write("INSERT INTO t VALUES (1)"));
    assertThat(waiting.runs()).isZero();
    assertThat(waiting.delivered()).isFalse();
    submit(a, TestJob.plain("COMMIT"));
    assertThat(waiting.delivered()).isTrue();
    assertThat(waiting.failure()).isNull();
  }

  @Test
  void aReaderDoesNotWait() {
    aWrites();
    TestJob reader = submit(b, TestJob.read("SELECT count(*) FROM t"));
    assertThat(reader.delivered()).isTrue();
    assertThat(reader.failure()).isNull();
  }

  @Test
  void theTurnIsGivenBackAfterAWriteOutsideATransaction() {
    submit(a, TestJob.write("INSERT INTO t VALUES (1)"));
    assertThat(rig.database.turn().holder()).isNull();
  }

  @Test
  void theTurnIsGivenBackAfterAWriteThatFailed() {
    TestJob failed = submit(a, TestJob.write("INSERT INTO nowhere VALUES (1)"));
    assertThat(failed.failure()).isInstanceOf(EngineException.class);
    assertThat(rig.database.turn().holder()).isNull();
  }

  @Test
  void theTurnIsGivenBackWhenTheConnectionCloses() {
    aWrites();
    a.submitLast(new TestJob(Job.Access.NONE, c -> a.closeNative()));
    rig.settle();
    assertThat(rig.database.turn().holder()).isNull();
  }

  @Test
  void aTurnThatDoesNotComeIsGivenUpAndItsHolderNamed() {
    aWrites();
    TestJob waiting = submit(b, TestJob.write("INSERT INTO t VALUES (1)"));
    b.watch(System.nanoTime() + LATER);
    assertThat(waiting.reason()).isEqualTo(TURN_TIMEOUT);
    assertThat(waiting.failure()).hasMessageContaining("held by the connection session.0");
    assertThat(rig.database.turn().figures().waiting()).isZero();
  }

  @Test
  void afterATurnTimeoutTheLaneGoesOnWhileTheHolderStillWrites() {
    aWrites();
    submit(b, TestJob.write("INSERT INTO t VALUES (1)"));
    b.watch(System.nanoTime() + LATER);
    rig.settle();
    TestJob reader = submit(b, TestJob.read("SELECT count(*) FROM t"));
    assertThat(reader.delivered()).isTrue();
    assertThat(rig.database.turn().figures().waiting()).as("nobody waits for a dead job").isZero();
  }

  @Test
  void aWaitingJobCanBeCancelled() {
    aWrites();
    TestJob waiting = submit(b, TestJob.write("INSERT INTO t VALUES (1)"));
    b.cancelRunning(CANCEL);
    rig.settle();
    assertThat(waiting.failure()).isSameAs(CANCEL);
    assertThat(submit(b, TestJob.read("SELECT 1")).delivered()).isTrue();
    submit(a, TestJob.plain("COMMIT"));
    assertThat(submit(b, TestJob.write("INSERT INTO t VALUES (2)")).failure()).isNull();
    assertThat(waiting.deliveries()).isEqualTo(1);
    assertThat(waiting.runs()).isZero();
    assertThat(rig.database.turn().holder()).isNull();
  }

  @Test
  void cancelledWhileTheTurnIsBeingGivenItPassesTheTurnOn() {
    aWrites();
    TestJob waiting = submit(b, TestJob.write("INSERT INTO t VALUES (1)"));
    a.submit(TestJob.plain("COMMIT"));
    rig.thread(0).runAll();
    // The turn is b's now, but b's thread has not heard of it.
    b.cancelRunning(CANCEL);
    rig.settle();
    assertThat(waiting.failure()).isSameAs(CANCEL);
    assertThat(waiting.runs()).isZero();
    assertThat(rig.database.turn().holder()).isNull();
    assertThat(submit(b, TestJob.write("INSERT INTO t VALUES (2)")).failure()).isNull();
  }

  @Test
  void whoIsCancelledWhileTheTurnIsBeingGivenKeepsItForTheNextJob() {
    aWrites();
    submit(b, TestJob.plain("BEGIN"));
    submit(b, TestJob.write("INSERT INTO t VALUES (1)"));
    List<String> holders = new ArrayList<>();
    b.submit(new TestJob(Job.Access.WRITE, c -> holders.add(rig.database.turn().holder())));
    a.submit(TestJob.plain("COMMIT"));
    rig.thread(0).runAll();
    b.cancelRunning(CANCEL);
    rig.settle();
    assertThat(holders).singleElement().asString().startsWith("the connection session.1");
    submit(b, TestJob.plain("COMMIT"));
    assertThat(rig.database.turn().holder()).isNull();
  }

  @Test
  void cancelReachesAJobThatHasNotBegunYet() {
    TestJob job = TestJob.write("INSERT INTO t VALUES (1)");
    b.submit(job);
    b.cancelRunning(CANCEL);
    rig.settle();
    assertThat(job.failure()).isSameAs(CANCEL);
    assertThat(job.runs()).isZero();
  }

  @Test
  void cancelWithNothingToDoLeavesTheNextJobAlone() {
    b.cancelRunning(CANCEL);
    assertThat(submit(b, TestJob.read("SELECT 1")).failure()).isNull();
  }

  @Test
  void aFullQueueFailsAtOnce() {
    List<TestJob> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      jobs.add(TestJob.read("SELECT 1"));
      a.submit(jobs.get(i));
    }
    assertThat(jobs.get(5).reason()).isEqualTo(QUEUE_FULL);
    rig.settle();
    assertThat(jobs.subList(0, 5)).allMatch(TestJob::delivered).allMatch(j -> j.failure() == null);
  }

  @Test
  void aClosedLaneRefuses() {
    a.submitLast(new TestJob(Job.Access.NONE, c -> a.closeNative()));
    assertThat(submit(a, TestJob.read("SELECT 1")).reason()).isEqualTo(CLOSED);
  }

  @Test
  void whatSlipsInBehindTheLastJobDoesNotOpenTheConnectionAgain() {
    TestJob[] late = new TestJob[1];
    late[0] = TestJob.read("SELECT 1");
    // As another thread would that had seen the lane open just before.
    a.submitLast(
        new TestJob(
            Job.Access.NONE,
            c -> {
              a.closeNative();
            }));
    a.enqueue(late[0]);
    rig.settle();
    assertThat(late[0].reason()).isEqualTo(CLOSED);
    assertThat(a.nativeConnection()).isNull();
  }

  @Test
  void abortFailsWhatWaitsAndLetsTheLastJobClose() {
    aWrites();
    TestJob waiting = submit(b, TestJob.write("INSERT INTO t VALUES (1)"));
    TestJob behind = submit(b, TestJob.read("SELECT 1"));
    TestJob last = new TestJob(Job.Access.NONE, c -> b.closeNative());
    b.submitLast(last);
    rig.settle();
    assertThat(last.delivered()).isFalse();
    b.abort(new SchedulingException(CLOSED, "over"));
    rig.settle();
    assertThat(waiting.reason()).isEqualTo(CLOSED);
    assertThat(behind.reason()).isEqualTo(CLOSED);
    assertThat(last.failure()).isNull();
    assertThat(last.delivered()).isTrue();
  }

  @Test
  void aTransactionThatSQLiteEndedByItselfGivesTheTurnBack() {
    submit(a, TestJob.write("CREATE TABLE u(v UNIQUE ON CONFLICT ROLLBACK)"));
    aWrites();
    submit(a, TestJob.write("INSERT INTO u VALUES (1)"));
    submit(a, TestJob.write("INSERT INTO u VALUES (1)"));
    assertThat(rig.database.turn().holder()).isNull();
  }

  @Test
  void whoHasTheTurnAndAsksAgainAtOnceIsServedByTheSameWakeUp() {
    int before = rig.thread(0).handedOver();
    TestJob begin = TestJob.write("BEGIN IMMEDIATE");
    TestJob insert = TestJob.write("INSERT INTO t VALUES (1)");
    TestJob commit = TestJob.plain("COMMIT");
    begin.outcome().thenRun(() -> a.submit(insert));
    insert.outcome().thenRun(() -> a.submit(commit));
    submit(a, begin);
    assertThat(commit.failure()).isNull();
    assertThat(List.of(begin.runs(), insert.runs(), commit.runs())).containsOnly(1);
    assertThat(commit.deliveries()).isEqualTo(1);
    assertThat(rig.thread(0).handedOver() - before).isEqualTo(1);
    assertThat(a.idle()).isTrue();
    assertThat(rig.database.turn().holder()).isNull();
  }

  @Test
  void whoComesAfterTheLaneHasGoneWakesIt() {
    aWrites();
    int before = rig.thread(0).handedOver();
    assertThat(submit(a, TestJob.write("INSERT INTO t VALUES (1)")).delivered()).isTrue();
    assertThat(rig.thread(0).handedOver() - before).isEqualTo(1);
    assertThat(a.waiting()).isZero();
  }

  @Test
  void aLaneThatLooksOutForItsNextJobIsIdle() {
    aWrites();
    List<Boolean> idle = new ArrayList<>();
    TestJob job = TestJob.write("INSERT INTO t VALUES (1)");
    job.outcome().thenRun(() -> idle.add(a.idle()));
    submit(a, job);
    assertThat(idle).containsExactly(true);
  }

  @Test
  void whatIsCancelledBeforeTheWaitingLaneTakesItDoesNotRun() {
    aWrites();
    TestJob first = TestJob.write("INSERT INTO t VALUES (1)");
    TestJob second = TestJob.write("INSERT INTO t VALUES (2)");
    TestJob third = TestJob.plain("COMMIT");
    first
        .outcome()
        .thenRun(
            () -> {
              a.submit(second);
              a.cancelRunning(CANCEL);
              a.submit(third);
            });
    submit(a, first);
    assertThat(second.failure()).isSameAs(CANCEL);
    assertThat(second.runs()).isZero();
    assertThat(second.deliveries()).isEqualTo(1);
    assertThat(third.failure()).isNull();
    assertThat(third.delivered()).isTrue();
    assertThat(rig.database.turn().holder()).isNull();
  }

  @Test
  void aWaitingLaneIsClosedByItsLastJob() {
    aWrites();
    TestJob job = TestJob.write("INSERT INTO t VALUES (1)");
    TestJob last = new TestJob(Job.Access.NONE, c -> a.closeNative());
    TestJob late = TestJob.read("SELECT 1");
    job.outcome()
        .thenRun(
            () -> {
              a.submitLast(last);
              a.submit(late);
              a.abort(new SchedulingException(CLOSED, "over"));
            });
    submit(a, job);
    assertThat(last.delivered()).isTrue();
    assertThat(last.failure()).isNull();
    assertThat(late.reason()).isEqualTo(CLOSED);
    assertThat(a.nativeConnection()).isNull();
    assertThat(rig.database.turn().holder()).isNull();
  }
}
