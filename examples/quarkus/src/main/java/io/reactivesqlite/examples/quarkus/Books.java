// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.quarkus;

import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.reactivesqlite.examples.bookshop.Book;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The books, and the search in them. */
@ApplicationScoped
public class Books implements PanacheRepository<Book> {

  private static final String VIEW =
      """
      select new io.reactivesqlite.examples.quarkus.BookView(
        book.id, book.title, book.author.name, book.published, book.summary, book.priceCents,
        book.likes, stock.quantity)
      from Book book join Stock stock on stock.bookId = book.id
      """;
  private static final String MATCHING =
      "select rowid from book_search where book_search match :words order by rank";

  /** All books. */
  @WithSession
  public Uni<List<BookView>> all() {
    return getSession()
        .chain(
            session ->
                session.createQuery(VIEW + "order by book.id", BookView.class).getResultList());
  }

  /** Books that have words which begin like these, the best ones first. */
  @WithSession
  public Uni<List<BookView>> search(String words) {
    String query = fullText(words);
    return query.isEmpty() ? all() : keys(query).chain(this::withKeys);
  }

  /** One more likes it; 0 where there is no such book. */
  @WithTransaction
  public Uni<Integer> like(long id) {
    return update("likes = likes + 1 where id = ?1", id);
  }

  private Uni<List<Long>> keys(String query) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(MATCHING, Long.class)
                    .setParameter("words", query)
                    .getResultList());
  }

  private Uni<List<BookView>> withKeys(List<Long> keys) {
    return getSession()
        .chain(
            session ->
                session
                    .createQuery(VIEW + "where book.id in :keys", BookView.class)
                    .setParameter("keys", keys)
                    .getResultList())
        .map(
            books ->
                books.stream()
                    .sorted(Comparator.comparing(book -> keys.indexOf(book.id())))
                    .toList());
  }

  /** What a person types has no syntax: each word is taken as it is, as a beginning. */
  private static String fullText(String words) {
    return Arrays.stream(words.split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> '"' + word + "\"*")
        .collect(Collectors.joining(" "));
  }
}
