// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteFunction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {

  /** Whether a member of a crew calls it. */
  private static final SQLiteFunction BY_A_MEMBER =
      SQLiteFunction.scalar("by_a_member", 0, args -> isMember());

  @TempDir Path directory;

  private static boolean isMember() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(f -> f.getClassName().startsWith(Crew.class.getName() + "$")));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static long value(Future<RowSet<Row>> result) throws Exception {
    return await(result).iterator().next().getLong(0);
  }

  @Test
  void readsWritesAndSessionsRunOnTheCrew() throws Exception {
    Vertx vertx = Vertx.vertx();
    Pool pool =
        SQLiteBuilder.pool()
            .connectingTo(
                new SQLiteConnectOptions()
                    .setDatabase(directory.resolve("crew.db").toString())
                    .addRoutines(List.of(BY_A_MEMBER)))
            .with(new PoolOptions())
            .using(vertx)
            .build();
    try {
      assertThat(value(pool.query("SELECT by_a_member()").execute())).isEqualTo(1);
      await(pool.query("CREATE TABLE t (v)").execute());
      await(pool.query("INSERT INTO t VALUES (by_a_member())").execute());
      assertThat(value(pool.query("SELECT v FROM t").execute())).isEqualTo(1);
      assertThat(value(pool.withConnection(c -> c.query("SELECT by_a_member()").execute())))
          .isEqualTo(1);
    } finally {
      await(pool.close());
      await(vertx.close());
    }
  }
}
