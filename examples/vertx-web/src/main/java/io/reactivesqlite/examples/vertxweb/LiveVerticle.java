// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import io.reactivesqlite.client.SQLiteLiveQuery;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLitePoolFigures;
import io.reactivesqlite.examples.bookshop.EventLoopDelay;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Watches the database and the event loops, and tells the browsers. */
final class LiveVerticle extends AbstractVerticle {

  private static final String STOCK =
      "SELECT id, quantity AS stock, likes FROM book JOIN stock ON book_id = id";
  private static final String LATEST_ORDERS =
      """
      SELECT latest.id, group_concat(title, ', ') AS titles, sum(quantity) AS books,
             sum(quantity * order_line.price_cents) AS "totalCents"
      FROM (SELECT id FROM book_order ORDER BY id DESC LIMIT 5) latest
      JOIN order_line ON order_id = latest.id JOIN book ON book.id = book_id
      GROUP BY latest.id ORDER BY latest.id DESC
      """;

  private static final long BREATH_MILLIS = 200;
  private static final long LOOK_MILLIS = 20;
  private static final long REPORT_MILLIS = 250;

  private final String database;
  private final List<SQLiteLiveQuery> liveQueries = new ArrayList<>();
  private LiveEvents events;
  private SQLitePool pool;
  private EventLoopDelay delay;
  private SQLitePoolFigures before;
  private long beforeNanos;
  private int longestQueue;

  LiveVerticle(String database) {
    this.database = database;
  }

  @Override
  public void start(Promise<Void> started) {
    EventLoopDelay.of(vertx).onSuccess(this::start).<Void>mapEmpty().onComplete(started);
  }

  private void start(EventLoopDelay watched) {
    delay = watched;
    events = new LiveEvents(vertx);
    pool = Bookshop.pool(vertx, database);
    before = pool.figures();
    beforeNanos = System.nanoTime();
    watch("stock", STOCK);
    watch("orders", LATEST_ORDERS);
    vertx.setPeriodic(
        LOOK_MILLIS, tick -> longestQueue = Math.max(longestQueue, waiting(pool.figures())));
    vertx.setPeriodic(REPORT_MILLIS, tick -> report());
  }

  @Override
  public void stop(Promise<Void> stopped) {
    Future.join(liveQueries.stream().map(SQLiteLiveQuery::close).toList())
        .<Void>mapEmpty()
        .onComplete(stopped);
  }

  /**
   * A live query answers after each commit. No eye can follow that, so it rests after each answer;
   * the commits of that time are answered together.
   */
  private void watch(String event, String sql) {
    SQLiteLiveQuery live = pool.liveQuery(sql);
    liveQueries.add(live);
    live.exceptionHandler(
        failure -> System.err.println("The live query of " + event + " has ended: " + failure));
    live.handler(
        rows -> {
          JsonArray array = new JsonArray();
          for (Row row : rows) {
            array.add(row.toJson());
          }
          events.publish(event, new JsonObject().put(event, array));
          live.pause();
          vertx.setTimer(BREATH_MILLIS, rested -> live.resume());
        });
  }

  private void report() {
    SQLitePoolFigures now = pool.figures();
    long nanos = System.nanoTime();
    double seconds = (nanos - beforeNanos) / 1e9;
    long writes = now.getWrites() - before.getWrites();
    long groups = now.getGroups() - before.getGroups();
    long turns = now.getTurns() - before.getTurns();
    events.publish(
        "figures",
        new JsonObject()
            .put("delayMillis", delay.take().worstMillis())
            .put("waiting", Math.max(longestQueue, waiting(now)))
            .put("reads", Math.round((now.getReads() - before.getReads()) / seconds))
            .put("writes", Math.round((writes + turns - groups) / seconds))
            .put("commits", Math.round(turns / seconds)));
    before = now;
    beforeNanos = nanos;
    longestQueue = 0;
  }

  private static int waiting(SQLitePoolFigures figures) {
    return figures.getWritesWaiting() + figures.getTurnsWaiting();
  }
}
