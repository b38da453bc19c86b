// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LendJdbcTest {

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool =
      SQLiteBuilder.pool().connectingTo("sqlite::memory:").using(vertx).build();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void jdbcCodeWorksOnADatabaseInMemoryThatOthersUse() throws Exception {
    Integer updated =
        await(
            pool.withConnection(
                c ->
                    SQLiteConnection.cast(c)
                        .lendJdbc(
                            jdbc -> {
                              try (var statement = jdbc.createStatement()) {
                                statement.execute("CREATE TABLE t (x)");
                                return statement.executeUpdate("INSERT INTO t VALUES (1), (2)");
                              }
                            })));
    assertThat(updated).isEqualTo(2);
    assertThat(await(pool.query("SELECT x FROM t").execute()).size()).isEqualTo(2);
  }

  @Test
  void whatJdbcCodeLeavesUncommittedIsRolledBack() throws Exception {
    await(pool.query("CREATE TABLE t (x)").execute());
    await(
        pool.withConnection(
            c ->
                SQLiteConnection.cast(c)
                    .lendJdbc(
                        jdbc -> {
                          jdbc.setAutoCommit(false);
                          try (var statement = jdbc.createStatement()) {
                            statement.execute("INSERT INTO t VALUES (1)");
                          }
                          return null;
                        })));
    assertThat(await(pool.query("SELECT x FROM t").execute()).size()).isZero();
    await(pool.query("INSERT INTO t VALUES (2)").execute());
  }

  @Test
  void aFailureOfJdbcCodeIsTheFailureOfTheFuture() {
    Future<Object> failed =
        pool.withConnection(
            c ->
                SQLiteConnection.cast(c)
                    .lendJdbc(
                        jdbc -> {
                          throw new IllegalStateException("no");
                        }));
    assertThat(failed.toCompletionStage().toCompletableFuture())
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageContaining("no");
  }

  @Test
  void codeThatClosesTheLentConnectionIsToldSoAndHarmsNobodyElse() throws Exception {
    Future<Object> failed =
        pool.withConnection(
            c ->
                SQLiteConnection.cast(c)
                    .lendJdbc(
                        jdbc -> {
                          jdbc.close();
                          return null;
                        }));
    assertThat(failed.toCompletionStage().toCompletableFuture())
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageContaining("must be left open");
    for (int i = 0; i < 5; i++) {
      String sql = "SELECT " + i;
      assertThat(await(pool.withConnection(c -> c.query(sql).execute())).size()).isEqualTo(1);
    }
  }

  @Test
  void sqlThatIsNullFailsAloneAlsoWhileThePoolOpens() throws Exception {
    Future<?> wrong = pool.query(null).execute();
    Future<?> right = pool.query("SELECT 1").execute();
    assertThat(wrong.toCompletionStage().toCompletableFuture()).failsWithin(20, TimeUnit.SECONDS);
    await(right);
  }
}
