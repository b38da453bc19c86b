// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What statements took, by their shape. */
class StatementFiguresTest {

  private static final String SECRET = "4711-secret";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool(int most) {
    SQLitePool pool = sandbox.pool(sandbox.options().setStatementFigures(most));
    run(pool, "CREATE TABLE t (i INTEGER PRIMARY KEY, s TEXT)");
    return pool.resetStatementFigures();
  }

  private static SQLiteStatementFigures of(SQLitePool pool, String shape) {
    List<SQLiteStatementFigures> found =
        pool.statementFigures().stream().filter(f -> f.getSql().equals(shape)).toList();
    assertThat(found).as(shape).hasSize(1);
    return found.get(0);
  }

  @Test
  void executionsThatDifferInValuesAloneAreAddedUp() {
    SQLitePool pool = pool(100);
    run(pool, "INSERT INTO t VALUES (1, 'a')");
    run(pool, "INSERT  INTO t VALUES (2, 'b') -- another");
    await(pool.preparedQuery("SELECT * FROM t WHERE i IN (?, ?)").execute(Tuple.of(1, 2)));
    await(pool.preparedQuery("SELECT * FROM t WHERE i IN (?)").execute(Tuple.of(1)));

    assertThat(pool.statementFigures()).hasSize(2);
    SQLiteStatementFigures inserts = of(pool, "INSERT INTO t VALUES (?, ?)");
    assertThat(inserts.getExecutions()).isEqualTo(2);
    assertThat(inserts.getChanges()).isEqualTo(2);
    assertThat(inserts.getRows()).isZero();
    assertThat(inserts.getFailures()).isZero();
    assertThat(inserts.getLongestNanos()).isPositive().isLessThan(inserts.getTotalNanos());
    SQLiteStatementFigures selects = of(pool, "SELECT * FROM t WHERE i IN (?)");
    assertThat(selects.getExecutions()).isEqualTo(2);
    assertThat(selects.getRows()).isEqualTo(3);
  }

  @Test
  void failuresAreCountedWithTheirStatement() {
    SQLitePool pool = pool(100);
    run(pool, "INSERT INTO t VALUES (1, 'a')");
    error(pool.query("INSERT INTO t VALUES (1, 'b')").execute());
    error(pool.query("SELECT nowhere FROM t").execute());
    SQLiteStatementFigures inserts = of(pool, "INSERT INTO t VALUES (?, ?)");
    assertThat(inserts.getExecutions()).isEqualTo(2);
    assertThat(inserts.getFailures()).isEqualTo(1);
    assertThat(of(pool, "SELECT nowhere FROM t").getFailures()).isEqualTo(1);
  }

  @Test
  void connectionsBatchesAndCursorsOfThePoolCountToo() {
    SQLitePool pool = pool(100);
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    await(
        connection
            .preparedQuery("INSERT INTO t (s) VALUES (?)")
            .executeBatch(List.of(Tuple.of("a"), Tuple.of("b"), Tuple.of("c"))));
    await(
        connection
            .prepare("SELECT s FROM t ORDER BY i")
            .compose(
                statement -> {
                  var cursor = statement.cursor();
                  return cursor.read(2).compose(rows -> cursor.read(2));
                }));
    SQLiteStatementFigures batch = of(pool, "INSERT INTO t (s) VALUES (?)");
    assertThat(batch.getExecutions()).isEqualTo(1);
    assertThat(batch.getChanges()).isEqualTo(3);
    SQLiteStatementFigures cursor = of(pool, "SELECT s FROM t ORDER BY i");
    assertThat(cursor.getExecutions()).isEqualTo(1);
    assertThat(cursor.getRows()).isEqualTo(3);
  }

  @Test
  void nothingIsKeptOfValues() {
    SQLitePool pool = pool(100);
    await(pool.preparedQuery("INSERT INTO t (s) VALUES (?)").execute(Tuple.of(SECRET)));
    run(pool, "SELECT * FROM t WHERE s = '" + SECRET + "' -- " + SECRET);
    assertThat(pool.statementFigures().toString()).contains("SELECT").doesNotContain(SECRET);
  }

  @Test
  void moreThanAreKeptPushOutTheOneThatWasNotRunForLongest() {
    SQLitePool pool = pool(2);
    run(pool, "SELECT 1 AS a");
    run(pool, "SELECT 1 AS b");
    run(pool, "SELECT 1 AS a");
    run(pool, "SELECT 1 AS c");
    assertThat(pool.statementFigures())
        .extracting(SQLiteStatementFigures::getSql)
        .containsExactlyInAnyOrder("SELECT ? AS a", "SELECT ? AS c");
    assertThat(of(pool, "SELECT ? AS a").getExecutions()).isEqualTo(2);
  }

  @Test
  void theLongestComeFirst() {
    SQLitePool pool = pool(100);
    run(pool, "SELECT 1");
    run(
        pool,
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300000)"
            + " SELECT count(*) FROM n");
    run(pool, "SELECT 'x' AS y");
    List<SQLiteStatementFigures> figures = pool.statementFigures();
    assertThat(figures.get(0).getSql()).startsWith("WITH RECURSIVE");
    assertThat(figures).hasSize(3);
  }

  @Test
  void theyCanBeReset() {
    SQLitePool pool = pool(100);
    run(pool, "SELECT 1");
    List<SQLiteStatementFigures> before = pool.statementFigures();
    assertThat(pool.resetStatementFigures()).isSameAs(pool);
    assertThat(pool.statementFigures()).isEmpty();
    run(pool, "SELECT 2");
    assertThat(of(pool, "SELECT ?").getExecutions()).isEqualTo(1);
    // What was given out is a copy.
    assertThat(before.get(0).getExecutions()).isEqualTo(1);
  }

  @Test
  void theyAreOffByDefault() {
    SQLitePool pool = sandbox.pool();
    assertThat(pool.statementFigures()).isEmpty();
    run(pool, "SELECT 1");
    assertThat(pool.resetStatementFigures().statementFigures()).isEmpty();
  }

  @Test
  void manyContextsAtOnceLoseNothing() {
    SQLitePool pool = pool(100);
    List<Future<?>> all = new ArrayList<>();
    for (int loop = 0; loop < 4; loop++) {
      var context = ((io.vertx.core.impl.VertxInternal) sandbox.vertx()).createEventLoopContext();
      for (int i = 0; i < 250; i++) {
        io.vertx.core.Promise<Void> done = io.vertx.core.Promise.promise();
        all.add(done.future());
        int value = i;
        context.runOnContext(
            v -> pool.query("SELECT " + value).execute().<Void>mapEmpty().onComplete(done));
      }
    }
    await(Future.all(all));
    assertThat(of(pool, "SELECT ?").getExecutions()).isEqualTo(1_000);
    assertThat(of(pool, "SELECT ?").getRows()).isEqualTo(1_000);
  }

  @Test
  void theyGoThroughJson() {
    SQLitePool pool = pool(100);
    run(pool, "INSERT INTO t (s) VALUES ('x') RETURNING i");
    error(pool.query("INSERT INTO t VALUES ()").execute());
    for (SQLiteStatementFigures figures : pool.statementFigures()) {
      assertThat(new SQLiteStatementFigures(figures.toJson()).toJson())
          .isEqualTo(figures.toJson())
          .hasSize(7);
    }
  }
}
