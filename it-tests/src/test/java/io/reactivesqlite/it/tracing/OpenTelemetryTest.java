// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tracing;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.reactivesqlite.it.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import io.vertx.tracing.opentelemetry.OpenTelemetryOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What vertx-opentelemetry sees of a statement: one span, under the span of the caller. */
class OpenTelemetryTest {

  @TempDir Path folder;
  private final SpanMemory spans = new SpanMemory();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .build();
  private final Tracer tracer = telemetry.getTracer("test");
  private final Vertx vertx =
      Vertx.builder()
          .with(new VertxOptions().setTracingOptions(new OpenTelemetryOptions()))
          .withTracer(new OpenTelemetryTracingFactory(telemetry))
          .build();
  private Pool pool;

  @BeforeEach
  void open() {
    pool = pool(TracingPolicy.PROPAGATE);
    await(pool.query("CREATE TABLE t (a INTEGER PRIMARY KEY)").execute());
    spans.clear();
  }

  @AfterEach
  void close() {
    await(vertx.close());
    telemetry.getSdkTracerProvider().close();
  }

  private Pool pool(TracingPolicy policy) {
    return SQLiteBuilder.pool()
        .connectingTo(
            new SQLiteConnectOptions()
                .setDatabase(folder.resolve("traced.db").toString())
                .setTracingPolicy(policy))
        .with(new PoolOptions().setMaxSize(2))
        .using(vertx)
        .build();
  }

  @Test
  void aStatementOfThePoolIsASpanUnderThatOfTheCaller() {
    SpanData parent = underASpan("caller", () -> pool.query("SELECT 1").execute());
    SpanData span = spans.only("Query");
    assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanId());
    assertThat(span.getTraceId()).isEqualTo(parent.getTraceId());
  }

  @Test
  void itSaysWhatRanWhere() {
    underASpan("caller", () -> pool.preparedQuery("SELECT ?").execute(Tuple.of("secret")));
    SpanData span = spans.only("Query");
    assertThat(span.getAttributes().get(stringKey("db.system"))).isEqualTo("sqlite");
    assertThat(span.getAttributes().get(stringKey("db.statement"))).isEqualTo("SELECT ?");
    assertThat(span.getAttributes().get(stringKey("db.type"))).isEqualTo("sql");
    assertThat(span.getAttributes().get(stringKey("db.instance"))).endsWith("traced.db");
    assertThat(span.getAttributes().toString()).doesNotContain("secret").doesNotContain("null");
  }

  @Test
  void aStatementOfAConnectionIsASpanToo() {
    SpanData parent =
        underASpan(
            "caller",
            () ->
                pool.withTransaction(
                    connection ->
                        connection
                            .query("INSERT INTO t VALUES (1)")
                            .execute()
                            .compose(
                                v ->
                                    connection
                                        .preparedQuery("INSERT INTO t VALUES (?)")
                                        .executeBatch(List.of(Tuple.of(2), Tuple.of(3))))));
    assertThat(spans.named("Query"))
        .hasSize(2)
        .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanId()));
  }

  @Test
  void aFailureIsInTheSpan() {
    assertThatThrownBy(
            () -> underASpan("caller", () -> pool.query("SELECT * FROM missing").execute()))
        .isInstanceOf(SQLiteException.class);
    SpanData span = spans.only("Query");
    assertThat(span.getEvents())
        .hasSize(1)
        .first()
        .satisfies(
            event ->
                assertThat(event.getAttributes().get(stringKey("exception.type")))
                    .isEqualTo(SQLiteException.class.getName()));
  }

  /** The contexts of many requests share an event loop; each has its own span. */
  @Test
  void duplicatedContextsKeepTheirSpansApart() {
    ContextInternal loop = ((VertxInternal) vertx).createEventLoopContext();
    List<Future<Void>> requests =
        IntStream.range(0, 200).mapToObj(i -> request(loop.duplicate(), i)).toList();
    await(Future.all(requests));
    List<SpanData> callers = spans.named("request");
    assertThat(callers).hasSize(200);
    for (SpanData caller : callers) {
      List<SpanData> children = spans.under(caller);
      assertThat(children)
          .extracting(span -> span.getAttributes().get(stringKey("db.statement")))
          .containsExactlyInAnyOrder(
              "SELECT " + caller.getAttributes().get(stringKey("number")),
              "INSERT INTO t VALUES (" + caller.getAttributes().get(stringKey("number")) + ")",
              "SELECT a FROM t WHERE a = " + caller.getAttributes().get(stringKey("number")));
    }
  }

  /** After each answer the caller is on its own context again, or its next span had no parent. */
  private Future<Void> request(ContextInternal context, int number) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          Span span = tracer.spanBuilder("request").setAttribute("number", "" + number).startSpan();
          span.makeCurrent();
          pool.query("SELECT " + number)
              .execute()
              .compose(x -> pool.query("INSERT INTO t VALUES (" + number + ")").execute())
              .compose(
                  x ->
                      pool.withConnection(
                          c -> c.query("SELECT a FROM t WHERE a = " + number).execute()))
              .<Void>mapEmpty()
              .onComplete(
                  ar -> {
                    span.end();
                    done.handle(ar);
                  });
        });
    return done.future();
  }

  @Test
  void withoutASpanOfTheCallerNothingIsTraced() {
    await(pool.query("SELECT 1").execute());
    assertThat(spans.named("Query")).isEmpty();
  }

  @Test
  void thePolicyOfTheOptionsIsObeyed() {
    Pool always = pool(TracingPolicy.ALWAYS);
    Pool never = pool(TracingPolicy.IGNORE);
    List<Function<SqlClient, Future<?>>> statements = new ArrayList<>();
    statements.add(client -> client.query("SELECT 1").execute());
    statements.add(client -> ((Pool) client).withConnection(c -> c.query("SELECT 1").execute()));
    for (Function<SqlClient, Future<?>> statement : statements) {
      spans.clear();
      await(statement.apply(always));
      assertThat(spans.named("Query")).hasSize(1);
      spans.clear();
      underASpan("caller", () -> statement.apply(never));
      assertThat(spans.named("Query")).isEmpty();
    }
  }

  /** Runs something on a context of its own, under a span, and gives the span. */
  private SpanData underASpan(String name, Supplier<Future<?>> work) {
    Promise<Void> done = Promise.promise();
    ((VertxInternal) vertx)
        .createEventLoopContext()
        .duplicate()
        .runOnContext(
            v -> {
              Span span = tracer.spanBuilder(name).startSpan();
              span.makeCurrent();
              work.get()
                  .<Void>mapEmpty()
                  .onComplete(
                      ar -> {
                        span.end();
                        done.handle(ar);
                      });
            });
    await(done.future());
    return spans.only(name);
  }
}
