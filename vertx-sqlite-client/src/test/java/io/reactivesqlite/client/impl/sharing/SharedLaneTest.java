// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.impl.sharing.SharedTransactions.Member;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.QueryResultHandler;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.command.SimpleQueryCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of those who share transactions when their connection does not open or breaks. */
class SharedLaneTest {

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<SqlConnection> opened = new ArrayList<>();
  private Supplier<Future<Void>> opening = Future::succeededFuture;
  private ContextInternal context;
  private Pool pool;
  private SharedTransactions transactions;

  @BeforeEach
  void open() throws Exception {
    context = ((VertxInternal) vertx).createEventLoopContext();
    final SQLiteConnectOptions options = SQLiteConnectOptions.file(folder.resolve("lane.db"));
    pool =
        SQLiteBuilder.pool(
            builder ->
                builder.connectingTo(options).with(new PoolOptions().setMaxSize(1)).using(vertx));
    result(pool.query("create table t (a)").execute());
    transactions = new SharedTransactions((VertxInternal) vertx, this::connection, options);
    transactions.mayLast(TimeUnit.HOURS.toNanos(1));
  }

  /** A connection of the pool, which the test sees, and may hold back. */
  private Future<SqlConnection> connection() {
    return opening.get().compose(go -> pool.getConnection()).onSuccess(opened::add);
  }

  @AfterEach
  void close() throws Exception {
    result(pool.close());
    result(vertx.close());
  }

  private static <T> T result(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Throwable failure(Future<?> future) throws Exception {
    try {
      throw new AssertionError("succeeded with " + result(future));
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private static void isClosed(Future<?> future) throws Exception {
    assertThat(failure(future))
        .isInstanceOfSatisfying(
            SQLiteException.class, e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CLOSED));
  }

  private Future<Boolean> insert(Member member, int value) {
    return member.schedule(
        context,
        new SimpleQueryCommand<>(
            "insert into t values (" + value + ")",
            true,
            false,
            QueryCommandBase.NULL_COLLECTOR,
            QueryResultHandler.NOOP_HANDLER));
  }

  private List<Long> stored() throws Exception {
    final List<Long> values = new ArrayList<>();
    result(pool.query("select a from t order by a").execute())
        .forEach(row -> values.add(row.getLong(0)));
    return values;
  }

  private void breakTheLane() throws Exception {
    final Promise<Void> closed = Promise.promise();
    ((SqlConnectionInternal) opened.get(0)).unwrap().unwrap().close(null, closed);
    result(closed.future());
  }

  @Test
  void aLaneThatBrokeIsOpenedAgain() throws Exception {
    final Member first = transactions.begin();
    result(insert(first, 1));
    result(first.commit(context));
    breakTheLane();
    final Member second = transactions.begin();
    result(insert(second, 2));
    result(second.commit(context));
    assertThat(opened).hasSize(2);
    assertThat(stored()).containsExactly(1L, 2L);
  }

  @Test
  void whoseWorkIsLostWithTheLaneHearsOfItAndWhoComesAfterThemGoesOn() throws Exception {
    final Member first = transactions.begin();
    result(insert(first, 1));
    final Member second = transactions.begin();
    final Future<Boolean> inserted = insert(second, 2);
    final Future<Void> firstCommitted = first.commit(context);
    result(inserted);
    final Member third = transactions.begin();
    final Future<Boolean> waiting = insert(third, 3);
    breakTheLane();
    isClosed(second.commit(context));
    isClosed(firstCommitted);
    result(waiting);
    result(third.commit(context));
    assertThat(stored()).containsExactly(3L);
  }

  @Test
  void whereTheLaneDoesNotOpenWhoAskedHearsOfItAndTheNextOneTriesAgain() throws Exception {
    final Promise<Void> gate = Promise.promise();
    opening = gate::future;
    final Member first = transactions.begin();
    final Future<Boolean> refused = insert(first, 1);
    final Member second = transactions.begin();
    final Future<Boolean> inserted = insert(second, 2);
    opening = Future::succeededFuture;
    gate.fail("no connection");
    assertThat(failure(refused)).hasMessage("no connection");
    assertThat(failure(first.commit(context))).hasMessage("no connection");
    result(inserted);
    result(second.commit(context));
    assertThat(stored()).containsExactly(2L);
  }

  @Test
  void whoGivesUpWhileTheLaneOpensRunsNothingAndHoldsNobodyUp() throws Exception {
    final Promise<Void> gate = Promise.promise();
    opening = gate::future;
    final Member first = transactions.begin();
    final Future<Boolean> given = insert(first, 1);
    final Member second = transactions.begin();
    final Future<Boolean> inserted = insert(second, 2);
    result(first.rollback(context));
    assertThat(failure(given)).hasMessageContaining("rolled back before its turn came");
    gate.complete();
    result(inserted);
    result(second.commit(context));
    assertThat(stored()).containsExactly(2L);
  }
}
