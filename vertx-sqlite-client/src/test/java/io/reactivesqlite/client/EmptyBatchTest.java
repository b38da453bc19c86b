// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch without values has no result, so it is a mistake of the caller's. */
class EmptyBatchTest {

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool =
      SQLiteBuilder.pool().connectingTo("sqlite::memory:").using(vertx).build();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void onThePool() {
    assertRefused(pool);
  }

  @Test
  void onAConnection() throws Exception {
    assertRefused(await(pool.getConnection()));
  }

  private static void assertRefused(SqlClient client) {
    assertThatThrownBy(() -> await(client.preparedQuery("SELECT ?").executeBatch(List.of())))
        .hasCauseInstanceOf(SQLiteException.class)
        .cause()
        .hasMessageContaining("batch")
        .satisfies(
            e -> assertThat(((SQLiteException) e).kind()).isEqualTo(SQLiteErrorKind.PARAMETER));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
