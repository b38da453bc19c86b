// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.quarkus;

import io.quarkus.runtime.StartupEvent;
import io.reactivesqlite.examples.bookshop.EventLoopDelay;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** The shop over HTTP. Nothing here blocks, so all of it runs on event loops. */
@Path("/")
@Singleton
public class Shop {

  private final Books books;
  private final Stocks stocks;
  private final Orders orders;
  private EventLoopDelay delay;

  Shop(Books books, Stocks stocks, Orders orders) {
    this.books = books;
    this.stocks = stocks;
    this.orders = orders;
  }

  /** How many books come in. */
  public record Delivery(int quantity) {}

  void open(@Observes StartupEvent start, Vertx vertx) {
    delay = EventLoopDelay.of(vertx).toCompletionStage().toCompletableFuture().join();
  }

  @GET
  @Path("books")
  public Uni<List<BookView>> books(@RestQuery @DefaultValue("") String search) {
    return books.search(search);
  }

  @POST
  @Path("books/{id}/likes")
  public Uni<Map<String, Integer>> like(long id) {
    return books.like(id).map(Shop::done);
  }

  @POST
  @Path("books/{id}/deliveries")
  public Uni<Map<String, Integer>> deliver(long id, Delivery delivery) {
    if (delivery.quantity() < 1 || delivery.quantity() > 1000) {
      throw Refused.badRequest("A delivery needs a quantity from 1 to 1000.");
    }
    return stocks.deliver(id, delivery.quantity()).map(Shop::done);
  }

  @POST
  @Path("orders")
  @ResponseStatus(201)
  public Uni<Orders.OrderView> order(NewOrder order) {
    if (!order.isComplete()) {
      throw Refused.badRequest(
          "An order needs a reference of at most 36 characters, and lines with a book and a quantity from 1 to 100.");
    }
    return orders.place(order);
  }

  @GET
  @Path("orders/{reference}")
  public Uni<Orders.OrderView> order(String reference) {
    return orders
        .byReference(reference)
        .onItem()
        .ifNull()
        .failWith(() -> Refused.notFound("There is no such order."));
  }

  @GET
  @Path("totals")
  public Uni<Stocks.Totals> totals() {
    return stocks.totals();
  }

  @GET
  @Path("event-loop-delay")
  public Uni<EventLoopDelay.Seen> eventLoopDelay() {
    return Uni.createFrom().item(delay::take);
  }

  private static Map<String, Integer> done(int changed) {
    if (changed == 0) {
      throw Refused.notFound("There is no such book.");
    }
    return Map.of("changed", changed);
  }
}
