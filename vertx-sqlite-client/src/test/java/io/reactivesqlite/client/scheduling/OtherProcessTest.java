// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Locks of other processes are waited for; only when the busy timeout is over there is an error.
 */
@Timeout(300)
class OtherProcessTest {

  private static final long MILLIS = Lab.LONG ? 30_000 : 4_000;
  private static final Path SHELL = Path.of("/usr/bin/sqlite3");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"WAL", "DELETE"})
  void besideAnotherProcessThatWritesThePoolOnlyWaits(JournalMode mode) throws Exception {
    Random random = Lab.random("OtherProcessTest " + mode);
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool(lab.options().setJournalMode(mode).setBusyTimeout(60_000));
      Lab.run(pool, "CREATE TABLE n(v)", "INSERT INTO n VALUES (0)", "CREATE TABLE t(v)");
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger increments = new AtomicInteger();
      List<Future<Void>> workers = new ArrayList<>();
      try (Child other = new Child(LockHolder.class, lab.file, MILLIS, random.nextLong())) {
        assertThat(other.line()).isEqualTo("started");
        for (int i = 0; i < 4; i++) {
          workers.add(
              Lab.until(
                  stop::get,
                  () ->
                      pool.query("UPDATE n SET v = v + 1")
                          .execute()
                          .onSuccess(v -> increments.incrementAndGet())));
          workers.add(
              Lab.until(
                  stop::get,
                  () ->
                      pool.withTransaction(
                              c ->
                                  c.query("SELECT v FROM n")
                                      .execute()
                                      .compose(v -> c.query("UPDATE n SET v = v + 1").execute()))
                          .onSuccess(v -> increments.incrementAndGet())));
          workers.add(Lab.until(stop::get, () -> pool.query("SELECT count(*) FROM n").execute()));
        }
        int transactions = Integer.parseInt(other.line());
        stop.set(true);
        workers.forEach(Lab::await);
        assertThat(other.exitCode()).isZero();
        assertThat(transactions).isPositive();
        assertThat(increments).hasPositiveValue();
        assertThat(lab.jdbcNumber("SELECT v FROM n")).isEqualTo(transactions + increments.get());
      }
    }
  }

  @Test
  void afterTheBusyTimeoutAllWhoWaitHearThatTheDatabaseIsBusy() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "needs the sqlite3 shell at " + SHELL);
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool(lab.options().setBusyTimeout(200));
      Lab.run(pool, "CREATE TABLE t(v)");
      Process shell =
          new ProcessBuilder(SHELL.toString(), lab.file.toString())
              .redirectErrorStream(true)
              .start();
      try (BufferedReader answers = shell.inputReader();
          PrintWriter questions = new PrintWriter(shell.outputWriter(), true)) {
        questions.println("BEGIN IMMEDIATE; INSERT INTO t VALUES ('shell'); SELECT 'locked';");
        assertThat(answers.readLine()).isEqualTo("locked");
        List<Future<RowSet<Row>>> writes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          writes.add(pool.query("INSERT INTO t VALUES ('pool')").execute());
        }
        for (Future<RowSet<Row>> write : writes) {
          assertThat(Lab.kind(write)).isEqualTo(SQLiteErrorKind.BUSY);
        }
        assertThat(Lab.kind(pool.withTransaction(c -> Future.succeededFuture())))
            .isEqualTo(SQLiteErrorKind.BUSY);
        assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isZero();
        questions.println("COMMIT; SELECT 'free';");
        assertThat(answers.readLine()).isEqualTo("free");
        Lab.run(pool, "INSERT INTO t VALUES ('pool')");
        await(pool.withTransaction(c -> c.query("INSERT INTO t VALUES ('pool')").execute()));
        assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(3);
      } finally {
        shell.destroy();
      }
    }
  }

  @Test
  void aPoolOpensWhileAnotherProcessHoldsTheLock() throws Exception {
    try (Lab lab = new Lab(directory)) {
      try (var c = lab.jdbc();
          var s = c.createStatement()) {
        s.execute("CREATE TABLE t(v)");
        s.execute("BEGIN EXCLUSIVE");
        SQLitePool pool = lab.pool(lab.options().setBusyTimeout(60_000));
        Future<RowSet<Row>> write = pool.query("INSERT INTO t VALUES (1)").execute();
        assertThat(write.isComplete()).isFalse();
        s.execute("COMMIT");
        await(write);
      }
      assertThat(lab.jdbcNumber("SELECT count(*) FROM t")).isEqualTo(1);
    }
  }
}
