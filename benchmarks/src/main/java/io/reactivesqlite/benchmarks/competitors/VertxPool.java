// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Schema;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A pool with the interface of vertx-sql-client, used as its documentation shows. */
public final class VertxPool implements Asynchronous {

  /** Rows that a stream asks for at a time. */
  private static final int FETCH = 1_000;

  private final Competitor competitor;
  private final Path database;
  private final Load load;
  private final Vertx vertx;
  private final Pool pool;
  private final Verticles verticles;
  private final List<Tuple> batch = new ArrayList<>();

  public VertxPool(Competitor competitor, Path database, Load load, int verticles)
      throws Exception {
    this.competitor = competitor;
    this.database = database;
    this.load = load;
    this.vertx = Vertx.vertx();
    this.pool = Pools.open(competitor, vertx, database, load);
    if (load == Load.BATCH) {
      for (int i = 0; i < Schema.BATCH; i++) {
        batch.add(values(i));
      }
    }
    this.verticles = Verticles.deploy(vertx, verticles);
  }

  /** The context of one of the callers, to watch its event loop. */
  public Context caller(int caller) {
    return verticles.context(caller);
  }

  @Override
  public void onCaller(int caller, Runnable first) {
    caller(caller).runOnContext(v -> first.run());
  }

  @Override
  public void start(Operation operation, long number, Completion completion) {
    future(operation, number)
        .onComplete(done -> completion.done(done.succeeded() ? null : done.cause()));
  }

  private Future<Void> future(Operation operation, long number) {
    return switch (operation) {
      case SELECT -> select(pool, Checks.item(number));
      case INSERT -> insert(number);
      case QUERY -> pool.query(Schema.QUERY).execute().map(rows -> all(rows, Schema.ITEMS));
      case STREAM -> stream();
      case BATCH -> batch();
      case READ_MODIFY_WRITE -> readModifyWrite(Checks.account(number));
      case OPEN_CLOSE -> openAndClose();
      case SLOW -> pool.query(Schema.SLOW).execute().mapEmpty();
      case BRIEF -> pool.query(Schema.BRIEF).execute().mapEmpty();
    };
  }

  private static Future<Void> select(Pool pool, long id) {
    return pool.preparedQuery(Schema.SELECT)
        .execute(Tuple.of(id))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              Checks.equal(id, ((Number) row.getValue(0)).longValue(), "id");
              for (int i = 1; i <= 3; i++) {
                row.getValue(i);
              }
              return null;
            });
  }

  private static Tuple values(long number) {
    return Tuple.of(Schema.text(number), number, number * 1.5);
  }

  private Future<Void> insert(long number) {
    return pool.preparedQuery(Schema.INSERT)
        .execute(values(number))
        .map(
            rows -> {
              Checks.equal(1, rows.rowCount(), "inserted rows");
              return null;
            });
  }

  private static Void all(Iterable<Row> rows, int expected) {
    Sums sums = new Sums();
    rows.forEach(sums::add);
    sums.check(expected);
    return null;
  }

  /** The same cells are looked at as in {@link JdbcSession}. */
  private static final class Sums {
    private long ids;
    private long texts;

    void add(Row row) {
      ids += ((Number) row.getValue(0)).longValue();
      texts += row.getValue(1) == null ? 0 : 1;
      row.getValue(2);
      row.getValue(3);
    }

    void check(int expected) {
      Checks.rows(expected, ids, texts);
    }
  }

  private Future<Void> stream() {
    return pool.withConnection(
        connection -> connection.prepare(Schema.STREAM).compose(VertxPool::stream));
  }

  private static Future<Void> stream(io.vertx.sqlclient.PreparedStatement statement) {
    Promise<Void> promise = Promise.promise();
    Sums sums = new Sums();
    statement
        .createStream(FETCH)
        .exceptionHandler(promise::tryFail)
        .endHandler(
            end -> {
              try {
                sums.check(Schema.STREAMED);
                promise.tryComplete();
              } catch (IllegalStateException e) {
                promise.tryFail(e);
              }
            })
        .handler(sums::add);
    return promise.future();
  }

  private Future<Void> batch() {
    if (competitor == Competitor.OURS) {
      return pool.preparedQuery(Schema.INSERT).executeBatch(batch).map(VertxPool::checkBatch);
    }
    // Outside a transaction each row of the peer's batch would be a commit of its own.
    return pool.withTransaction(
        connection ->
            connection.preparedQuery(Schema.INSERT).executeBatch(batch).map(VertxPool::checkBatch));
  }

  private static Void checkBatch(RowSet<Row> rows) {
    int count = 0;
    for (RowSet<Row> one = rows; one != null; one = one.next()) {
      count += one.rowCount();
    }
    Checks.equal(Schema.BATCH, count, "rows of the batch");
    return null;
  }

  private Future<Void> readModifyWrite(long id) {
    return competitor == Competitor.OURS_SHARED
        ? SQLitePool.cast(pool).withSharedTransaction(client -> addToBalance(client, id))
        : pool.withTransaction(connection -> addToBalance(connection, id));
  }

  private static Future<Void> addToBalance(SqlClient client, long id) {
    return client
        .preparedQuery(Schema.BALANCE)
        .execute(Tuple.of(id))
        .compose(rows -> setBalance(client, id, rows.iterator().next().getLong(0) + 1));
  }

  private static Future<Void> setBalance(SqlClient client, long id, long balance) {
    return client
        .preparedQuery(Schema.SET_BALANCE)
        .execute(Tuple.of(balance, id))
        .map(
            rows -> {
              Checks.equal(1, rows.rowCount(), "updated rows");
              return null;
            });
  }

  private Future<Void> openAndClose() {
    Pool opened = Pools.open(competitor, vertx, database, load);
    return select(opened, 1).eventually(() -> opened.close());
  }

  @Override
  public void close() throws Exception {
    Verticles.await(pool.close());
    Verticles.await(vertx.close());
  }
}
