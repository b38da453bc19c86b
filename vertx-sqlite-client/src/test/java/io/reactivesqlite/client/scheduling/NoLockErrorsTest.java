// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.Synchronous;
import io.reactivesqlite.client.TransactionMode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Within one process nobody ever hears that the database is locked. */
@Timeout(300)
class NoLockErrorsTest {

  private static final int SESSIONS = 64;
  private static final int ROUNDS = Lab.LONG ? 200 : 8;

  @TempDir Path directory;

  private static SQLiteConnectOptions options(Lab lab, String kind) {
    SQLiteConnectOptions options =
        kind.equals("memory")
            ? new SQLiteConnectOptions(lab.options()).setDatabase(":memory:")
            : lab.options().setJournalMode(JournalMode.valueOf(kind));
    // No lock of another process is to be expected: whoever meets one fails at once.
    return options.setSynchronous(Synchronous.OFF).setBusyTimeout(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WAL", "DELETE", "memory"})
  void sixtyFourSessionsAndOneShotsAndASecondPoolAllGetThrough(String kind) throws Exception {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool(options(lab, kind), SESSIONS);
      SQLitePool second = kind.equals("memory") ? pool : lab.pool(options(lab, kind));
      Lab.run(pool, "CREATE TABLE n(v)", "INSERT INTO n VALUES (0)", "CREATE TABLE t(v)");
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        TransactionMode mode = i % 3 == 0 ? TransactionMode.EXCLUSIVE : TransactionMode.IMMEDIATE;
        all.add(
            pool.getConnection()
                .compose(
                    c ->
                        Lab.repeat(ROUNDS, () -> increment(SQLiteConnection.cast(c), mode))
                            .eventually(() -> c.close())));
        all.add(Lab.repeat(ROUNDS, () -> second.query("UPDATE n SET v = v + 1").execute()));
        all.add(Lab.repeat(ROUNDS, () -> second.query("SELECT v FROM n").execute()));
        all.add(
            Lab.repeat(
                ROUNDS,
                () ->
                    pool.preparedQuery("INSERT INTO t VALUES (?)")
                        .executeBatch(List.of(Tuple.of(1), Tuple.of(2)))));
        all.add(
            Lab.repeat(
                ROUNDS,
                () ->
                    pool.withTransaction(
                        c ->
                            c.query("SELECT count(*) FROM t")
                                .execute()
                                .compose(v -> c.query("INSERT INTO t VALUES (3)").execute()))));
      }
      all.forEach(Lab::await);
      assertThat(Lab.number(pool, "SELECT v FROM n")).isEqualTo(2L * SESSIONS * ROUNDS);
      assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(3L * SESSIONS * ROUNDS);
      assertThat(pool.figures().getTurnsWaiting()).isZero();
    }
  }

  private static Future<Void> increment(SQLiteConnection c, TransactionMode mode) {
    return c.begin(mode)
        .compose(
            tx ->
                c.query("SELECT v FROM n")
                    .execute()
                    .compose(
                        rows ->
                            c.preparedQuery("UPDATE n SET v = ?")
                                .execute(Tuple.of(rows.iterator().next().getLong(0) + 1)))
                    .compose(v -> tx.commit()));
  }

