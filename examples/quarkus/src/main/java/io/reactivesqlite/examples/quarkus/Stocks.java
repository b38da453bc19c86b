// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.quarkus;

import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.reactivesqlite.examples.bookshop.Stock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What is there of each book. */
@ApplicationScoped
public class Stocks implements PanacheRepository<Stock> {

  private static final String TOTALS =
      """
      select new io.reactivesqlite.examples.quarkus.Stocks$Totals(
        sum(stock.delivered), sum(stock.quantity), min(stock.quantity),
        (select coalesce(sum(line.quantity), 0) from OrderLine line),
        (select count(*) from BookOrder))
      from Stock stock
      """;

  /**
   * Sums over all books.
   *
   * @param lowest the smallest stock of a book
   */
  public record Totals(Long delivered, Long stock, Integer lowest, Long sold, Long orders) {}

  /** Takes books away, if there are so many: 1, else 0. */
  public Uni<Integer> take(long book, int quantity) {
    return update("quantity = quantity - ?1 where bookId = ?2 and quantity >= ?1", quantity, book);
  }

  /** Puts books there: 1, or 0 where there is no such book. */
  @WithTransaction
  public Uni<Integer> deliver(long book, int quantity) {
    return update(
        "quantity = quantity + ?1, delivered = delivered + ?1 where bookId = ?2", quantity, book);
  }

  /** One statement sees one snapshot, so these figures fit each other. */
  @WithSession
  public Uni<Totals> totals() {
    return getSession()
        .chain(session -> session.createQuery(TOTALS, Totals.class).getSingleResult());
  }
}
