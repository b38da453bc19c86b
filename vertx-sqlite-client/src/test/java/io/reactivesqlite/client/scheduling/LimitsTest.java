// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.SQLiteCancellation;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteStatementOptions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queues, turns and statements end in an error, never in waiting for ever. */
@Timeout(180)
class LimitsTest {

  @TempDir Path directory;
  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(directory);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private static List<Future<RowSet<Row>>> submit(int count, SQLitePool pool, String sql) {
    List<Future<RowSet<Row>>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(pool.query(sql).execute());
    }
    return futures;
  }

  @Test
  void aFullQueueOfWritesFailsFast() {
    SQLitePool pool = lab.pool(lab.options().setQueueLimit(10));
    Lab.run(pool, "CREATE TABLE t(v)");
    SQLiteConnection holder = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    List<Future<RowSet<Row>>> writes = submit(12, pool, "INSERT INTO t VALUES (1)");
    for (Future<RowSet<Row>> refused : writes.subList(10, 12)) {
      assertThat(Lab.kind(refused)).isEqualTo(SQLiteErrorKind.QUEUE_FULL);
    }
    assertThat(pool.figures().getWritesWaiting()).isEqualTo(10);
    await(tx.commit());
    writes.subList(0, 10).forEach(Lab::await);
    Lab.run(pool, "INSERT INTO t VALUES (2)");
    await(holder.close());
  }

  @Test
  void whatWasCancelledLeavesItsPlaceInTheQueue() {
    SQLitePool pool = lab.pool(lab.options().setQueueLimit(10));
    Lab.run(pool, "CREATE TABLE t(v)");
    SQLiteConnection holder = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    SQLiteCancellation cancellation = SQLiteCancellation.create();
    SQLiteStatementOptions options = new SQLiteStatementOptions().setCancellation(cancellation);
    for (int i = 0; i < 10; i++) {
      pool.preparedQuery("INSERT INTO t VALUES (1)", options).execute();
    }
    cancellation.cancel();
    assertThat(pool.figures().getWritesWaiting()).isZero();
    List<Future<RowSet<Row>>> writes = submit(10, pool, "INSERT INTO t VALUES (2)");
    await(tx.commit());
    writes.forEach(Lab::await);
    assertThat(Lab.number(pool, "SELECT count(*) FROM t WHERE v = 2")).isEqualTo(10);
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(10);
    await(holder.close());
  }

  @Test
  void aFullQueueOfReadsFailsFast() {
    SQLitePool pool = lab.pool(lab.options().setQueueLimit(10).setReaders(1).setCloseGrace(0));
    Lab.run(pool, "CREATE TABLE t(v)");
    Future<RowSet<Row>> endless = pool.query(Endless.SQL).execute();
    while (pool.figures().getReadsWaiting() > 0) {
      Thread.onSpinWait();
    }
    List<Future<RowSet<Row>>> reads = submit(12, pool, "SELECT v FROM t");
    assertThat(Lab.kind(reads.get(11))).isEqualTo(SQLiteErrorKind.QUEUE_FULL);
    await(pool.close());
    assertThat(Lab.kind(endless)).isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(Lab.kind(reads.get(0))).isEqualTo(SQLiteErrorKind.CLOSED);
  }

  @Test
  void aFullQueueOfAConnectionFailsFastButCommitsStill() {
    SQLitePool pool = lab.pool(lab.options().setQueueLimit(5));
    Lab.run(pool, "CREATE TABLE t(v)");
    SQLiteConnection holder = Lab.connection(pool);
    Transaction holding = await(holder.begin());
    SQLiteConnection connection = Lab.connection(pool);
    Future<Transaction> begun = connection.begin();
    List<Future<RowSet<Row>>> writes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      writes.add(connection.query("INSERT INTO t VALUES (1)").execute());
    }
    await(holding.rollback());
    await(begun);
    assertThat(Lab.kind(writes.get(5))).isEqualTo(SQLiteErrorKind.QUEUE_FULL);
    await(begun.result().commit());
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isPositive();
    await(connection.close());
    await(holder.close());
  }

  @Test
  void aTurnThatDoesNotComeNamesWhoHasIt() {
    SQLitePool pool = lab.pool(lab.options().setTurnTimeout(50));
    Lab.run(pool, "CREATE TABLE t(v)");
    SQLiteConnection holder = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    Future<RowSet<Row>> oneShot = pool.query("INSERT INTO t VALUES (1)").execute();
    SQLiteConnection other = Lab.connection(pool);
    Future<RowSet<Row>> session = other.query("INSERT INTO t VALUES (1)").execute();
    for (Future<RowSet<Row>> waiting : List.of(oneShot, session)) {
      assertThat(Lab.failure(waiting)).hasMessageContaining("held by the connection session.");
      assertThat(Lab.kind(waiting)).isEqualTo(SQLiteErrorKind.TIMEOUT);
    }
    await(other.query("SELECT 1").execute());
    await(tx.commit());
    Lab.run(pool, "INSERT INTO t VALUES (2)");
    await(other.query("INSERT INTO t VALUES (2)").execute());
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(2);
    await(other.close());
    await(holder.close());
  }

  @Test
  void withoutWALReadsGiveUpTheTurnToo() {
    SQLitePool pool = lab.pool(lab.options().setJournalMode(JournalMode.DELETE).setTurnTimeout(50));
    Lab.run(pool, "CREATE TABLE t(v)");
    SQLiteConnection holder = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    List<Future<RowSet<Row>>> reads = submit(5, pool, "SELECT count(*) FROM t");
    for (Future<RowSet<Row>> read : reads) {
      assertThat(Lab.kind(read)).isEqualTo(SQLiteErrorKind.TIMEOUT);
    }
    await(tx.commit());
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isZero();
    await(holder.close());
  }

  @ParameterizedTest
  @EnumSource(names = {"WAL", "DELETE"})
  void aStatementThatTakesTooLongIsInterruptedAndTheConnectionStaysUsable(JournalMode mode) {
    SQLitePool pool =
        lab.pool(lab.options().setJournalMode(mode).setStatementTimeout(100).setReaders(1));
    Lab.run(pool, "CREATE TABLE t(v)");
    assertThat(Lab.kind(pool.query(Endless.SQL).execute())).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(Lab.kind(pool.query(Endless.INSERT).execute())).isEqualTo(SQLiteErrorKind.TIMEOUT);
    Lab.run(pool, "INSERT INTO t VALUES (1)");
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(1);
    SQLiteConnection connection = Lab.connection(pool);
    assertThat(Lab.kind(connection.query(Endless.SQL).execute()))
        .isEqualTo(SQLiteErrorKind.TIMEOUT);
    Transaction tx = await(connection.begin());
    await(connection.query("INSERT INTO t VALUES (2)").execute());
    assertThat(Lab.kind(connection.query(Endless.SQL).execute()))
        .isEqualTo(SQLiteErrorKind.TIMEOUT);
    await(tx.commit());
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(2);
    await(connection.close());
  }

  @Test
  void aWriteInterruptedInATransactionEndsTheTransaction() {
    SQLitePool pool = lab.pool(lab.options().setStatementTimeout(100));
    Lab.run(pool, "CREATE TABLE t(v)");
    SQLiteConnection connection = Lab.connection(pool);
    Transaction tx = await(connection.begin());
    await(connection.query("INSERT INTO t VALUES (1)").execute());
    assertThat(Lab.kind(connection.query(Endless.INSERT).execute()))
        .isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(await(connection.inTransaction())).isFalse();
    assertThat(Lab.kind(connection.query("INSERT INTO t VALUES (2)").execute()))
        .isEqualTo(SQLiteErrorKind.ABORTED);
    assertThat(Lab.kind(tx.commit())).isEqualTo(SQLiteErrorKind.ABORTED);
    await(connection.query("INSERT INTO t VALUES (3)").execute());
    assertThat(Lab.number(pool, "SELECT sum(v) FROM t")).isEqualTo(3);
    await(connection.close());
  }

  @Test
  void cancelRequestStopsWhatRunsAndWhatWaits() {
    SQLitePool pool = lab.pool();
    Lab.run(pool, "CREATE TABLE t(v)");
    SQLiteConnection connection = Lab.connection(pool);
    Future<RowSet<Row>> running = connection.query(Endless.SQL).execute();
    connection.cancelRequest();
    assertThat(Lab.kind(running)).isEqualTo(SQLiteErrorKind.CANCELLED);
    SQLiteConnection holder = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    Future<RowSet<Row>> waiting = connection.query("INSERT INTO t VALUES (1)").execute();
    while (pool.figures().getTurnsWaiting() == 0) {
      Thread.onSpinWait();
    }
    connection.cancelRequest();
    assertThat(Lab.kind(waiting)).isEqualTo(SQLiteErrorKind.CANCELLED);
    assertThat(pool.figures().getTurnsWaiting()).isZero();
    connection.cancelRequest();
    await(connection.query("SELECT 1").execute());
    await(tx.commit());
    await(connection.query("INSERT INTO t VALUES (1)").execute());
    await(connection.close());
    await(holder.close());
  }

  @Test
  void aClosingPoolLetsWorkFinishWithinItsGrace() {
    SQLitePool pool = lab.pool(lab.options().setCloseGrace(60_000));
    Lab.run(pool, "CREATE TABLE t(v)");
    Future<RowSet<Row>> read = pool.query(Endless.slow(300_000)).execute();
    List<Future<RowSet<Row>>> writes = submit(200, pool, "INSERT INTO t VALUES (1)");
    await(pool.close());
    await(read);
    writes.forEach(Lab::await);
    assertThat(Lab.kind(pool.query("SELECT 1").execute())).isEqualTo(SQLiteErrorKind.CLOSED);
    assertThat(Lab.kind(pool.query("INSERT INTO t VALUES (1)").execute()))
        .isEqualTo(SQLiteErrorKind.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(names = {"WAL", "DELETE"})
  void afterTheGraceWhatStillWaitsForATurnIsFailed(JournalMode mode) {
    SQLitePool holding = lab.pool(lab.options().setJournalMode(mode));
    Lab.run(holding, "CREATE TABLE t(v)");
    SQLitePool pool = lab.pool(lab.options().setJournalMode(mode).setCloseGrace(20));
    SQLiteConnection waiting = Lab.connection(pool);
    Lab.run(pool, "SELECT 1");
    SQLiteConnection holder = Lab.connection(holding);
    Transaction tx = await(holder.begin());
    List<Future<RowSet<Row>>> writes = submit(5, pool, "INSERT INTO t VALUES (1)");
    List<Future<RowSet<Row>>> reads = submit(5, pool, "SELECT count(*) FROM t");
    Future<RowSet<Row>> session = waiting.query("INSERT INTO t VALUES (1)").execute();
    await(pool.close());
    writes.forEach(w -> assertThat(Lab.kind(w)).isEqualTo(SQLiteErrorKind.CLOSED));
    assertThat(Lab.kind(session)).isEqualTo(SQLiteErrorKind.CLOSED);
    if (mode == JournalMode.WAL) {
      reads.forEach(Lab::await);
    } else {
      reads.forEach(r -> assertThat(Lab.kind(r)).isEqualTo(SQLiteErrorKind.CLOSED));
    }
    await(tx.commit());
    assertThat(Lab.number(holding, "SELECT count(*) FROM t")).isZero();
    await(holder.close());
  }

  @Test
  void manyPoolsThatOpenAndCloseLeaveNothingBehind() {
    SQLitePool keeper = lab.pool();
    Lab.run(keeper, "CREATE TABLE t(v)");
    int databases = Database.openCount();
    for (int i = 0; i < 20; i++) {
      SQLitePool pool = lab.pool();
      List<Future<RowSet<Row>>> writes = submit(20, pool, "INSERT INTO t VALUES (1)");
      Future<RowSet<Row>> read = pool.query("SELECT 1").execute();
      Future<Void> closed = pool.close();
      await(closed);
      writes.forEach(w -> await(w.otherwiseEmpty()));
      await(read.otherwiseEmpty());
    }
    assertThat(Database.openCount()).isEqualTo(databases);
    assertThat(keeper.figures().getTurnsWaiting()).isZero();
    Lab.run(keeper, "INSERT INTO t VALUES (1)");
  }
}