  @Test
  void aLongReaderNeverBlocksWriters() {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool(options(lab, "WAL"));
      Lab.run(pool, "CREATE TABLE t(v)");
      for (int i = 0; i < 10; i++) {
        Lab.run(pool, "INSERT INTO t VALUES (" + i + ")");
      }
      SQLiteConnection streaming = Lab.connection(pool);
      Cursor cursor = await(streaming.prepare("SELECT v FROM t")).cursor();
      await(cursor.read(1));
      SQLiteConnection reading = Lab.connection(pool);
      Transaction tx = await(reading.begin(TransactionMode.READ_ONLY));
      assertThat(count(reading)).isEqualTo(10);
      for (int i = 0; i < 200; i++) {
        Lab.run(pool, "INSERT INTO t VALUES (100)");
      }
      await(pool.withTransaction(c -> c.query("DELETE FROM t WHERE v = 0").execute()));
      assertThat(count(reading)).as("its snapshot").isEqualTo(10);
      int rest = 1;
      while (cursor.hasMore()) {
        rest += await(cursor.read(3)).size();
      }
      assertThat(rest).isEqualTo(10);
      await(tx.commit());
      assertThat(count(reading)).isEqualTo(209);
      await(reading.close());
      await(streaming.close());
    }
  }

  private static long count(SqlConnection c) {
    RowSet<Row> rows = await(c.query("SELECT count(*) FROM t").execute());
    return rows.iterator().next().getLong(0);
  }

  @Test
  void readOnlyTransactionsAndReadsNeverWaitForAWriter() {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool(options(lab, "WAL"));
      Lab.run(pool, "CREATE TABLE t(v)");
      SQLiteConnection writer = Lab.connection(pool);
      Transaction writing = await(writer.begin());
      await(writer.query("INSERT INTO t VALUES (1)").execute());
      SQLiteConnection reader = Lab.connection(pool);
      Transaction reading = await(reader.begin(TransactionMode.READ_ONLY));
      assertThat(count(reader)).isZero();
      assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isZero();
      await(writing.commit());
      assertThat(count(reader)).isZero();
      await(reading.commit());
      await(reader.close());
      await(writer.close());
    }
  }

  @Test
  void aSavepointWhoseFirstStatementWaitsForTheTurnHasNoStaleSnapshot() {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool(options(lab, "WAL"));
      Lab.run(pool, "CREATE TABLE t(v)");
      SQLiteConnection holder = Lab.connection(pool);
      Transaction tx = await(holder.begin());
      SQLiteConnection other = Lab.connection(pool);
      await(other.query("SAVEPOINT s").execute());
      Future<RowSet<Row>> waiting = other.query("INSERT INTO t VALUES ('never seen')").execute();
      while (pool.figures().getTurnsWaiting() == 0) {
        Thread.onSpinWait();
      }
      await(holder.query("INSERT INTO t VALUES (1)").execute());
      await(tx.commit());
      await(waiting);
      await(other.query("RELEASE s").execute());
      assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(2);
      await(other.close());
      await(holder.close());
    }
  }

  @Test
  void allNamesOfOneFileLeadToOneDatabase() throws Exception {
    try (Lab lab = new Lab(directory)) {
      Path folder = Files.createDirectory(directory.resolve("folder"));
      Path linkToFolder = Files.createSymbolicLink(directory.resolve("link"), directory);
      int before = Database.openCount();
      Lab.run(lab.pool(), "CREATE TABLE t(v)");
      Path linkToFile = Files.createSymbolicLink(directory.resolve("other.db"), lab.file);
      Path relative = Path.of("").toAbsolutePath().relativize(lab.file);
      List<SQLitePool> pools = new ArrayList<>();
      for (String name :
          List.of(
              lab.file.toString(),
              relative.toString(),
              linkToFile.toString(),
              linkToFolder.resolve("lab.db").toString(),
              folder.resolve("..").resolve("lab.db").toString())) {
        SQLitePool pool = lab.pool(lab.options().setDatabase(name));
        Lab.run(pool, "INSERT INTO t VALUES (1)");
        pools.add(pool);
      }
      assertThat(Database.openCount()).isEqualTo(before + 1);
      SQLiteConnection holder = Lab.connection(pools.get(1));
      Transaction tx = await(holder.begin());
      Future<RowSet<Row>> waiting = pools.get(2).query("INSERT INTO t VALUES (2)").execute();
      while (pools.get(0).figures().getTurnsWaiting() == 0) {
        Thread.onSpinWait();
      }
      await(tx.commit());
      await(waiting);
      await(holder.close());
    }
  }
}
