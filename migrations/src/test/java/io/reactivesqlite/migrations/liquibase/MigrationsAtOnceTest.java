// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.migrations.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes, and threads, that migrate one database at the same time. */
class MigrationsAtOnceTest {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0} processes, {1} change sets done before")
  @CsvSource({"2, 0", "2, 5", "8, 0", "8, 5"})
  void allProcessesEndWellAndEachChangeSetRunsOnce(int processes, int before) throws Exception {
    TestDatabase database = new TestDatabase(directory.resolve("app.db"));
    StoredJournal.create(database);
    Migrator migrator = StoredJournal.migrator(database);
    if (before > 0) {
      migrator.update(before);
    }
    List<ChildJvm> children = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      children.add(MigrateInChild.start("update", database));
    }
    for (ChildJvm child : children) {
      child.await("READY");
    }
    for (ChildJvm child : children) {
      child.go();
    }
    int done = 0;
    for (ChildJvm child : children) {
      done += Integer.parseInt(child.await("DONE ").substring("DONE ".length()));
      assertThat(child.process().waitFor()).isZero();
    }
    assertThat(done).isEqualTo(StoredJournal.CHANGE_SETS - before);
    StoredJournal.assertConsistent(database);
    assertThat(migrator.status().pending()).isEmpty();
  }

  @Test
  void theLockNamesItsHolderAndDiesWithIt() throws Exception {
    TestDatabase database = new TestDatabase(directory.resolve("app.db"));
    StoredJournal.create(database);
    Migrator migrator = StoredJournal.migrator(database);
    ChildJvm child = MigrateInChild.start("hold", database);
    child.await("READY");
    child.go();
    child.await("HOLDING");

    assertThat(migrator.lockHolder().orElseThrow().pid()).isEqualTo(child.process().pid());
    List<MigrationEvent> events = new ArrayList<>();
    MigratorOptions impatient =
        MigratorOptions.defaults()
            .withDirectory(directory)
            .withLockTimeout(Duration.ofMillis(200))
            .withListener(events::add);
    assertThatThrownBy(() -> migrator.with(impatient).update())
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.LOCKED))
        .hasMessageContaining("process " + child.process().pid());
    assertThat(events).hasSize(1).first().isInstanceOf(MigrationEvent.WaitingForLock.class);

    child.kill();
    assertThat(migrator.lockHolder()).isEmpty();
    assertThat(migrator.with(impatient).update().changeSets()).hasSize(StoredJournal.CHANGE_SETS);
  }

  @Test
  void aLockLeftByALiquibaseWithoutThisModuleIsRespectedUntilItIsReleased() {
    TestDatabase database = new TestDatabase(directory.resolve("app.db"));
    StoredJournal.create(database);
    database.run(
        "CREATE TABLE DATABASECHANGELOGLOCK (ID INTEGER NOT NULL, LOCKED BOOLEAN NOT NULL,"
            + " LOCKGRANTED TEXT, LOCKEDBY VARCHAR(255), PRIMARY KEY (ID))",
        "INSERT INTO DATABASECHANGELOGLOCK VALUES (1, 1, '2026-01-01 00:00:00', 'ci-7')");
    Migrator migrator =
        StoredJournal.migrator(database)
            .with(
                MigratorOptions.defaults()
                    .withDirectory(directory)
                    .withLockTimeout(Duration.ofMillis(100)));
    assertThatThrownBy(migrator::update).hasMessageContaining("ci-7");
    migrator.releaseLock();
    assertThat(migrator.update().changeSets()).hasSize(StoredJournal.CHANGE_SETS);
  }

  @Test
  void threadsOfOneProcessTakeTurns() throws Exception {
    TestDatabase database = new TestDatabase(directory.resolve("app.db"));
    StoredJournal.create(database);
    Migrator migrator = StoredJournal.migrator(database);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> runs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        runs.add(threads.submit(() -> migrator.update().changeSets().size()));
      }
      int done = 0;
      for (Future<Integer> run : runs) {
        done += run.get();
      }
      assertThat(done).isEqualTo(StoredJournal.CHANGE_SETS);
    } finally {
      threads.shutdownNow();
    }
    StoredJournal.assertConsistent(database);
  }

  /** Liquibase itself can do one thing at a time; who waits for that still has the last word. */
  @ParameterizedTest(name = "the same database: {0}")
  @ValueSource(booleans = {true, false})
  void aSecondMigrationInThisProcessObeysItsTimeoutAndNamesTheFirst(boolean same) throws Exception {
    TestDatabase database = new TestDatabase(directory.resolve("first.db"));
    TestDatabase other = same ? database : new TestDatabase(directory.resolve("second.db"));
    StoredJournal.create(database);
    if (!same) {
      StoredJournal.create(other);
    }
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Migrator first = StoredJournal.migrator(database);
    Migrator second = StoredJournal.migrator(other);
    MigratorOptions here = MigratorOptions.defaults().withDirectory(directory);
    List<MigrationEvent> events = new ArrayList<>();
    MigratorOptions impatient =
        here.withLockTimeout(Duration.ofMillis(300)).withListener(events::add);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<MigrationResult> running =
          threads.submit(
              () ->
                  first
                      .with(
                          here.withListener(
                              event -> {
                                if (event instanceof MigrationEvent.ChangeSetStarted) {
                                  inside.countDown();
                                  awaitUninterruptibly(end);
                                }
                              }))
                      .update());
      inside.await();
      assertThatThrownBy(() -> second.with(impatient).update())
          .isInstanceOfSatisfying(
              MigrationException.class,
              e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.LOCKED))
          .hasMessageContaining("first.db")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(events).hasSize(1).first().isInstanceOf(MigrationEvent.WaitingForLock.class);
      end.countDown();
      assertThat(running.get().changeSets()).hasSize(StoredJournal.CHANGE_SETS);
      assertThat(second.with(impatient).update().changeSets())
          .hasSize(same ? 0 : StoredJournal.CHANGE_SETS);
    } finally {
      end.countDown();
      threads.shutdownNow();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void differentDatabasesAreMigratedByOneProcessAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Integer>> runs = new ArrayList<>();
      List<TestDatabase> databases = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        TestDatabase database = new TestDatabase(directory.resolve("tenant" + i + ".db"));
        StoredJournal.create(database);
        databases.add(database);
        Migrator migrator = StoredJournal.migrator(database);
        runs.add(threads.submit(() -> migrator.update().changeSets().size()));
      }
      for (Future<Integer> run : runs) {
        assertThat(run.get()).isEqualTo(StoredJournal.CHANGE_SETS);
      }
      databases.forEach(StoredJournal::assertConsistent);
    } finally {
      threads.shutdownNow();
    }
  }
}
