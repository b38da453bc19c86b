// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLiteLiveQuery;
import io.reactivesqlite.client.engine.StatementAccess;
import io.reactivesqlite.client.scheduling.ChangeObservers;
import io.reactivesqlite.client.scheduling.Job;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Iterator;
import java.util.Set;

/** A live query. Its state belongs to its context; observers only knock there. */
final class LiveQuery implements SQLiteLiveQuery {

  private final LanePool pool;
  private final ContextInternal context;
  private final String sql;
  private final Tuple parameters;

  private Handler<RowSet<Row>> handler;
  private Handler<Throwable> exceptionHandler;
  private Handler<Void> endHandler;
  private volatile Runnable observation = () -> {};
  private Runnable unregister = () -> {};
  private RowSet<Row> last;
  private long demand = Long.MAX_VALUE;
  private boolean started;
  private boolean running;
  private boolean ended;

  /** Whether the rows are due in any case, or only where they differ. */
  private boolean due = true;

  private boolean maybeDue;

  LiveQuery(LanePool pool, ContextInternal context, String sql, Tuple parameters) {
    this.pool = pool;
    this.context = context;
    this.sql = sql;
    this.parameters = parameters;
  }

  @Override
  public SQLiteLiveQuery exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler;
    return this;
  }

  @Override
  public SQLiteLiveQuery endHandler(Handler<Void> handler) {
    endHandler = handler;
    return this;
  }

  @Override
  public SQLiteLiveQuery handler(Handler<RowSet<Row>> handler) {
    onContext(
        () -> {
          this.handler = handler;
          if (handler == null) {
            end(null);
          } else if (!started) {
            started = true;
            start();
          }
        });
    return this;
  }

  @Override
  public SQLiteLiveQuery pause() {
    onContext(() -> demand = 0);
    return this;
  }

  @Override
  public SQLiteLiveQuery resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public SQLiteLiveQuery fetch(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("cannot fetch " + amount + " results");
    }
    onContext(
        () -> {
          demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
          runIfDue();
        });
    return this;
  }

  @Override
  public Future<Void> close() {
    PromiseInternal<Void> promise = context.promise();
    onContext(
        () -> {
          end(null);
          promise.complete();
        });
    return promise.future();
  }

  private void onContext(Runnable action) {
    if (context.isRunningOnContext()) {
      action.run();
    } else {
      context.runOnContext(v -> action.run());
    }
  }

  private void start() {
    unregister =
        pool.register(
            () -> {
              // At once: the pool's threads end with it.
              observation.run();
              onContext(() -> end(null));
            });
    observe().onComplete(ar -> proceed(ar.cause()));
  }

  /**
   * Finds the tables of the query and observes them, before the query first runs: so no commit
   * falls between.
   */
  private Future<Void> observe() {
    return pool.factory()
        .database(context)
        .compose(
            client -> {
              PromiseInternal<Set<String>> tables = context.promise();
              client
                  .lanes()
                  .submitRead(
                      new CallJob<>(
                          Job.Access.READ,
                          tables,
                          connection -> {
                            client.database().observers().prepare();
                            return readsOf(StatementAccess.of(connection, sql));
                          }));
              return tables
                  .future()
                  .map(
                      reads -> {
                        observation.run();
                        observation =
                            ended
                                ? () -> {}
                                : client
                                    .database()
                                    .observers()
                                    .observe(
                                        reads,
                                        new Knock(),
                                        client.lanes().timers(),
                                        client.lanes().housekeeping());
                        return null;
                      });
            });
  }

  /** What writes would wake itself up, for ever. */
  private Set<String> readsOf(StatementAccess access) {
    Set<String> writes = access.writes();
    if (writes == null || !writes.isEmpty()) {
      throw SQLiteException.of(
          SQLiteErrorKind.MISUSE, "A live query runs again and again, so it can only read", sql);
    }
    return access.reads();
  }

  private final class Knock implements ChangeObservers.Observer {
    @Override
    public void changed() {
      context.runOnContext(
          v -> {
            due = true;
            runIfDue();
          });
    }

    @Override
    public void changedByOthers() {
      context.runOnContext(
          v -> {
            maybeDue = true;
            runIfDue();
          });
    }
  }

  private void proceed(Throwable failure) {
    if (failure != null) {
      end(failure);
    } else {
      runIfDue();
    }
  }

  private void runIfDue() {
    if (ended || running || !started || demand == 0 || !(due || maybeDue)) {
      return;
    }
    running = true;
    boolean inAnyCase = due;
    due = false;
    maybeDue = false;
    pool.preparedQuery(sql)
        .execute(parameters)
        .onComplete(
            ar -> {
              running = false;
              if (ended) {
                return;
              }
              if (ar.failed()) {
                end(ar.cause());
                return;
              }
              if (inAnyCase || differs(ar.result())) {
                emit(ar.result());
              }
              runIfDue();
            });
  }

  private void emit(RowSet<Row> rows) {
    last = rows;
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    context.dispatch(rows, handler);
  }

  private boolean differs(RowSet<Row> rows) {
    if (last == null || last.size() != rows.size()) {
      return true;
    }
    Iterator<Row> before = last.iterator();
    for (Row row : rows) {
      if (!((SQLiteRow) row).sameCells((SQLiteRow) before.next())) {
        return true;
      }
    }
    return false;
  }

  private void end(Throwable failure) {
    if (ended) {
      return;
    }
    ended = true;
    observation.run();
    unregister.run();
    if (failure != null && exceptionHandler != null) {
      context.dispatch(failure, exceptionHandler);
    }
    if (endHandler != null) {
      context.dispatch(null, endHandler);
    }
  }
}
