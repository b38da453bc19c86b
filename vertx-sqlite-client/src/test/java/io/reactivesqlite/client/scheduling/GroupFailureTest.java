// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ends a shared transaction hits only the write that is to blame. */
@Timeout(180)
class GroupFailureTest {

  private static final String FINE = "fine";

  @TempDir Path directory;

  /** Submits all from one context while nobody can write yet, so that they wait together. */
  private static List<String> together(
      Lab lab, SQLitePool pool, List<Supplier<Future<RowSet<Row>>>> writes) {
    var holder = Lab.connection(pool);
    await(holder.begin());
    Promise<List<Future<RowSet<Row>>>> submitted = Promise.promise();
    lab.vertx.runOnContext(
        v -> {
          List<Future<RowSet<Row>>> futures = new ArrayList<>();
          writes.forEach(write -> futures.add(write.get()));
          submitted.complete(futures);
        });
    List<Future<RowSet<Row>>> futures = await(submitted.future());
    await(holder.transaction().rollback());
    await(holder.close());
    List<String> outcomes = new ArrayList<>();
    for (Future<RowSet<Row>> future : futures) {
      outcomes.add(
          await(
              future.transform(
                  ar ->
                      Future.succeededFuture(
                          ar.succeeded() ? FINE : ((SQLiteException) ar.cause()).kind().name()))));
    }
    return outcomes;
  }

  private static Supplier<Future<RowSet<Row>>> write(
      SQLitePool pool, String sql, Object... values) {
    return () -> pool.preparedQuery(sql).execute(Tuple.from(values));
  }

  @Test
  void aFullDiskFailsWhatDoesNotFitAndNothingElse() throws Exception {
    int pages = 40;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sizes.add(i % 5 == 4 ? 60_000 : 1_000 + i);
    }
    String insert = "INSERT INTO t(v) VALUES (zeroblob(?))";
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool(lab.options().setMaxPageCount(pages));
      Lab.run(pool, "CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
      List<Supplier<Future<RowSet<Row>>>> writes = new ArrayList<>();
      sizes.forEach(size -> writes.add(write(pool, insert, size)));
      List<String> outcomes = together(lab, pool, writes);
      assertThat(outcomes).contains(FINE, SQLiteErrorKind.FULL.name());
      assertThat(outcomes).isEqualTo(serially(pages, insert, sizes));
      assertThat(pool.figures().getUndoneGroups()).isPositive();
      assertThat(lab.jdbcNumber("SELECT count(*) FROM t"))
          .isEqualTo(outcomes.stream().filter(FINE::equals).count());
      assertThat(lab.integrity()).isEqualTo("ok");
      Lab.run(pool, "DELETE FROM t", "INSERT INTO t(v) VALUES (1)");
    }
  }

  private List<String> serially(int pages, String sql, List<Integer> sizes) throws SQLException {
    List<String> outcomes = new ArrayList<>();
    try (Connection c = Lab.jdbc(directory.resolve("serial.db"));
        Statement s = c.createStatement()) {
      s.execute("PRAGMA journal_mode=WAL");
      s.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
      s.execute("PRAGMA max_page_count=" + pages);
      for (int size : sizes) {
        try (var insert = c.prepareStatement(sql)) {
          insert.setInt(1, size);
          insert.executeUpdate();
          outcomes.add(FINE);
        } catch (SQLException e) {
          outcomes.add(SQLiteErrorKind.FULL.name());
        }
      }
    }
    return outcomes;
  }

  @Test
  void aStatementTimeoutInTheMiddleStopsThatStatementAlone() throws Exception {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool(lab.options().setStatementTimeout(300));
      Lab.run(pool, "CREATE TABLE t(v)");
      List<Supplier<Future<RowSet<Row>>>> writes = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        writes.add(
            i == 4 ? write(pool, Endless.INSERT) : write(pool, "INSERT INTO t(v) VALUES (?)", i));
      }
      assertThat(together(lab, pool, writes))
          .containsExactly(
              FINE, FINE, FINE, FINE, SQLiteErrorKind.TIMEOUT.name(), FINE, FINE, FINE, FINE);
      assertThat(pool.figures().getUndoneGroups()).isPositive();
      assertThat(lab.jdbcNumber("SELECT count(*) * 1000 + sum(v) FROM t")).isEqualTo(8_032);
    }
  }

  @Test
  void aCommitThatFailsIsTheFaultOfOne() throws Exception {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool();
      Lab.run(
          pool,
          "CREATE TABLE p(id INTEGER PRIMARY KEY)",
          "CREATE TABLE c(pid REFERENCES p(id))",
          "INSERT INTO p VALUES (1)",
          "INSERT INTO c VALUES (1)");
      // Another process makes the key a deferred one: now it fails at COMMIT.
      try (Connection other = lab.jdbc();
          Statement s = other.createStatement()) {
        s.execute("DROP TABLE c");
        s.execute("CREATE TABLE c(pid REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED)");
      }
      String insert = "INSERT INTO c VALUES (?)";
      List<Supplier<Future<RowSet<Row>>>> writes = new ArrayList<>();
      writes.add(write(pool, insert, 1));
      writes.add(write(pool, insert, 99));
      // Comes too late for the one before, though both wait together.
      writes.add(write(pool, "INSERT INTO p VALUES (?)", 99));
      writes.add(write(pool, insert, 1));
      assertThat(together(lab, pool, writes))
          .containsExactly(FINE, SQLiteErrorKind.CONSTRAINT_FOREIGN_KEY.name(), FINE, FINE);
      assertThat(lab.jdbcNumber("SELECT count(*) FROM c WHERE pid = 1")).isEqualTo(2);
      assertThat(lab.jdbcNumber("SELECT count(*) FROM c")).isEqualTo(2);
    }
  }

  @Test
  void manyWritesWaitTogetherAndShareOneCommit() {
    try (Lab lab = new Lab(directory)) {
      SQLitePool pool = lab.pool();
      Lab.run(pool, "CREATE TABLE t(v)");
      long before = pool.figures().getGroups();
      List<Supplier<Future<RowSet<Row>>>> writes = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        writes.add(write(pool, "INSERT INTO t(v) VALUES (?)", i));
      }
      assertThat(together(lab, pool, writes)).containsOnly(FINE);
      assertThat(pool.figures().getGroups() - before).isLessThan(20);
    }
  }
}
