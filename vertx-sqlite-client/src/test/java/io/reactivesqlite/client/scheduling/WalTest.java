// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.Synchronous;
import io.reactivesqlite.client.TransactionMode;
import io.reactivesqlite.client.engine.NativeConnection;
import io.vertx.core.Future;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log stays short, and its care is nobody's trouble. */
@Timeout(300)
class WalTest {

  private static final int PAGE = 4096;
  private static final int LIMIT = 100;
  private static final int WRITES = Lab.LONG ? 200_000 : 12_000;

  @TempDir Path directory;

  private long walBytes(Lab lab) throws Exception {
    return Files.size(Path.of(lab.file + "-wal"));
  }

  private SQLitePool pool(Lab lab) {
    SQLitePool pool =
        lab.pool(lab.options().setSynchronous(Synchronous.OFF).setWalAutocheckpoint(LIMIT));
    Lab.run(pool, "CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
    return pool;
  }

  private static Future<Void> writing(SQLitePool pool, int writes) {
    return Lab.repeat(
        writes,
        () -> pool.preparedQuery("INSERT INTO t(v) VALUES (zeroblob(?))").execute(Tuple.of(1_000)));
  }

  @Test
  void underASteadyLoadOfWritesAndReadsTheLogStaysBounded() throws Exception {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = pool(lab);
      AtomicBoolean stop = new AtomicBoolean();
      List<Future<Void>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        readers.add(
            Lab.until(
                stop::get,
                () -> pool.query("SELECT count(*) FROM (SELECT v FROM t LIMIT 2000)").execute()));
      }
      List<Future<Void>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        writers.add(writing(pool, WRITES / 8));
      }
      writers.forEach(Lab::await);
      stop.set(true);
      readers.forEach(Lab::await);
      // Some 3,000 pages were written for each 12,000 rows of 1,000 bytes, most of them many times:
      // a log that never starts again from the front gets 4,000 to 8,000. A writer waits for
      // readers when it is 4 limits long, and twice as long when it is 8 or a little more: only
      // who reads for longer than these 100 ms lets it get to 16.
      assertThat(walBytes(lab)).as("%s", pool.figures()).isLessThan(16L * LIMIT * PAGE);
      assertThat(pool.figures().getWalPages()).isPositive();
      assertThat(lab.jdbcNumber("SELECT count(*) FROM t")).isEqualTo(WRITES / 8 * 8);
    }
  }

  @Test
  void aLongReaderLetsTheLogGrowAndTheFiguresSaySo() throws Exception {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = pool(lab);
      SQLiteConnection reader = Lab.connection(pool);
      Transaction tx = await(reader.begin(TransactionMode.READ_ONLY));
      await(reader.query("SELECT count(*) FROM t").execute());
      await(writing(pool, 2_000));
      long pages = pool.figures().getWalPages();
      assertThat(pages).isGreaterThan(LIMIT);
      assertThat(pool.figures().getWalPagesCheckpointed()).isLessThan(pages);
      await(tx.commit());
      await(writing(pool, 2_000));
      assertThat(pool.figures().getWalPagesCheckpointed()).isPositive();
      await(writing(pool, 2_000));
      assertThat(pool.figures().getWalPages()).isLessThan(pages);
      await(reader.close());
    }
  }

  @Test
  void aCheckpointThatFailsIsNotFatal() throws Exception {
    Rig rig = new Rig(directory, "WAL");
    Checkpoints checkpoints = new Checkpoints("broken");
    NativeConnection broken = rig.open();
    broken.close();
    checkpoints.open(broken, 1);
    for (int i = 0; i < 3; i++) {
      checkpoints.committed(10, 10, Runnable::run);
    }
    assertThat(checkpoints.failures()).isEqualTo(3);
    assertThat(checkpoints.logPages()).isZero();
    rig.close();
  }

  @Test
  void aLogHeldByReadersThatOverlapStartsAgainWhenTheWriterWaitsForThem() throws Exception {
    Rig rig = new Rig(directory, "WAL");
    Checkpoints checkpoints = new Checkpoints("rig");
    checkpoints.open(rig.open(), 10);
    NativeConnection writer = rig.open();
    NativeConnection reader = rig.open();
    writer.execute("CREATE TABLE t(v)");
    for (int i = 0; i < 60; i++) {
      writer.execute("INSERT INTO t VALUES (zeroblob(5000))");
    }
    // A reader that is always there, never for long.
    reader.execute("BEGIN");
    reader.scalar("SELECT count(*) FROM t");
    writer.execute("INSERT INTO t VALUES (1)");
    checkpoints.committed(60, 60, Runnable::run);
    assertThat(checkpoints.logPages()).isGreaterThan(40);
    reader.execute("COMMIT");
    checkpoints.committed(1, 1, Runnable::run);
    writer.execute("INSERT INTO t VALUES (2)");
    checkpoints.committed(100, 100, Runnable::run);
    assertThat(checkpoints.logPages()).isLessThan(10);
    reader.close();
    writer.close();
    checkpoints.close();
    rig.close();
  }

  /** One small write after the other, with the care that each brings. */
  private static void write(NativeConnection writer, Checkpoints checkpoints, int times)
      throws Exception {
    for (int i = 0; i < times; i++) {
      writer.execute("INSERT INTO t VALUES (zeroblob(3000))");
      checkpoints.committed(1, 1, Runnable::run);
    }
  }

  @Test
  void theLongerTheLogTheLongerTheWriterWaitsButNotForAReaderThatStays() throws Exception {
    Rig rig = new Rig(directory, "WAL");
    Checkpoints checkpoints = new Checkpoints("rig");
    checkpoints.open(rig.open(), 10);
    NativeConnection writer = rig.open();
    NativeConnection reader = rig.open();
    writer.execute("CREATE TABLE t(v)");
    reader.execute("BEGIN");
    reader.scalar("SELECT count(*) FROM t");
    List<Long> lengths = new ArrayList<>();
    List<Long> waits = new ArrayList<>();
    while (checkpoints.logPages() < 1_000) {
      long before = checkpoints.waits();
      write(writer, checkpoints, 1);
      if (checkpoints.waits() > before) {
        lengths.add(checkpoints.logPages());
        waits.add(checkpoints.waits() - before);
      }
    }
    // Five for each 40 pages, and 20 at most; then the reader is known to stay.
    assertThat(waits)
        .isEqualTo(lengths.stream().map(pages -> Math.min(20, 5 * pages / 40)).toList());
    assertThat(waits).hasSizeBetween(3, 4).endsWith(20L).startsWith(5L);
    reader.execute("COMMIT");
    write(writer, checkpoints, 50);
    assertThat(checkpoints.logPages()).isLessThan(50);
    reader.close();
    writer.close();
    checkpoints.close();
    rig.close();
  }

  @Test
  void whereNoThreadComesForACheckpointTheWriterMakesIt() throws Exception {
    Rig rig = new Rig(directory, "WAL");
    Checkpoints checkpoints = new Checkpoints("rig");
    checkpoints.open(rig.open(), 10);
    NativeConnection writer = rig.open();
    writer.execute("CREATE TABLE t(v)");
    for (int i = 0; i < 200; i++) {
      writer.execute("INSERT INTO t VALUES (zeroblob(3000))");
      checkpoints.committed(1, 1, task -> {});
    }
    assertThat(checkpoints.movedPages()).isPositive().isEqualTo(checkpoints.logPages());
    assertThat(checkpoints.logPages()).isLessThan(160);
    writer.close();
    checkpoints.close();
    rig.close();
  }

  @Test
  void aPoolThatRefusesAThreadIsAskedAgain() throws Exception {
    Rig rig = new Rig(directory, "WAL");
    Checkpoints checkpoints = new Checkpoints("rig");
    checkpoints.open(rig.open(), 10);
    NativeConnection writer = rig.open();
    writer.execute("CREATE TABLE t(v)");
    checkpoints.committed(
        10,
        10,
        task -> {
          throw new RejectedExecutionException("no thread, for this test");
        });
    assertThat(checkpoints.failures()).isEqualTo(1);
    assertThat(checkpoints.logPages()).isZero();
    checkpoints.committed(10, 10, Runnable::run);
    assertThat(checkpoints.logPages()).isPositive();
    writer.close();
    checkpoints.close();
    rig.close();
  }
}
