// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.engine.EngineException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriteLaneTest {

  @TempDir Path directory;
  private Rig rig;
  private final ManualThread thread = new ManualThread();
  private WriteLane lane;
  private RuntimeException deliveryFails;

  @BeforeEach
  void open() {
    rig = new Rig(directory, "WAL");
    lane = rig.writer(thread, this::deliver);
    submit("CREATE TABLE t(v)");
    thread.runAll();
  }

  private void deliver(List<Job> jobs) {
    if (deliveryFails != null) {
      throw deliveryFails;
    }
    jobs.forEach(Job::deliver);
  }

  @AfterEach
  void close() throws EngineException {
    lane.closeConnection(null, () -> {});
    thread.runAll();
    rig.close();
  }

  private TestJob submit(String sql) {
    TestJob job = TestJob.write(sql).inGroups();
    lane.submit(job);
    return job;
  }

  private List<TestJob> submitSome(int count) {
    List<TestJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(submit("INSERT INTO t VALUES (1)"));
    }
    return jobs;
  }

  /** As the clock would, until something was delivered. */
  private void runUntilDelivered(TestJob job) {
    thread.runAll();
    while (!job.delivered()) {
      List<Runnable> due = List.copyOf(rig.timers);
      rig.timers.clear();
      due.forEach(Runnable::run);
      thread.runAll();
    }
  }

  @Test
  void allWhoWaitWaitForALockOfAnotherProcessTogether() throws Exception {
    Connection other = lockOfAnotherProcess();
    List<TestJob> jobs = submitSome(40);
    runUntilDelivered(jobs.get(0));
    assertThat(jobs).allMatch(TestJob::delivered).allMatch(j -> BusyRetry.isBusy(j.failure()));
    assertThat(rig.timers).isEmpty();
    assertThat(rig.database.turn().holder()).isNull();
    other.close();
    TestJob after = submit("INSERT INTO t VALUES (2)");
    thread.runAll();
    assertThat(after.failure()).isNull();
  }

  @Test
  void whatWasWaitingGoesOnWhenTheOtherProcessIsThrough() throws Exception {
    Connection other = lockOfAnotherProcess();
    List<TestJob> jobs = submitSome(5);
    thread.runAll();
    assertThat(jobs).noneMatch(TestJob::delivered);
    other.close();
    runUntilDelivered(jobs.get(0));
    assertThat(jobs).allMatch(TestJob::delivered).allMatch(j -> j.failure() == null);
    assertThat(jobs).allMatch(j -> j.deliveries() == 1);
  }

  @Test
  void aLaneThatCannotTellItsCallersStillGivesTheTurnBack() {
    deliveryFails = new IllegalStateException("the event loop is gone");
    submitSome(3);
    thread.runAll();
    assertThat(rig.database.turn().holder()).isNull();
    deliveryFails = null;
    TestJob next = submit("INSERT INTO t VALUES (2)");
    thread.runAll();
    assertThat(next.failure()).isNull();
    assertThat(next.delivered()).isTrue();
  }

  @Test
  void othersHaveATurnBetweenTwoGroups() {
    List<TestJob> jobs = submitSome(40);
    WriteTurn.Ticket[] other = new WriteTurn.Ticket[1];
    // The lane has the turn already; this one asks while the first group is still to come.
    other[0] = rig.database.turn().acquire(WriteTurn.Mode.EXCLUSIVE, "other", granted -> {});
    thread.runAll();
    assertThat(jobs.subList(0, 16)).allMatch(TestJob::delivered);
    assertThat(jobs.subList(16, 40)).noneMatch(TestJob::delivered);
    assertThat(rig.database.turn().holder()).startsWith("other");
    other[0].release();
    thread.runAll();
    assertThat(jobs).allMatch(TestJob::delivered);
  }

  @Test
  void aSlowGroupIsCommittedEarlyAndTheRestCanBeGivenUp() {
    List<TestJob> jobs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TestJob slow =
          new TestJob(
                  Job.Access.WRITE,
                  c -> {
                    long end = System.nanoTime() + 25_000_000;
                    while (System.nanoTime() < end) {
                      c.execute("INSERT INTO t VALUES (3)");
                    }
                  })
              .inGroups();
      jobs.add(slow);
      lane.submit(slow);
    }
    WriteTurn.Ticket other =
        rig.database.turn().acquire(WriteTurn.Mode.EXCLUSIVE, "other", granted -> {});
    thread.runAll();
    assertThat(jobs.get(0).delivered()).isTrue();
    assertThat(jobs.get(3).delivered()).isFalse();
    lane.watch(System.nanoTime() + 3_600_000_000_000L);
    assertThat(jobs.get(3).reason()).isEqualTo(SchedulingException.Reason.TURN_TIMEOUT);
    other.release();
    thread.runAll();
    assertThat(jobs.get(3).runs()).isZero();
    assertThat(jobs).allMatch(j -> j.deliveries() == 1);
  }

  @Test
  void whoIsCancelledBehindALockOfAnotherProcessIsToldAtOnce() throws Exception {
    Connection other = lockOfAnotherProcess();
    List<TestJob> jobs = submitSome(3);
    thread.runAll();
    jobs.get(1)
        .cancel(
            new SchedulingException(SchedulingException.Reason.CANCELLED, "enough"),
            list -> list.forEach(Job::deliver));
    assertThat(jobs.get(1).reason()).isEqualTo(SchedulingException.Reason.CANCELLED);
    assertThat(jobs.get(1).delivered()).isTrue();
    other.close();
    runUntilDelivered(jobs.get(0));
    assertThat(jobs).allMatch(j -> j.deliveries() == 1);
    assertThat(jobs.get(0).failure()).isNull();
    assertThat(jobs.get(2).failure()).isNull();
  }

  @Test
  void whatWasGivenUpNoLongerCountsAgainstTheBound() {
    WriteTurn.Ticket other =
        rig.database.turn().acquire(WriteTurn.Mode.EXCLUSIVE, "other", granted -> {});
    List<TestJob> jobs = submitSome(100);
    TestJob refused = submit("INSERT INTO t VALUES (2)");
    assertThat(refused.reason()).isEqualTo(SchedulingException.Reason.QUEUE_FULL);
    lane.watch(System.nanoTime() + 3_600_000_000_000L);
    assertThat(jobs).allMatch(j -> j.reason() == SchedulingException.Reason.TURN_TIMEOUT);
    TestJob next = submit("INSERT INTO t VALUES (2)");
    assertThat(next.delivered()).isFalse();
    other.release();
    thread.runAll();
    assertThat(next.failure()).isNull();
    assertThat(next.delivered()).isTrue();
  }

  @Test
  void waitingBehindOnesOwnBacklogIsNotWaitingForTheTurn() {
    List<TestJob> jobs = submitSome(50);
    lane.watch(System.nanoTime() + 3_600_000_000_000L);
    thread.runAll();
    assertThat(jobs).allMatch(j -> j.delivered() && j.failure() == null);
  }

  @Test
  void aLoneWriteLeavesNoTransactionBehind() {
    TestJob careless = TestJob.write("BEGIN IMMEDIATE");
    lane.submit(careless);
    thread.runAll();
    TestJob next = submit("INSERT INTO t VALUES (2)");
    thread.runAll();
    assertThat(next.failure()).isNull();
    assertThat(rig.database.turn().holder()).isNull();
    TestJob seen =
        new TestJob(
            Job.Access.WRITE,
            c -> {
              assertThat(c.inTransaction()).isFalse();
              assertThat(c.scalar("SELECT count(*) FROM t")).isEqualTo(1L);
            });
    lane.submit(seen);
    thread.runAll();
    assertThat(seen.failure()).isNull();
  }

  @Test
  void aWriteThatFailedIsNoGroup() {
    long before = lane.groups();
    TestJob wrong = submit("INSERT INTO nowhere VALUES (1)");
    thread.runAll();
    assertThat(wrong.failure()).isNotNull();
    assertThat(lane.groups()).isEqualTo(before);
  }

  /** A connection that knows of no turn is as good as another process. */
  private Connection lockOfAnotherProcess() throws SQLException {
    Connection connection = Lab.jdbc(directory.resolve("rig.db"));
    try (Statement s = connection.createStatement()) {
      s.execute("BEGIN IMMEDIATE");
    }
    return connection;
  }
}
