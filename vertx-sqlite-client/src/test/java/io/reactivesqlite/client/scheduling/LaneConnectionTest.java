// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeStatement;
import io.reactivesqlite.client.engine.ResultCodes;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt stops the job it is meant for, and never another. */
@Timeout(60)
class LaneConnectionTest {

  private static final SchedulingException CANCEL =
      new SchedulingException(SchedulingException.Reason.CANCELLED, "cancelled by the test");

  @TempDir Path directory;
  private Rig rig;
  private LaneConnection lane;

  @BeforeEach
  void open() {
    rig = new Rig(directory, "WAL");
    lane = rig.connection("lane");
  }

  @AfterEach
  void close() throws EngineException {
    lane.close();
    rig.close();
  }

  private void run(TestJob job) {
    assertThat(job.begin()).isTrue();
    lane.run(job);
    job.end();
  }

  /** Runs the job on a thread of its own and waits until it is within SQLite, or just before. */
  private Thread start(TestJob job, CountDownLatch started) throws InterruptedException {
    Thread thread = new Thread(() -> run(job));
    thread.start();
    started.await();
    return thread;
  }

  /** As the pool does from time to time, until the job has ended. */
  private void watchUntilEnded(Thread thread) throws InterruptedException {
    while (thread.isAlive()) {
      lane.checkTimeout(System.nanoTime());
      thread.join(1);
    }
  }

  @Test
  void aRunningJobIsStoppedAndFailsWithTheReason() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    TestJob job =
        new TestJob(
            Job.Access.READ,
            c -> {
              started.countDown();
              c.scalar(Endless.SQL);
            });
    Thread thread = start(job, started);
    job.cancel(CANCEL, jobs -> {});
    watchUntilEnded(thread);
    assertThat(job.failure()).isSameAs(CANCEL);
  }

  @Test
  void theConnectionIsUsableAfterwards() throws Exception {
    TestJob slow = TestJob.endless().timeoutMillis(5);
    CountDownLatch started = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              run(slow);
            });
    thread.start();
    started.await();
    watchUntilEnded(thread);
    assertThat(slow.reason()).isEqualTo(SchedulingException.Reason.STATEMENT_TIMEOUT);
    TestJob next = TestJob.read("SELECT 1");
    run(next);
    assertThat(next.failure()).isNull();
  }

  @Test
  void aJobCancelledBeforeItRunsDoesNotTouchSQLite() {
    TestJob job = TestJob.write("CREATE TABLE t(v)");
    assertThat(job.begin()).isTrue();
    job.cancel(CANCEL, jobs -> {});
    lane.run(job);
    assertThat(job.failure()).isSameAs(CANCEL);
    assertThat(job.runs()).isZero();
  }

  @Test
  void anInterruptThatComesLateNeverHitsTheNextJob() throws Exception {
    String sql = Endless.slow(2_000);
    for (int i = 0; i < 300; i++) {
      TestJob victim = TestJob.read(sql);
      CountDownLatch started = new CountDownLatch(1);
      Thread canceller =
          new Thread(
              () -> {
                started.countDown();
                victim.cancel(CANCEL, jobs -> {});
              });
      TestJob bystander = TestJob.read(sql);
      canceller.start();
      started.await();
      if (victim.begin()) {
        lane.run(victim);
        victim.end();
      }
      run(bystander);
      canceller.join();
      assertThat(bystander.failure()).as("round " + i).isNull();
    }
  }

  @Test
  void anInterruptDoesNotLingerWhereACursorIsOpen() throws Exception {
    NativeStatement[] cursor = new NativeStatement[1];
    run(
        new TestJob(
            Job.Access.READ,
            c -> {
              cursor[0] = c.take(Endless.slow(1).replace("count(*)", "i"));
              cursor[0].start(null);
              c.leaveOpen(cursor[0]);
            }));
    TestJob slow = TestJob.endless().timeoutMillis(1);
    Thread thread = new Thread(() -> run(slow));
    thread.start();
    watchUntilEnded(thread);
    assertThat(slow.reason()).isEqualTo(SchedulingException.Reason.STATEMENT_TIMEOUT);
    TestJob next = TestJob.write("CREATE TABLE t(v)");
    run(next);
    assertThat(next.failure()).isNull();
    TestJob more =
        new TestJob(
            Job.Access.READ,
            c -> {
              try {
                while (cursor[0].next()) {}
              } finally {
                c.giveBack(cursor[0]);
              }
            });
    run(more);
    assertThat(more.failure()).as("an open cursor may not end as if it were through").isNotNull();
    assertThat(((EngineException) more.failure()).primaryCode()).isEqualTo(ResultCodes.INTERRUPT);
  }

  @Test
  void aTimeoutOfOneJobIsNotCountedFromTheStartOfAnother() throws Exception {
    TestJob first = TestJob.endless().timeoutMillis(1);
    Thread thread = new Thread(() -> run(first));
    thread.start();
    watchUntilEnded(thread);
    TestJob second = TestJob.read(Endless.slow(10)).timeoutMillis(TimeUnit.HOURS.toMillis(1));
    run(second);
    lane.checkTimeout(System.nanoTime());
    assertThat(second.failure()).isNull();
    assertThat(second.stopReason()).isNull();
  }

  @Test
  void whatAUserFunctionThrowsIsTheFailureAndTheLaneLives() {
    TestJob bad =
        new TestJob(
            Job.Access.READ,
            c -> {
              throw new AssertionError("from a mapper");
            });
    run(bad);
    assertThat(bad.failure()).isInstanceOf(AssertionError.class);
    TestJob next = TestJob.read("SELECT 1");
    run(next);
    assertThat(next.failure()).isNull();
  }

  @Test
  void anAutomaticRollbackIsNoticed() throws Exception {
    run(TestJob.write("CREATE TABLE t(v UNIQUE ON CONFLICT ROLLBACK)"));
    run(TestJob.write("BEGIN"));
    run(TestJob.write("INSERT INTO t VALUES (1)"));
    assertThat(lane.connection().inTransaction()).isTrue();
    run(TestJob.write("INSERT INTO t VALUES (1)"));
    assertThat(lane.connection().inTransaction()).isFalse();
  }

  @Test
  void aJobThatIsStoppedAndClosesTheConnectionEnds() {
    TestJob[] job = new TestJob[1];
    job[0] =
        new TestJob(
            Job.Access.NONE,
            c -> {
              job[0].cancel(CANCEL, jobs -> {});
              lane.drop();
            });
    run(job[0]);
    assertThat(lane.ifOpen()).isNull();
    TestJob next = TestJob.read("SELECT 1");
    run(next);
    assertThat(next.failure()).isNull();
    assertThat(next.runs()).isEqualTo(1);
  }
}
