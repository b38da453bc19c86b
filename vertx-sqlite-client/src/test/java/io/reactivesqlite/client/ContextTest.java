// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Results come back on the context that asked, in the order in which it asked. */
class ContextTest {

  private static final String ECHO = "SELECT ?";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLitePool pool;
  private VertxInternal vertx;

  @BeforeEach
  void openPool() {
    pool = sandbox.pool();
    run(pool, "CREATE TABLE t(a INT)");
    vertx = (VertxInternal) sandbox.vertx();
  }

  private ContextInternal workerContext() {
    return vertx.createWorkerContext();
  }

  /** The context on which the result of a query was handed over. */
  private static Future<Context> contextOfResult(Context caller, SqlClient client) {
    Promise<Context> promise = Promise.promise();
    caller.runOnContext(
        v ->
            client
                .query("SELECT 1")
                .execute()
                .onComplete(ar -> promise.complete(Vertx.currentContext())));
    return promise.future();
  }

  @Test
  void anEventLoopContextGetsItsResults() {
    ContextInternal context = vertx.createEventLoopContext();
    assertThat(await(contextOfResult(context, pool))).isSameAs(context);
  }

  @Test
  void aDuplicatedContextGetsItsResults() {
    ContextInternal duplicate = vertx.createEventLoopContext().duplicate();
    assertThat(await(contextOfResult(duplicate, pool))).isSameAs(duplicate);
  }

  @Test
  void aWorkerContextGetsItsResultsOnAWorkerThread() {
    ContextInternal context = workerContext();
    assertThat(await(contextOfResult(context, pool))).isSameAs(context);
    Promise<Boolean> onWorker = Promise.promise();
    context.runOnContext(
        v ->
            pool.query("SELECT 1")
                .execute()
                .onComplete(ar -> onWorker.complete(Context.isOnWorkerThread())));
    assertThat(await(onWorker.future())).isTrue();
  }

  @Test
  void aDuplicatedWorkerContextGetsItsResults() {
    ContextInternal duplicate = workerContext().duplicate();
    assertThat(await(contextOfResult(duplicate, pool))).isSameAs(duplicate);
  }

  @Test
  void withoutAContextResultsComeOnAnEventLoop() {
    Promise<Boolean> onEventLoop = Promise.promise();
    pool.query("SELECT 1")
        .execute()
        .onComplete(ar -> onEventLoop.complete(Context.isOnEventLoopThread()));
    assertThat(await(onEventLoop.future())).isTrue();
  }

  @Test
  void aConnectionGivesItsResultsOnTheContextThatOpenedIt() {
    ContextInternal context = vertx.createEventLoopContext();
    Promise<SQLiteConnection> opened = Promise.promise();
    context.runOnContext(
        v -> SQLiteConnection.connect(vertx, sandbox.options()).onComplete(opened));
    SQLiteConnection connection = await(opened.future());
    assertThat(await(contextOfResult(vertx.createEventLoopContext(), connection)))
        .isSameAs(context);
    await(connection.close());
  }

  @Test
  void failuresComeOnTheSameContextAsResults() {
    ContextInternal context = vertx.createEventLoopContext();
    Promise<Context> promise = Promise.promise();
    context.runOnContext(
        v ->
            pool.query("SELECT * FROM nowhere")
                .execute()
                .onFailure(e -> promise.complete(Vertx.currentContext())));
    assertThat(await(promise.future())).isSameAs(context);
  }

  /** Each context asks many times without waiting, and writes down what comes in which order. */
  private void ordersAreKept(
      SqlClient client, List<ContextInternal> contexts, boolean lateListeners) {
    int each = 1_000;
    List<Future<List<Integer>>> all = new ArrayList<>();
    for (ContextInternal context : contexts) {
      Promise<List<Integer>> promise = Promise.promise();
      all.add(promise.future());
      List<Integer> seen = new ArrayList<>();
      context.runOnContext(
          v -> {
            List<Future<RowSet<Row>>> asked = new ArrayList<>();
            for (int i = 0; i < each; i++) {
              Future<RowSet<Row>> future = client.preparedQuery(ECHO).execute(Tuple.of(i));
              asked.add(future);
              if (!lateListeners) {
                listen(future, seen, each, promise);
              }
            }
            if (lateListeners) {
              context.runOnContext(
                  x -> asked.forEach(future -> listen(future, seen, each, promise)));
            }
          });
    }
    for (Future<List<Integer>> one : all) {
      List<Integer> seen = await(one);
      for (int i = 0; i < each; i++) {
        assertThat(seen.get(i)).as("place %s", i).isEqualTo(i);
      }
    }
  }

  private static void listen(
      Future<RowSet<Row>> future, List<Integer> seen, int each, Promise<List<Integer>> promise) {
    future.onComplete(
        ar -> {
          if (ar.failed()) {
            promise.tryFail(ar.cause());
            return;
          }
          seen.add(ar.result().iterator().next().getInteger(0));
          if (seen.size() == each) {
            promise.tryComplete(seen);
          }
        });
  }

