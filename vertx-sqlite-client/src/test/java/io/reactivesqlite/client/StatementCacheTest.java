// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatementCacheTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool;
  private SqlConnection connection;

  private void open(SQLiteConnectOptions options) {
    pool = sandbox.pool(options, new PoolOptions().setMaxSize(1));
    connection = await(pool.getConnection());
  }

  private boolean hits(String sql) {
    long before = pool.figures().getStatementCacheHits();
    run(connection, sql);
    return pool.figures().getStatementCacheHits() == before + 1;
  }

  private boolean misses(String sql) {
    long before = pool.figures().getStatementCacheMisses();
    run(connection, sql);
    return pool.figures().getStatementCacheMisses() == before + 1;
  }

  @Test
  void theSecondExecutionIsAHit() {
    open(sandbox.options());
    assertThat(misses("SELECT 1")).isTrue();
    assertThat(hits("SELECT 1")).isTrue();
    assertThat(misses("SELECT  1")).isTrue();
  }

  @Test
  void preparedQueriesAndPreparedStatementsShareTheCache() {
    open(sandbox.options());
    await(connection.preparedQuery("SELECT 1").execute());
    assertThat(hits("SELECT 1")).isTrue();
    long misses = pool.figures().getStatementCacheMisses();
    await(await(connection.prepare("SELECT 1")).query().execute());
    assertThat(pool.figures().getStatementCacheMisses()).isEqualTo(misses);
  }

  @Test
  void theLeastRecentlyUsedStatementLeavesAFullCache() {
    open(sandbox.options().setPreparedStatementCacheMaxSize(2));
    run(connection, "SELECT 1");
    run(connection, "SELECT 2");
    assertThat(hits("SELECT 1")).isTrue();
    run(connection, "SELECT 3");
    assertThat(hits("SELECT 1")).isTrue();
    assertThat(misses("SELECT 2")).isTrue();
  }

  @Test
  void aCacheThatIsSwitchedOffKeepsNothing() {
    open(sandbox.options().setCachePreparedStatements(false));
    assertThat(misses("SELECT 1")).isTrue();
    assertThat(misses("SELECT 1")).isTrue();
    assertThat(pool.figures().getStatementCacheHits()).isZero();
  }

  @Test
  void longTextsAreNotKept() {
    open(sandbox.options().setPreparedStatementCacheSqlLimit(100));
    String text = "SELECT '" + "x".repeat(100) + "'";
    assertThat(misses(text)).isTrue();
    assertThat(misses(text)).isTrue();
    assertThat(misses("SELECT 1")).isTrue();
    assertThat(hits("SELECT 1")).isTrue();
  }

  @Test
  void aFilterDecidesWhatIsKept() {
    SQLiteConnectOptions options = sandbox.options();
    options.setPreparedStatementCacheSqlFilter(sql -> !sql.contains("once"));
    open(options);
    assertThat(misses("SELECT 'once'")).isTrue();
    assertThat(misses("SELECT 'once'")).isTrue();
    assertThat(misses("SELECT 'often'")).isTrue();
    assertThat(hits("SELECT 'often'")).isTrue();
  }

  @Test
  void aStatementThatFailedIsUsedAgain() {
    open(sandbox.options());
    run(connection, "CREATE TABLE t(a INT UNIQUE)");
    run(connection, "INSERT INTO t VALUES (1)");
    Sandbox.error(connection.query("INSERT INTO t VALUES (1)").execute());
    run(connection, "DELETE FROM t");
    assertThat(hits("INSERT INTO t VALUES (1)")).isTrue();
  }

  @Test
  void aFilterThatThrowsKeepsNothingAndHurtsNobody() {
    SQLiteConnectOptions options = sandbox.options();
    options.setPreparedStatementCacheSqlFilter(
        sql -> {
          throw new IllegalStateException("no idea");
        });
    open(options);
    assertThat(misses("SELECT 1")).isTrue();
    assertThat(misses("SELECT 1")).isTrue();
  }
}
