// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.quarkus;

import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.reactivesqlite.examples.bookshop.Book;
import io.reactivesqlite.examples.bookshop.BookOrder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orders: a transaction each, which has its turn to write from the beginning to the end. */
@ApplicationScoped
public class Orders implements PanacheRepository<BookOrder> {

  private final Books books;
  private final Stocks stocks;

  Orders(Books books, Stocks stocks) {
    this.books = books;
    this.stocks = stocks;
  }

  /** An order, as it goes over the wire. */
  public record OrderView(Long id, String reference, int books, int totalCents) {

    static OrderView of(BookOrder order) {
      return new OrderView(
          order.id,
          order.reference,
          order.lines.stream().mapToInt(line -> line.quantity).sum(),
          order.lines.stream().mapToInt(line -> line.quantity * line.priceCents).sum());
    }
  }

  /** Takes the books and writes the order, or does nothing at all. */
  @WithTransaction
  public Uni<OrderView> place(NewOrder wanted) {
    return Multi.createFrom()
        .iterable(wanted.lines())
        .onItem()
        .call(this::take)
        .collect()
        .asList()
        .chain(lines -> books.list("id in ?1", lines.stream().map(NewOrder.Line::book).toList()))
        .map(found -> order(wanted, found))
        .chain(this::persistAndFlush)
        .map(OrderView::of);
  }

  /** The order with this reference, or null. */
  @WithSession
  public Uni<OrderView> byReference(String reference) {
    return find("from BookOrder o join fetch o.lines where o.reference = ?1", reference)
        .list()
        .map(found -> found.isEmpty() ? null : OrderView.of(found.get(0)));
  }

  private Uni<Integer> take(NewOrder.Line line) {
    return stocks
        .take(line.book(), line.quantity())
        .invoke(
            taken -> {
              if (taken == 0) {
                throw Refused.conflict(
                    "Of book " + line.book() + " there are no " + line.quantity() + ".");
              }
            });
  }

  private static BookOrder order(NewOrder wanted, List<Book> found) {
    Map<Long, Book> books =
        found.stream().collect(Collectors.toMap(book -> book.id, Function.identity()));
    BookOrder order = new BookOrder();
    order.reference = wanted.reference();
    order.placedAt = LocalDateTime.now(ZoneOffset.UTC);
    wanted.lines().forEach(line -> order.add(books.get(line.book()), line.quantity()));
    return order;
  }
}
