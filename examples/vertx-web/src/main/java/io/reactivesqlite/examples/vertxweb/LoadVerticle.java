// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Customers who browse, search, like and order, each of them one thing after the other without a
 * pause, from when somebody presses the button until somebody presses it again or a time is over.
 */
final class LoadVerticle extends AbstractVerticle {

  /** Where to send {@code true} to begin and {@code false} to end. */
  static final String ADDRESS = "load";

  private static final int CUSTOMERS = 64;
  private static final long LONGEST_MILLIS = 60_000;
  private static final int DELIVERY = 40;
  private static final List<String> WORDS = List.of("captain", "London", "train", "heart", "Wells");

  private final String database;
  private Catalogue catalogue;
  private Orders orders;
  private LiveEvents events;
  private boolean running;
  private int inside;
  private long failures;
  private long end;

  LoadVerticle(String database) {
    this.database = database;
  }

  @Override
  public void start() {
    Pool pool = Bookshop.pool(vertx, database);
    catalogue = new Catalogue(pool);
    orders = new Orders(pool);
    events = new LiveEvents(vertx);
    publish();
    vertx.eventBus().<Boolean>consumer(ADDRESS, message -> run(message.body()));
  }

  @Override
  public void stop() {
    running = false;
  }

  private void run(boolean wanted) {
    running = wanted;
    vertx.cancelTimer(end);
    if (wanted) {
      end = vertx.setTimer(LONGEST_MILLIS, over -> run(false));
      for (; inside < CUSTOMERS; inside++) {
        shop();
      }
    }
    publish();
  }

  private void publish() {
    events.publish(
        "load",
        new JsonObject()
            .put("running", running)
            .put("customers", CUSTOMERS)
            .put("failures", failures));
  }

  private void shop() {
    if (!running) {
      inside--;
      return;
    }
    once()
        .onFailure(
            failure -> {
              failures++;
              publish();
            })
        .onComplete(done -> shop());
  }

  private Future<?> once() {
    int dice = ThreadLocalRandom.current().nextInt(10);
    long book = 1 + ThreadLocalRandom.current().nextInt(24);
    if (dice < 4) {
      return catalogue.all();
    }
    if (dice < 6) {
      return catalogue.search(WORDS.get(ThreadLocalRandom.current().nextInt(WORDS.size())));
    }
    if (dice < 8) {
      return catalogue.like(book);
    }
    return orders
        .place(
            new NewOrder(UUID.randomUUID().toString(), List.of(new NewOrder.Line(book, dice - 7))))
        .recover(failure -> deliver(book, failure));
  }

  private Future<JsonObject> deliver(long book, Throwable failure) {
    return failure instanceof Refused
        ? catalogue.deliver(book, DELIVERY)
        : Future.failedFuture(failure);
  }
}
