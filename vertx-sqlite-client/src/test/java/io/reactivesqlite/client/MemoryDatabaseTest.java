// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.column;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static io.reactivesqlite.client.Sandbox.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemoryDatabaseTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  @Test
  void aMemoryDatabaseIsOneForTheWholePool() {
    SQLitePool pool = sandbox.pool(SQLiteConnectOptions.fromUri("sqlite::memory:"));
    run(pool, "CREATE TABLE t(a)");
    SqlConnection one = await(pool.getConnection());
    SqlConnection two = await(pool.getConnection());
    run(one, "INSERT INTO t VALUES (1)");
    run(two, "INSERT INTO t VALUES (2)");
    assertThat(column(pool, "SELECT a FROM t ORDER BY a")).containsExactly(1L, 2L);
    await(one.close());
    await(two.close());
  }

  @Test
  void eachPoolHasItsOwn() {
    SQLitePool one = sandbox.pool(SQLiteConnectOptions.memory());
    SQLitePool two = sandbox.pool(SQLiteConnectOptions.memory());
    run(one, "CREATE TABLE t(a)");
    run(two, "CREATE TABLE t(b)");
    run(one, "INSERT INTO t(a) VALUES (1)");
    assertThat(scalar(two, "SELECT count(*) FROM t")).isEqualTo(0L);
  }

  @Test
  void aNamedOneIsSharedByAllPoolsThatNameIt() {
    SQLitePool one = sandbox.pool(SQLiteConnectOptions.memory("shared"));
    SQLitePool two = sandbox.pool(SQLiteConnectOptions.fromUri("sqlite:shared?mode=memory"));
    SQLitePool other = sandbox.pool(SQLiteConnectOptions.memory("other"));
    run(one, "CREATE TABLE t(a)");
    run(two, "INSERT INTO t VALUES (1)");
    assertThat(scalar(one, "SELECT count(*) FROM t")).isEqualTo(1L);
    assertThat(error(other.query("SELECT * FROM t").execute()))
        .hasMessageContaining("no such table");
    await(one.close());
    assertThat(scalar(two, "SELECT count(*) FROM t")).as("lives on").isEqualTo(1L);
    await(two.close());
    SQLitePool again = sandbox.pool(SQLiteConnectOptions.memory("shared"));
    run(again, "CREATE TABLE t(a)");
  }

  @Test
  void namesOfAnyCharactersAreKeptApart() {
    List<String> names =
        List.of("a b", "a%20b", "a?b", "private-1", "private/1", "ä", "a/../b", "b");
    List<SQLitePool> pools = new ArrayList<>();
    pools.add(sandbox.pool(SQLiteConnectOptions.memory()));
    run(pools.get(0), "CREATE TABLE t(a)");
    for (String name : names) {
      SQLitePool pool = sandbox.pool(SQLiteConnectOptions.memory(name));
      assertThat(scalar(pool, "SELECT count(*) FROM sqlite_schema")).as(name).isEqualTo(0L);
      run(pool, "CREATE TABLE t(a)");
      pools.add(pool);
    }
    assertThat(sandbox.directory()).isEmptyDirectory();
  }

  @Test
  void itSurvivesThatAllConnectionsWereIdle() {
    SQLitePool pool =
        sandbox.pool(
            SQLiteConnectOptions.memory(),
            new PoolOptions()
                .setIdleTimeout(1)
                .setMaxLifetime(1)
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod(5));
    SqlConnection connection = await(pool.getConnection());
    run(connection, "CREATE TABLE t(a)");
    run(connection, "INSERT INTO t VALUES (1)");
    await(connection.close());
    until("the connection is gone", () -> pool.figures().getConnections() == 0);
    assertThat(scalar(pool, "SELECT a FROM t")).isEqualTo(1L);
  }

  @Test
  void transactionsAreIsolated() {
    SQLitePool pool = sandbox.pool(SQLiteConnectOptions.memory());
    run(pool, "CREATE TABLE t(a)");
    SqlConnection connection = await(pool.getConnection());
    Transaction tx = await(connection.begin());
    run(connection, "INSERT INTO t VALUES (1)");
    Future<?> read = pool.query("SELECT count(*) FROM t").execute();
    Future<?> write = pool.query("INSERT INTO t VALUES (2)").execute();
    assertThat(scalar(connection, "SELECT count(*) FROM t")).isEqualTo(1L);
    assertThat(read.isComplete() || write.isComplete()).isFalse();
    await(tx.rollback());
    await(read);
    await(write);
    assertThat(column(pool, "SELECT a FROM t")).containsExactly(2L);
    await(connection.close());
  }

  @Test
  void manyReadersAndWritersNeverMeetALock() {
    SQLitePool pool = sandbox.pool(SQLiteConnectOptions.memory(), new PoolOptions().setMaxSize(8));
    run(pool, "CREATE TABLE t(a)");
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(pool.query("INSERT INTO t VALUES (1)").execute());
      all.add(pool.query("SELECT count(*) FROM t").execute());
      all.add(
          pool.withTransaction(
              c ->
                  c.query("SELECT count(*) FROM t")
                      .execute()
                      .compose(v -> c.query("INSERT INTO t VALUES (2)").execute())));
      all.add(pool.withConnection(c -> c.query("INSERT INTO t VALUES (3)").execute()));
    }
    await(Future.all(all));
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(900L);
  }

  @Test
  void aReadThatWaitsTooLongForATransactionSaysWhoHoldsTheTurn() {
    SQLitePool pool = sandbox.pool(SQLiteConnectOptions.memory().setTurnTimeout(50));
    run(pool, "CREATE TABLE t(a)");
    SqlConnection connection = await(pool.getConnection());
    Transaction tx = await(connection.begin());
    SQLiteException e = error(pool.query("SELECT count(*) FROM t").execute());
    assertThat(e.kind()).isEqualTo(SQLiteErrorKind.TIMEOUT);
    assertThat(e).hasMessageContaining("session.1");
    await(tx.commit());
    assertThat(scalar(pool, "SELECT count(*) FROM t")).isEqualTo(0L);
    await(connection.close());
  }
}
