// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.contexts;

import static io.reactivesqlite.it.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivesqlite.client.SQLiteBuilder;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From whichever context a caller comes, its answers come back to it, in order. */
class ContextsTest {

  private static final int STATEMENTS = 500;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Pool pool;

  @BeforeEach
  void open() {
    pool =
        SQLiteBuilder.pool()
            .connectingTo("sqlite:" + folder.resolve("contexts.db"))
            .with(new PoolOptions().setMaxSize(2))
            .using(vertx)
            .build();
    await(pool.query("CREATE TABLE t (id INTEGER PRIMARY KEY)").execute());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @ParameterizedTest
  @EnumSource
  void answersOfThePoolComeBackToTheCaller(ThreadingModel model) {
    List<String> places = in(model, () -> places(i -> pool.query("SELECT " + i).execute()));
    assertThat(places).hasSize(STATEMENTS).containsOnly("at home");
  }

  @ParameterizedTest
  @EnumSource
  void answersOfAConnectionComeInOrder(ThreadingModel model) {
    List<Long> ids =
        in(
            model,
            () ->
                pool.withTransaction(
                    connection -> {
                      List<Long> answers = new ArrayList<>();
                      List<Future<?>> all = new ArrayList<>();
                      for (long i = 0; i < STATEMENTS; i++) {
                        all.add(
                            connection
                                .preparedQuery("INSERT INTO t VALUES (?) RETURNING id")
                                .execute(Tuple.of(i))
                                .onSuccess(rows -> answers.add(first(rows))));
                      }
                      return Future.all(all).map(answers);
                    }));
    assertThat(ids).containsExactlyElementsOf(LongStream.range(0, STATEMENTS).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfAStreamComeInOrder(ThreadingModel model) {
    await(
        pool.preparedQuery("INSERT INTO t VALUES (?)")
            .executeBatch(IntStream.range(0, STATEMENTS).mapToObj(Tuple::of).toList()));
    List<Long> ids =
        in(
            model,
            () ->
                pool.withTransaction(
                    connection ->
                        connection
                            .prepare("SELECT id FROM t ORDER BY id")
                            .compose(statement -> collect(statement.createStream(7)))));
    assertThat(ids).containsExactlyElementsOf(LongStream.range(0, STATEMENTS).boxed().toList());
  }

  /** The virtual thread waits, and neither the event loop nor the lanes do. */
  @Test
  void aVirtualThreadMayWait() {
    List<Long> ids =
        in(
            ThreadingModel.VIRTUAL_THREAD,
            () -> {
              List<Long> answers = new ArrayList<>();
              for (long i = 0; i < 50; i++) {
                Future.await(pool.preparedQuery("INSERT INTO t VALUES (?)").execute(Tuple.of(i)));
                answers.add(first(Future.await(pool.query("SELECT max(id) FROM t").execute())));
              }
              return Future.succeededFuture(answers);
            });
    assertThat(ids).containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList());
  }

  @Test
  void whoComesFromNoContextIsAnsweredToo() {
    assertThat(Vertx.currentContext()).isNull();
    assertThat(first(await(pool.query("SELECT 7").execute()))).isEqualTo(7);
  }

  private interface Statement {
    Future<RowSet<Row>> number(int i);
  }

  private static Future<List<String>> places(Statement statement) {
    Context home = Vertx.currentContext();
    List<String> places = new ArrayList<>();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < STATEMENTS; i++) {
      int expected = i;
      all.add(
          statement
              .number(i)
              .onSuccess(
                  rows -> {
                    assertThat(first(rows)).isEqualTo(expected);
                    places.add(
                        Vertx.currentContext() == home
                            ? "at home"
                            : "on " + Thread.currentThread());
                  }));
    }
    return Future.all(all).map(places);
  }

  private static Future<List<Long>> collect(RowStream<Row> stream) {
    Promise<List<Long>> done = Promise.promise();
    List<Long> ids = new ArrayList<>();
    stream.exceptionHandler(done::fail);
    stream.endHandler(v -> done.complete(ids));
    stream.handler(row -> ids.add(row.getLong(0)));
    return done.future();
  }

  private static long first(RowSet<Row> rows) {
    return rows.iterator().next().getLong(0);
  }

  /** Runs something in a verticle of its own. */
  private <T> T in(ThreadingModel model, Supplier<Future<T>> work) {
    assumeTrue(
        model != ThreadingModel.VIRTUAL_THREAD
            || ((VertxInternal) vertx).isVirtualThreadAvailable(),
        "virtual threads need Java 21, and this is Java " + Runtime.version().feature());
    Promise<T> result = Promise.promise();
    await(
        vertx.deployVerticle(
            new AbstractVerticle() {
              @Override
              public void start() {
                context.runOnContext(
                    v -> {
                      Future<T> future;
                      try {
                        future = work.get();
                      } catch (Throwable e) {
                        future = Future.failedFuture(e);
                      }
                      future.onComplete(result);
                    });
              }
            },
            new DeploymentOptions().setThreadingModel(model)));
    return await(result.future());
  }
}
