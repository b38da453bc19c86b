// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reactivesqlite.client.SQLiteCancellation;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteStatementOptions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A statement can have a time limit of its own, and can be cancelled wherever it is. */
@Timeout(120)
class StatementOptionsTest {

  private static final String INSERT = "INSERT INTO t VALUES (1)";

  @TempDir Path directory;
  private Lab lab;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    lab = new Lab(directory);
    pool = lab.pool(lab.options().setReaders(1));
    Lab.run(pool, "CREATE TABLE t(v)");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private static SQLiteStatementOptions timeout(int millis) {
    return new SQLiteStatementOptions().setTimeout(millis);
  }

  private static Future<RowSet<Row>> run(
      SqlClient client, String sql, SQLiteStatementOptions options) {
    return client.preparedQuery(sql, options).execute();
  }

  @Test
  void aReadOnThePoolIsInterruptedAfterItsTimeout() {
    assertThat(Lab.kind(run(pool, Endless.SQL, timeout(30)))).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(Lab.number(pool, "SELECT 7")).isEqualTo(7);
  }

  @Test
  void aWriteOnThePoolIsInterruptedAfterItsTimeout() {
    assertThat(Lab.kind(run(pool, Endless.INSERT, timeout(30)))).isEqualTo(SQLiteErrorKind.TIMEOUT);
    Lab.run(pool, INSERT);
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(1);
  }

  @Test
  void theTimeoutCountsTheWaitForALane() {
    SQLiteCancellation slow = SQLiteCancellation.create();
    Future<?> holding = run(pool, Endless.SQL, new SQLiteStatementOptions().setCancellation(slow));
    Future<?> behind = run(pool, "SELECT 1", timeout(30));
    assertThat(Lab.kind(behind)).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(Lab.failure(behind)).hasMessageContaining("within its timeout of 30 ms");
    slow.cancel();
    assertThat(Lab.kind(holding)).isEqualTo(SQLiteErrorKind.CANCELLED);
  }

  @Test
  void theTimeoutCountsTheWaitForTheTurn() {
    SQLiteConnection holder = Lab.connection(pool);
    SQLiteConnection other = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    assertThat(Lab.kind(run(pool, INSERT, timeout(30)))).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(Lab.kind(run(other, INSERT, timeout(30)))).isEqualTo(SQLiteErrorKind.TIMEOUT);
    await(other.query("SELECT 1").execute());
    await(tx.commit());
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isZero();
    await(other.close());
    await(holder.close());
  }

  @Test
  void whatIsThroughInTimeIsLeftAlone() {
    for (int i = 0; i < 50; i++) {
      await(run(pool, INSERT, timeout(60_000)));
    }
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(50);
  }

  @Test
  void aPreparedStatementKeepsItsOptions() {
    SQLiteConnection connection = Lab.connection(pool);
    PreparedStatement statement = await(connection.prepare(Endless.SQL, timeout(30)));
    assertThat(Lab.kind(statement.query().execute())).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(Lab.kind(statement.query().execute())).isEqualTo(SQLiteErrorKind.TIMEOUT);
    await(connection.query("SELECT 1").execute());
    await(connection.close());
  }

  @Test
  void oneCancellationStopsManyStatementsRunningOrWaiting() {
    SQLiteCancellation cancellation = SQLiteCancellation.create();
    SQLiteStatementOptions options = new SQLiteStatementOptions().setCancellation(cancellation);
    SQLiteConnection connection = Lab.connection(pool);
    List<Future<?>> stopped = new ArrayList<>();
    stopped.add(run(pool, Endless.SQL, options));
    stopped.add(run(pool, Endless.SQL, options));
    stopped.add(run(pool, Endless.INSERT, options));
    stopped.add(run(pool, INSERT, options));
    stopped.add(run(connection, Endless.SQL, options));
    stopped.add(run(connection, INSERT, options));
    Future<?> spared = pool.query(INSERT).execute();
    cancellation.cancel();
    for (Future<?> statement : stopped) {
      assertThat(Lab.kind(statement)).isEqualTo(SQLiteErrorKind.CANCELLED);
    }
    await(spared);
    assertThat(Lab.kind(run(pool, "SELECT 1", options))).isEqualTo(SQLiteErrorKind.CANCELLED);
    assertThat(Lab.kind(run(connection, INSERT, options))).isEqualTo(SQLiteErrorKind.CANCELLED);
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isEqualTo(1);
    await(connection.query("SELECT 1").execute());
    await(connection.close());
  }

  @Test
  void aBatchIsStoppedWhole() {
    List<Tuple> tuples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tuples.add(Tuple.of(i < 5 ? 1 : 1_000_000_000));
    }
    String sql =
        "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < ?) SELECT i FROM n LIMIT 10000000";
    Future<?> batch = pool.preparedQuery(sql, timeout(100)).executeBatch(tuples);
    assertThat(Lab.kind(batch)).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(Lab.number(pool, "SELECT count(*) FROM t")).isZero();
  }

  @Test
  void optionsTravelAsJsonWithoutTheCancellation() {
    SQLiteStatementOptions options = timeout(20).setCancellation(SQLiteCancellation.create());
    assertThat(options.toJson()).isEqualTo(new JsonObject().put("timeout", 20));
    assertThat(new SQLiteStatementOptions(options.toJson()).getTimeout()).isEqualTo(20);
    SQLiteStatementOptions copy = new SQLiteStatementOptions(options);
    assertThat(copy.getTimeout()).isEqualTo(20);
    assertThat(copy.getCancellation()).isSameAs(options.getCancellation());
    assertThatIllegalArgumentException().isThrownBy(() -> timeout(-1));
  }
}
