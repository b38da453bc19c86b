// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.Fluent;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * A query that answers again when its answer may have changed.
 *
 * <p>It begins when a handler is set: the rows of now come at once, and again after each commit
 * that has touched a table which the query reads, through views, triggers and foreign key actions,
 * by this process or another one. Commits that come while the query runs, or while the stream is
 * paused, are answered together by one more run, so a slow consumer sees the newest state and never
 * a backlog.
 *
 * <p>Commits of this process are noticed at once. Commits of other processes are noticed within 100
 * ms (within a second while this process commits all the time); what they touched is not known, so
 * rows are given only where they differ from the last ones.
 *
 * <p>The stream ends when it is closed, when its pool is closed, or with a failure of the query.
 */
@VertxGen
public interface SQLiteLiveQuery extends ReadStream<RowSet<Row>> {

  @Fluent
  @Override
  SQLiteLiveQuery exceptionHandler(Handler<Throwable> handler);

  @Fluent
  @Override
  SQLiteLiveQuery handler(Handler<RowSet<Row>> handler);

  @Fluent
  @Override
  SQLiteLiveQuery pause();

  @Fluent
  @Override
  SQLiteLiveQuery resume();

  @Fluent
  @Override
  SQLiteLiveQuery fetch(long amount);

  @Fluent
  @Override
  SQLiteLiveQuery endHandler(Handler<Void> handler);

  /**
   * Ends the stream; a handler set to {@code null} does the same.
   *
   * @return completed when nothing more will come
   */
  Future<Void> close();
}
