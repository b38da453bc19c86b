// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Customers who browse, search, like and order, each of them one thing after the other without a
 * pause, until they are stopped or the shop does not answer. Where a book is sold out they have
 * some delivered.
 */
public final class Customers {

  private static final List<String> WORDS =
      List.of("captain", "London", "train", "Austen", "heart", "Wells");
  private static final int DELIVERY = 40;

  private final Http http;
  private final List<Long> books = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger likes = new AtomicInteger();
  private final AtomicInteger soldOut = new AtomicInteger();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<Long> orderNanos = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean open = true;

  private Customers(Http http) {
    this.http = http;
  }

  /** Lets customers in. */
  public static Customers enter(URI shop, int count) throws IOException, InterruptedException {
    Customers customers = new Customers(new Http(shop));
    JsonArray books = customers.http.array("/books");
    for (int i = 0; i < books.size(); i++) {
      customers.books.add(books.getJsonObject(i).getLong("id"));
    }
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(customers::shop, "customer-" + i);
      customers.threads.add(thread);
      thread.start();
    }
    return customers;
  }

  /** Lets them shop for so long, then asks them to leave. */
  public Customers stayFor(Duration time) throws InterruptedException {
    threads.get(0).join(time.toMillis());
    open = false;
    return awaitAllGone();
  }

  /** Waits until so many orders were acknowledged. */
  public void awaitOrders(int count) throws InterruptedException {
    while (acknowledged.size() < count) {
      if (!threads.get(0).isAlive()) {
        throw new AssertionError("the customers have left: " + failures);
      }
      threads.get(0).join(5);
    }
  }

  /** Waits until they have left, asked or because nobody answers. */
  public Customers awaitAllGone() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    return this;
  }

  /** The references of all orders that were acknowledged. */
  public List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** What went wrong; a book that is sold out did not. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** What they have done, in a line. */
  public String summary() {
    long[] nanos = orderNanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return "%d customers: %d reads, %d likes, %d orders (median %.1f ms, p99 %.1f ms), %d sold out, %d failures"
        .formatted(
            threads.size(),
            reads.get(),
            likes.get(),
            acknowledged.size(),
            millis(nanos, 0.5),
            millis(nanos, 0.99),
            soldOut.get(),
            failures.size());
  }

  private static double millis(long[] sorted, double quantile) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1_000_000.0;
  }

  private void shop() {
    try {
      while (open) {
        once(ThreadLocalRandom.current());
      }
    } catch (IOException gone) {
      failures.add(gone.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void once(Random random) throws IOException, InterruptedException {
    int dice = random.nextInt(10);
    if (dice < 4) {
      expect(200, http.get("/books"));
      reads.incrementAndGet();
    } else if (dice < 6) {
      expect(200, http.get("/books?search=" + WORDS.get(random.nextInt(WORDS.size()))));
      reads.incrementAndGet();
    } else if (dice < 8) {
      expect(200, http.post("/books/" + book(random) + "/likes", new JsonObject()));
      likes.incrementAndGet();
    } else {
      order(random);
    }
  }

  private void order(Random random) throws IOException, InterruptedException {
    Long[] chosen = {book(random), book(random)};
    JsonArray lines = new JsonArray();
    Arrays.stream(chosen)
        .distinct()
        .forEach(
            book ->
                lines.add(
                    new JsonObject().put("book", book).put("quantity", 1 + random.nextInt(3))));
    String reference = UUID.randomUUID().toString();
    long start = System.nanoTime();
    HttpResponse<String> response =
        http.post("/orders", new JsonObject().put("reference", reference).put("lines", lines));
    if (response.statusCode() == 409) {
      soldOut.incrementAndGet();
      for (Long book : chosen) {
        expect(
            200,
            http.post(
                "/books/" + book + "/deliveries", new JsonObject().put("quantity", DELIVERY)));
      }
    } else if (expect(201, response)) {
      orderNanos.add(System.nanoTime() - start);
      acknowledged.add(reference);
    }
  }

  private Long book(Random random) {
    return books.get(random.nextInt(books.size()));
  }

  private boolean expect(int status, HttpResponse<String> response) {
    boolean right = response.statusCode() == status;
    if (!right) {
      failures.add(response.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return right;
  }
}
