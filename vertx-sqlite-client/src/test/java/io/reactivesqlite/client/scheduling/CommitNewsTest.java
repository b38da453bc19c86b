// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.engine.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who observes hears of a commit once, and before its callers do. */
class CommitNewsTest {

  /** Both lanes that write. */
  private enum Lane {
    WRITER,
    SESSION
  }

  @TempDir Path directory;
  private final ManualThread thread = new ManualThread();
  private final List<String> order = new ArrayList<>();
  private Rig rig;
  private WriteLane writer;
  private SessionLane session;

  @BeforeEach
  void open() {
    rig = new Rig(directory, "WAL");
    writer = rig.writer(thread, jobs -> jobs.forEach(Job::deliver));
    session = rig.session(thread, 30_000, 5);
    submit(Lane.WRITER, TestJob.write("CREATE TABLE t(v)"));
    thread.runAll();
  }

  @AfterEach
  void close() throws EngineException {
    writer.closeConnection(null, () -> {});
    thread.runAll();
    rig.close();
  }

  private TestJob submit(Lane lane, TestJob job) {
    switch (lane) {
      case WRITER -> writer.submit(job);
      case SESSION -> session.submit(job);
    }
    return job;
  }

  private TestJob insert(Lane lane) {
    TestJob job = TestJob.write("INSERT INTO t VALUES (1)").inGroups();
    job.outcome().thenRun(() -> order.add("answer"));
    return submit(lane, job);
  }

  private void observe(Runnable changed) {
    ChangeObservers.Observer observer =
        new ChangeObservers.Observer() {
          @Override
          public void changed() {
            changed.run();
          }

          @Override
          public void changedByOthers() {
            order.add("others");
          }
        };
    rig.database.observers().observe(Set.of("t"), observer, rig.timers(), Runnable::run);
  }

  @ParameterizedTest
  @EnumSource
  void whoObservesHearsOfACommitBeforeItsCaller(Lane lane) {
    observe(() -> order.add("news"));
    insert(lane);
    thread.runAll();
    insert(lane);
    thread.runAll();
    assertThat(order).containsExactly("news", "answer", "news", "answer");
  }

  @ParameterizedTest
  @EnumSource
  void whoBeginsToObserveWithAnAnswerDoesNotHearOfWhatItAnswered(Lane lane) {
    insert(lane).outcome().thenRun(() -> observe(() -> order.add("news")));
    thread.runAll();
    assertThat(order).containsExactly("answer");
    insert(lane);
    thread.runAll();
    assertThat(order).containsExactly("answer", "news", "answer");
  }

  @ParameterizedTest
  @EnumSource
  void anObserverThatFailsKeepsNeitherTheNewsNorTheAnswersFromOthers(Lane lane) {
    observe(
        () -> {
          throw new IllegalStateException("an observer that fails, for this test");
        });
    observe(() -> order.add("news"));
    TestJob first = insert(lane);
    thread.runAll();
    TestJob second = insert(lane);
    thread.runAll();
    assertThat(order).containsExactly("news", "answer", "news", "answer");
    assertThat(List.of(first, second)).allMatch(j -> j.failure() == null && j.deliveries() == 1);
    assertThat(rig.database.turn().holder()).isNull();
  }
}
