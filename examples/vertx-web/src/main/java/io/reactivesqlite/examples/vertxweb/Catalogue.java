// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The books. Each question and each answer is one statement on the pool: reads that wait together
 * share a snapshot, writes that wait together share a commit.
 */
final class Catalogue {

  private static final String BOOKS =
      """
      SELECT book.id, book.title, name AS author, published, book.summary,
             price_cents AS "priceCents", likes, quantity AS stock
      FROM book JOIN author ON author.id = author_id JOIN stock ON book_id = book.id
      """;
  private static final String ALL = BOOKS + "ORDER BY book.id";
  private static final String MATCHING =
      BOOKS
          + """
          JOIN book_search ON book_search.rowid = book.id
          WHERE book_search MATCH ? ORDER BY rank
          """;
  private static final String LIKE =
      "UPDATE book SET likes = likes + 1 WHERE id = ? RETURNING likes";
  private static final String DELIVER =
      """
      UPDATE stock SET quantity = quantity + $1, delivered = delivered + $1 WHERE book_id = $2
      RETURNING quantity AS stock
      """;
  private static final String TOTALS =
      """
      SELECT (SELECT sum(delivered) FROM stock) AS delivered,
             (SELECT sum(quantity) FROM stock) AS stock,
             (SELECT min(quantity) FROM stock) AS lowest,
             (SELECT coalesce(sum(quantity), 0) FROM order_line) AS sold,
             (SELECT count(*) FROM book_order) AS orders
      """;

  private final Pool pool;

  Catalogue(Pool pool) {
    this.pool = pool;
  }

  Future<JsonArray> all() {
    return pool.query(ALL).execute().map(Catalogue::json);
  }

  /** Books that have words which begin like these, the best ones first. */
  Future<JsonArray> search(String words) {
    String query = fullText(words);
    return query.isEmpty()
        ? all()
        : pool.preparedQuery(MATCHING).execute(Tuple.of(query)).map(Catalogue::json);
  }

  Future<JsonObject> like(long book) {
    return pool.preparedQuery(LIKE).execute(Tuple.of(book)).map(Catalogue::only);
  }

  Future<JsonObject> deliver(long book, int quantity) {
    return pool.preparedQuery(DELIVER).execute(Tuple.of(quantity, book)).map(Catalogue::only);
  }

  /** One statement sees one snapshot, so these figures fit each other. */
  Future<JsonObject> totals() {
    return pool.query(TOTALS).execute().map(Catalogue::only);
  }

  /** What a person types has no syntax: each word is taken as it is, as a beginning. */
  private static String fullText(String words) {
    return Arrays.stream(words.split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> '"' + word + "\"*")
        .collect(Collectors.joining(" "));
  }

  private static JsonObject only(RowSet<Row> rows) {
    if (rows.size() == 0) {
      throw new Refused(404, "There is no such book.");
    }
    return rows.iterator().next().toJson();
  }

  private static JsonArray json(RowSet<Row> rows) {
    JsonArray books = new JsonArray();
    rows.forEach(row -> books.add(row.toJson()));
    return books;
  }
}
