// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.jdbc;
import static io.reactivesqlite.it.pages.Place.run;
import static io.reactivesqlite.it.pages.Place.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteLiveQuery;
import io.reactivesqlite.client.SQLitePool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/guides/live-queries.md. */
class LiveQueriesPageTest {

  @RegisterExtension static final DocPage page = new DocPage("guides/live-queries.md");

  @RegisterExtension private final Place place = new Place();

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private SQLitePool pool;

  @BeforeEach
  void open() {
    pool = place.pool("shop.db");
    run(
        pool,
        "CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer ON DELETE CASCADE, state TEXT)",
        "CREATE VIEW open_orders AS SELECT id, customer FROM orders WHERE state = 'open'",
        "INSERT INTO customer VALUES (1, 'Ada'), (2, 'Bob')",
        "INSERT INTO orders VALUES (1, 1, 'open'), (2, 2, 'sent')");
  }

  private void show(String line) {
    seen.add(line);
  }

  private static String ids(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getValue(0).toString())
        .collect(Collectors.joining(" "));
  }

  /** Waits for as many, and forgets them. */
  private List<String> next(int count) {
    until(count + " have come, not only " + seen, () -> seen.size() >= count);
    List<String> all = List.copyOf(seen);
    seen.clear();
    assertThat(all).hasSize(count);
    return all;
  }

  @Test
  void itAnswersAgain() {
    // [watch
    SQLiteLiveQuery open =
        pool.liveQuery("SELECT id FROM open_orders WHERE customer = ?", Tuple.of(1));
    open.exceptionHandler(failure -> show("failed: " + failure.getMessage()))
        .endHandler(end -> show("ended"))
        .handler(rows -> show("open orders of Ada: " + ids(rows)));
    // watch]
    page.gives("watch", next(1).get(0));
    // [write
    await(pool.query("INSERT INTO orders VALUES (3, 1, 'open')").execute());
    // write]
    page.gives("watch", next(1).get(0));
    // [cascade
    await(pool.query("DELETE FROM customer WHERE id = 1").execute());
    // cascade]
    page.gives("watch", next(1).get(0));
    // [stop
    await(open.close());
    // stop]
    page.gives("watch", next(1).get(0));
  }

  @Test
  void aTableIsWatchedNotARow() throws Exception {
    pool.liveQuery("SELECT id FROM open_orders").handler(rows -> show("open: " + ids(rows)));
    String first = next(1).get(0);
    // [table
    await(pool.query("UPDATE customer SET name = 'Cyd' WHERE id = 2").execute());
    await(pool.query("UPDATE orders SET state = 'paid' WHERE id = 2").execute());
    // table]
    page.gives("table", first + "\n" + next(1).get(0));
  }

  @Test
  void ofAnotherProcessOnlyDifferencesAreTold() throws Exception {
    pool.liveQuery("SELECT id FROM open_orders").handler(rows -> show(ids(rows)));
    next(1);
    jdbc(place.in("shop.db"), "UPDATE orders SET state = 'paid' WHERE id = 2");
    jdbc(place.in("shop.db"), "UPDATE orders SET state = 'open' WHERE id = 2");
    assertThat(next(1)).containsExactly("1 2");
  }

  @Test
  void whatIsRolledBackIsNotSeen() {
    pool.liveQuery("SELECT count(*) FROM orders").handler(rows -> show(ids(rows)));
    next(1);
    pool.withTransaction(
            connection ->
                connection
                    .query("DELETE FROM orders")
                    .execute()
                    .compose(deleted -> Future.failedFuture("undo it")))
        .otherwiseEmpty()
        .compose(undone -> pool.query("INSERT INTO orders (state) VALUES ('open')").execute());
    assertThat(next(1)).containsExactly("3");
  }

  @Test
  void manyCommitsAreAnsweredOnce() {
    // [pause
    SQLiteLiveQuery count = pool.liveQuery("SELECT count(*) FROM orders");
    count.handler(
        rows -> {
          show("orders: " + ids(rows));
          count.pause();
        });
    // pause]
    String first = next(1).get(0);
    for (int i = 0; i < 100; i++) {
      run(pool, "INSERT INTO orders (customer, state) VALUES (1, 'open')");
    }
    // [resume
    count.resume();
    // resume]
    page.gives("pause", first + "\n" + next(1).get(0));
  }

  @Test
  void itEndsWithItsQuery() {
    // [fail
    pool.liveQuery("SELECT count(*) FROM orders")
        .exceptionHandler(failure -> show("failed: " + failure.getMessage()))
        .endHandler(end -> show("ended"))
        .handler(rows -> show("orders: " + ids(rows)));
    // fail]
    String first = next(1).get(0);
    run(pool, "ALTER TABLE orders RENAME TO archive");
    page.gives("fail", first + "\n" + String.join("\n", next(2)));
  }

  @Test
  void whatWritesIsRefused() {
    pool.liveQuery("DELETE FROM orders RETURNING id")
        .exceptionHandler(failure -> show(failure.getMessage()))
        .handler(rows -> show(ids(rows)));
    assertThat(next(1).get(0)).contains("it can only read");
  }

  // [sse
  static void openOrders(HttpServerRequest request, SQLitePool pool) {
    SQLiteLiveQuery orders = pool.liveQuery("SELECT id, customer FROM open_orders");
    HttpServerResponse response =
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.drainHandler(drained -> orders.resume());
    response.closeHandler(closed -> orders.close());
    orders
        .exceptionHandler(failure -> response.reset())
        .handler(
            rows -> {
              JsonArray json = new JsonArray();
              rows.forEach(row -> json.add(row.toJson()));
              response.write("data: " + json.encode() + "\n\n");
              if (response.writeQueueFull()) {
                orders.pause();
              }
            });
  }

  // sse]

  @Test
  void toTheBrowser() {
    Vertx vertx = place.vertx();
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> openOrders(request, pool))
                .listen(0, "127.0.0.1"));
    HttpClient client = vertx.createHttpClient();
    client
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
        .compose(request -> request.send())
        .onSuccess(response -> response.handler(data -> show(data.toString().strip())));
    String first = next(1).get(0);
    run(pool, "INSERT INTO orders VALUES (3, 2, 'open')");
    page.gives("sse", first + "\n\n" + next(1).get(0));
  }

  @Test
  void asMulti() {
    io.reactivesqlite.mutiny.client.SQLitePool mutiny =
        io.reactivesqlite.mutiny.client.SQLitePool.newInstance(pool);
    // [mutiny
    Multi<Long> count =
        mutiny
            .liveQuery("SELECT count(*) FROM orders")
            .toMulti()
            .map(rows -> rows.iterator().next().getLong(0));
    // mutiny]
    Cancellable subscription = count.subscribe().with(number -> show(number.toString()));
    assertThat(next(1)).containsExactly("2");
    run(pool, "DELETE FROM orders");
    assertThat(next(1)).containsExactly("0");
    subscription.cancel();
    run(pool, "INSERT INTO orders (state) VALUES ('open')");
    pool.liveQuery("SELECT 'later'").handler(rows -> show(ids(rows)));
    assertThat(next(1)).containsExactly("later");
  }
}