  private List<ContextInternal> manyContexts() {
    List<ContextInternal> contexts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      contexts.add(vertx.createEventLoopContext());
      contexts.add(vertx.createEventLoopContext().duplicate());
    }
    contexts.add(workerContext());
    return contexts;
  }

  /** Its results belong to the context that opened it, so the order is told there. */
  @Test
  void aConnectionAnswersInOrder() {
    for (ContextInternal context : List.of(vertx.createEventLoopContext(), workerContext())) {
      Promise<SQLiteConnection> opened = Promise.promise();
      context.runOnContext(
          v -> SQLiteConnection.connect(vertx, sandbox.options()).onComplete(opened));
      SQLiteConnection connection = await(opened.future());
      ordersAreKept(connection, List.of(context), false);
      ordersAreKept(connection, List.of(context), true);
      await(connection.close());
    }
  }

  @Test
  void aSingleReaderAnswersEachOfManyContextsInOrder() {
    SQLitePool one = sandbox.pool(sandbox.options().setReaders(1));
    ordersAreKept(one, manyContexts(), false);
    ordersAreKept(one, manyContexts(), true);
  }

  @Test
  void theWriterAnswersInOrderAndAllIsCommittedInOrder() {
    int count = 3_000;
    List<Integer> seen = new ArrayList<>();
    Promise<List<Integer>> promise = Promise.promise();
    vertx
        .createEventLoopContext()
        .runOnContext(
            v -> {
              for (int i = 0; i < count; i++) {
                listen(
                    pool.preparedQuery("INSERT INTO t VALUES (?) RETURNING a").execute(Tuple.of(i)),
                    seen,
                    count,
                    promise);
              }
            });
    assertThat(await(promise.future())).isEqualTo(IntStream.range(0, count).boxed().toList());
    assertThat(sandbox.jdbcColumn("SELECT a FROM t ORDER BY rowid"))
        .isEqualTo(IntStream.range(0, count).boxed().toList());
  }

  @Test
  void aReadSeesTheWriteThatWasCompletedBefore() {
    for (int i = 1; i <= 200; i++) {
      run(pool, "INSERT INTO t VALUES (1)");
      assertThat(Sandbox.scalar(pool, "SELECT count(*) FROM t")).isEqualTo((long) i);
    }
  }

  @Test
  void manyVerticlesOnManyEventLoopsShareAPool() {
    int instances = 8;
    await(
        vertx.deployVerticle(
            () ->
                new AbstractVerticle() {
                  @Override
                  public void start(Promise<Void> started) {
                    Context mine = context;
                    Future<?> all = Future.succeededFuture();
                    for (int i = 0; i < 50; i++) {
                      all =
                          all.compose(v -> pool.query("INSERT INTO t VALUES (1)").execute())
                              .compose(v -> pool.query("SELECT count(*) FROM t").execute())
                              .map(
                                  rows -> {
                                    assertThat(Vertx.currentContext()).isSameAs(mine);
                                    return rows;
                                  });
                    }
                    all.<Void>mapEmpty().onComplete(started);
                  }
                },
            new DeploymentOptions().setInstances(instances)));
    assertThat(Sandbox.scalar(pool, "SELECT count(*) FROM t")).isEqualTo(50L * instances);
  }

  @Test
  void aHandlerThatThrowsHurtsNobodyElse() {
    List<Throwable> reported = new ArrayList<>();
    ContextInternal context = vertx.createEventLoopContext();
    context.exceptionHandler(reported::add);
    Promise<Void> second = Promise.promise();
    context.runOnContext(
        v -> {
          pool.query("SELECT 1")
              .execute()
              .onComplete(
                  ar -> {
                    throw new IllegalStateException("mine");
                  });
          pool.query("SELECT 2").execute().<Void>mapEmpty().onComplete(second);
        });
    await(second.future());
    Sandbox.until("the exception was reported", () -> reported.size() == 1);
    assertThat(reported.get(0)).hasMessage("mine");
  }

  @Test
  void aVerticleThatIsGoneBeforeItsResultsComeHurtsNobodyElse() {
    List<Future<?>> others = new ArrayList<>();
    String id =
        await(
            vertx.deployVerticle(
                new AbstractVerticle() {
                  @Override
                  public void start() {
                    for (int i = 0; i < 20; i++) {
                      pool.query("INSERT INTO t VALUES (1)").execute();
                      pool.query("SELECT count(*) FROM t").execute();
                    }
                  }
                },
                new DeploymentOptions()
                    .setThreadingModel(ThreadingModel.WORKER)
                    .setWorkerPoolName("short-lived")));
    for (int i = 0; i < 20; i++) {
      others.add(pool.query("INSERT INTO t VALUES (2)").execute());
      others.add(pool.query("SELECT count(*) FROM t").execute());
    }
    await(vertx.undeploy(id));
    others.forEach(Sandbox::await);
    assertThat(Sandbox.scalar(pool, "SELECT count(*) FROM t WHERE a = 2")).isEqualTo(20L);
    assertThat(Sandbox.scalar(pool, "SELECT count(*) FROM t WHERE a = 1")).isEqualTo(20L);
  }
}
