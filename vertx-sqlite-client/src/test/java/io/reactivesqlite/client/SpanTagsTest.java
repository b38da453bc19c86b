// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tracer is told of a statement. */
class SpanTagsTest {

  private final List<Map<String, String>> spans = new CopyOnWriteArrayList<>();
  private final Vertx vertx =
      Vertx.builder()
          .with(new VertxOptions().setTracingOptions(new TracingOptions()))
          .withTracer(options -> new Recorder())
          .build();
  private final Pool pool =
      SQLiteBuilder.pool().connectingTo("sqlite::memory:").using(vertx).build();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void onThePoolAndOnAConnectionTheyAreTheSame() throws Exception {
    await(pool.query("SELECT 1").execute());
    await(pool.withConnection(connection -> connection.query("SELECT 1").execute()));
    assertThat(spans).hasSize(2).containsOnly(spans.get(0));
  }

  @Test
  void inASharedTransactionToo() throws Exception {
    await(pool.query("SELECT 1").execute());
    await(
        SQLitePool.cast(pool)
            .withSharedTransaction(
                client ->
                    client
                        .query("SELECT 1")
                        .execute()
                        .compose(one -> client.query("SELECT 1").execute())));
    assertThat(spans).hasSize(3).containsOnly(spans.get(0));
  }

  @Test
  void theyHaveNoHoles() throws Exception {
    await(pool.query("SELECT 1").execute());
    assertThat(spans.get(0))
        .containsEntry("db.system", "sqlite")
        .containsEntry("db.instance", ":memory:")
        .containsEntry("db.statement", "SELECT 1")
        .containsEntry("peer.address", "127.0.0.1:0");
    assertThat(spans.get(0).values()).doesNotContainNull().noneMatch(tag -> tag.contains("null"));
  }

  private final class Recorder implements VertxTracer<Object, Object> {
    @Override
    public <R> Object sendRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        BiConsumer<String, String> headers,
        TagExtractor<R> tagExtractor) {
      spans.add(tagExtractor.extract(request));
      return request;
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
