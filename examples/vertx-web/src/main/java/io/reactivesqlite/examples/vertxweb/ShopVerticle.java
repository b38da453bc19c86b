// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import io.reactivesqlite.examples.bookshop.EventLoopDelay;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.atomic.AtomicInteger;

/** The shop over HTTP: several of them, on as many event loops, serve one port from one pool. */
final class ShopVerticle extends AbstractVerticle {

  private final String database;
  private final AtomicInteger port;
  private final EventLoopDelay delay;
  private Catalogue catalogue;
  private Orders orders;
  private LiveEvents events;

  private ShopVerticle(String database, AtomicInteger port, EventLoopDelay delay) {
    this.database = database;
    this.port = port;
    this.delay = delay;
  }

  /**
   * Opens shops on loopback, for this machine only.
   *
   * @param port where to listen, 0 for any free port
   * @return the port
   */
  static Future<Integer> deploy(Vertx vertx, int instances, String database, int port) {
    // Shops that listen on the same negative port share one free port.
    AtomicInteger listening = new AtomicInteger(port == 0 ? -1 : port);
    return EventLoopDelay.of(vertx)
        .compose(
            delay ->
                vertx.deployVerticle(
                    () -> new ShopVerticle(database, listening, delay),
                    new DeploymentOptions().setInstances(instances)))
        .map(deployed -> listening.get());
  }

  @Override
  public void start(Promise<Void> started) {
    Pool pool = Bookshop.pool(vertx, database);
    catalogue = new Catalogue(pool);
    orders = new Orders(pool);
    events = new LiveEvents(vertx);
    vertx
        .createHttpServer()
        .requestHandler(routes())
        .listen(port.get(), "127.0.0.1")
        .onSuccess(server -> port.set(server.actualPort()))
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private Router routes() {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(65_536));
    router.get("/books").handler(this::books);
    router.post("/books/:id/likes").handler(c -> answer(c, 200, catalogue.like(id(c))));
    router
        .post("/books/:id/deliveries")
        .handler(c -> answer(c, 200, catalogue.deliver(id(c), quantity(c))));
    router.post("/orders").handler(c -> answer(c, 201, orders.place(NewOrder.of(body(c)))));
    router
        .get("/orders/:reference")
        .handler(c -> answer(c, 200, orders.find(c.pathParam("reference"))));
    router.get("/totals").handler(c -> answer(c, 200, catalogue.totals()));
    router.get("/event-loop-delay").handler(this::eventLoopDelay);
    router.get("/live").handler(c -> events.sendTo(c.response()));
    router.post("/load").handler(c -> load(c, true));
    router.delete("/load").handler(c -> load(c, false));
    router.get().handler(StaticHandler.create("page").setCachingEnabled(false));
    router.route().failureHandler(ShopVerticle::explain);
    return router;
  }

  private void books(RoutingContext context) {
    String words = context.request().getParam("search", "");
    answer(context, 200, catalogue.search(words));
  }

  private void eventLoopDelay(RoutingContext context) {
    EventLoopDelay.Seen seen = delay.take();
    context.json(
        new JsonObject()
            .put("medianMillis", seen.medianMillis())
            .put("p99Millis", seen.p99Millis())
            .put("worstMillis", seen.worstMillis()));
  }

  private void load(RoutingContext context, boolean wanted) {
    vertx.eventBus().send(LoadVerticle.ADDRESS, wanted);
    context.json(new JsonObject().put("running", wanted));
  }

  private static long id(RoutingContext context) {
    try {
      return Long.parseLong(context.pathParam("id"));
    } catch (NumberFormatException wrong) {
      throw new Refused(404, "There is no such book.");
    }
  }

  private static int quantity(RoutingContext context) {
    if (body(context).getValue("quantity") instanceof Integer quantity
        && quantity > 0
        && quantity <= 1000) {
      return quantity;
    }
    throw new Refused(400, "A delivery needs a quantity from 1 to 1000.");
  }

  private static JsonObject body(RoutingContext context) {
    try {
      JsonObject body = context.body().asJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (RuntimeException unreadable) {
      throw new Refused(400, "The body is no JSON object.");
    }
  }

  private static void answer(RoutingContext context, int status, Future<?> answer) {
    answer
        .onSuccess(json -> context.response().setStatusCode(status))
        .onSuccess(context::json)
        .onFailure(context::fail);
  }

  private static void explain(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof Refused refused) {
      context.response().setStatusCode(refused.status());
      context.json(new JsonObject().put("error", refused.getMessage()));
    } else {
      if (failure != null) {
        System.err.println(context.normalizedPath() + " failed: " + failure);
      }
      context.response().setStatusCode(failure == null ? context.statusCode() : 500);
      context.json(new JsonObject().put("error", "The shop could not do that."));
    }
  }
}
