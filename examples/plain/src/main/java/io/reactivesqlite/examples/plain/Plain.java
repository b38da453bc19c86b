// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.plain;

import io.reactivesqlite.examples.bookshop.Book;
import io.reactivesqlite.examples.bookshop.BookOrder;
import io.reactivesqlite.examples.bookshop.Stock;
import io.reactivesqlite.migrations.liquibase.Migrator;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Persistence;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Migrates a database, looks for books, and orders one. */
public final class Plain {

  private Plain() {}

  /**
   * Runs it.
   *
   * @param args the file of the database, by default {@code bookshop.db}
   */
  public static void main(String[] args) {
    String url = "sqlite:" + (args.length > 0 ? args[0] : "bookshop.db");
    var migrated = Migrator.of("jdbc:" + url, "db/changelog.yaml").update();
    System.out.println(migrated.changeSets().size() + " change sets have run");

    var settings = Map.of("jakarta.persistence.jdbc.url", url);
    try (var factory = Persistence.createEntityManagerFactory("bookshop", settings)) {
      var sessions = factory.unwrap(Mutiny.SessionFactory.class);
      search(sessions, "captain")
          .invoke(
              books ->
                  books.forEach(book -> System.out.println(book.title + ", " + book.author.name)))
          .chain(books -> order(sessions, books.get(0), 2))
          .invoke(left -> System.out.println("ordered 2 of the first; there are " + left + " left"))
          .await()
          .indefinitely();
    }
  }

  private static Uni<List<Book>> search(Mutiny.SessionFactory sessions, String words) {
    String keys = "select rowid from book_search where book_search match :words order by rank";
    String books = "from Book book join fetch book.author where book.id in :keys order by book.id";
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(keys, Long.class)
                .setParameter("words", words)
                .getResultList()
                .chain(
                    found ->
                        session
                            .createQuery(books, Book.class)
                            .setParameter("keys", found)
                            .getResultList()));
  }

  /** Nobody else writes from the beginning of the transaction to its end. */
  private static Uni<Integer> order(Mutiny.SessionFactory sessions, Book book, int quantity) {
    BookOrder order = new BookOrder();
    order.reference = UUID.randomUUID().toString();
    order.placedAt = LocalDateTime.now(ZoneOffset.UTC);
    order.add(book, quantity);
    return sessions.withTransaction(
        session ->
            session
                .find(Stock.class, book.id)
                .invoke(stock -> stock.quantity -= quantity)
                .call(stock -> session.persist(order))
                .map(stock -> stock.quantity));
  }
}
