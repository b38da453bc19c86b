// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SQLiteConnectionFactoryTest {

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void whoIsServedFirstFindsFiguresAtOnce() throws Exception {
    SQLiteConnectOptions options = SQLiteConnectOptions.file(directory.resolve("t.db"));
    SQLiteConnectionFactory factory =
        new SQLiteConnectionFactory((VertxInternal) vertx, () -> Future.succeededFuture(options));
    Promise<Boolean> seen = Promise.promise();

    factory.whenOpen(client -> seen.complete(factory.ifUsed() == client), seen::fail);

    assertThat(await(seen.future())).isTrue();
  }
}
