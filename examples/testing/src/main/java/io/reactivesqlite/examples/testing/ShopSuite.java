// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each shop is tested by: started for real, called over HTTP, left in order, and killed. */
public abstract class ShopSuite {

  @TempDir protected Path folder;

  protected Path file;

  /** What {@code java} is told to open the shop. */
  protected abstract List<String> command(Path database, int port);

  @BeforeEach
  void name() {
    file = folder.resolve("bookshop.db");
  }

  @Test
  void itMigratesServesAndClosesInOrder() throws Exception {
    try (Application shop = start()) {
      Http http = new Http(shop.address());
      assertThat(http.array("/books")).hasSize(24);
      assertThat(http.array("/books?search=captain%20wh").getJsonObject(0).getString("title"))
          .isEqualTo("Moby-Dick");

      assertThat(order(http, "first", 1, 2).statusCode()).isEqualTo(201);
      assertThat(http.object("/orders/first").getInteger("books")).isEqualTo(2);
      assertThat(http.object("/totals").getInteger("sold")).isEqualTo(2);

      shop.stop();
      assertThat(shop.output()).doesNotContain("Exception", "ERROR");
    }
    assertThat(folder.resolve("bookshop.db-wal")).doesNotExist();
    new Ledger(file).balances();
  }

  @Test
  void whatCannotBeDoneIsExplainedAndChangesNothing() throws Exception {
    try (Application shop = start()) {
      Http http = new Http(shop.address());
      final int stock = http.object("/totals").getInteger("stock");

      assertThat(order(http, "once", 1, 1).statusCode()).isEqualTo(201);
      assertThat(order(http, "once", 1, 1).statusCode()).isEqualTo(409);
      assertThat(order(http, "too many", 1, 100).body()).contains("Of book 1 there are no 100.");
      assertThat(order(http, "unknown", 99, 1).statusCode()).isEqualTo(409);
      assertThat(order(http, "none", 1, 0).statusCode()).isEqualTo(400);
      assertThat(http.get("/orders/none").statusCode()).isEqualTo(404);
      assertThat(http.post("/books/99/likes", new JsonObject()).statusCode()).isEqualTo(404);
      assertThat(http.get("/nothing").statusCode()).isEqualTo(404);

      assertThat(http.object("/totals").getInteger("stock")).isEqualTo(stock - 1);
    }
  }

  @Test
  void manyCustomersAtOnce() throws Exception {
    Duration time = Duration.ofSeconds(Boolean.getBoolean("long") ? 20 : 3);
    try (Application shop = start()) {
      Http http = new Http(shop.address());
      System.out.println("event-loop delay at the start: " + http.object("/event-loop-delay"));

      Customers customers = Customers.enter(shop.address(), 64).stayFor(time);

      System.out.println(customers.summary());
      System.out.println("event-loop delay meanwhile: " + http.object("/event-loop-delay"));
      assertThat(customers.failures()).isEmpty();
      assertThat(customers.acknowledged()).isNotEmpty();
      JsonObject totals = http.object("/totals");
      assertThat(totals.getInteger("orders")).isEqualTo(customers.acknowledged().size());
      assertThat(totals.getInteger("stock") + totals.getInteger("sold"))
          .isEqualTo(totals.getInteger("delivered"));
      assertThat(totals.getInteger("lowest")).isNotNegative();
      shop.stop();
      new Ledger(file).balances();
      new Ledger(file).has(customers.acknowledged());
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    Customers customers;
    try (Application shop = start()) {
      customers = Customers.enter(shop.address(), 64);
      customers.awaitOrders(200);
      shop.kill();
      customers.awaitAllGone();
    }

    try (Application again = start()) {
      Http http = new Http(again.address());
      for (String reference : customers.acknowledged()) {
        assertThat(http.get("/orders/" + reference).statusCode()).as(reference).isEqualTo(200);
      }
      assertThat(order(http, "after", 1, 1).statusCode()).isIn(201, 409);
      again.stop();
    }
    new Ledger(file).balances();
  }

  private Application start() throws IOException, InterruptedException {
    return Application.start(folder, command(file, 0));
  }

  private static HttpResponse<String> order(Http http, String reference, int book, int quantity)
      throws IOException, InterruptedException {
    JsonObject line = new JsonObject().put("book", book).put("quantity", quantity);
    return http.post(
        "/orders",
        new JsonObject().put("reference", reference).put("lines", new JsonArray().add(line)));
  }
}
