// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The next user of a pooled connection gets nothing of the one before, whatever that one left. */
class PooledConnectionReuseTest {

  private static final int QUEUE_LIMIT = 8;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Pool pool;

  @BeforeEach
  void open() throws Exception {
    pool =
        SQLiteBuilder.pool()
            .connectingTo(
                new SQLiteConnectOptions()
                    .setDatabase(folder.resolve("reuse.db").toString())
                    .setQueueLimit(QUEUE_LIMIT))
            .with(new PoolOptions().setMaxSize(1))
            .using(vertx)
            .build();
    await(pool.query("CREATE TABLE t (id INTEGER PRIMARY KEY)").execute());
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void anOpenTransactionIsRolledBack() throws Exception {
    SqlConnection first = await(pool.getConnection());
    await(first.query("BEGIN IMMEDIATE").execute());
    await(first.query("INSERT INTO t VALUES (1)").execute());
    await(first.close());

    assertNothingIsLeft();
  }

  @Test
  void anOpenTransactionIsRolledBackWhereTheQueueOfTheConnectionIsFull() throws Exception {
    SqlConnection first = await(pool.getConnection());
    await(first.query("BEGIN IMMEDIATE").execute());
    List<Future<?>> slow = new ArrayList<>();
    for (int i = 0; i < QUEUE_LIMIT; i++) {
      slow.add(
          first
              .query(
                  "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
                      + " SELECT i + "
                      + i * 30000
                      + " FROM n")
              .execute());
    }
    await(first.close());
    await(Future.join(slow).otherwiseEmpty());

    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws Exception {
    SqlConnection second = await(pool.getConnection());
    assertThat(await(SQLiteConnection.cast(second).inTransaction())).isFalse();
    assertThat(await(second.query("SELECT count(*) FROM t").execute()).iterator().next().getLong(0))
        .isZero();
    await(second.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
