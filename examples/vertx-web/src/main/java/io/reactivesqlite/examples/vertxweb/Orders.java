// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Orders: a transaction each, which has its turn to write from the beginning to the end. */
final class Orders {

  private static final String TAKE =
      "UPDATE stock SET quantity = quantity - $1 WHERE book_id = $2 AND quantity >= $1";
  private static final String INSERT =
      "INSERT INTO book_order (reference, placed_at) VALUES (?, ?) RETURNING id";
  private static final String INSERT_LINE =
      """
      INSERT INTO order_line (order_id, book_id, quantity, price_cents)
      SELECT $1, id, $2, price_cents FROM book WHERE id = $3
      """;
  private static final String FIND =
      """
      SELECT book_order.id, reference, sum(quantity) AS books,
             sum(quantity * price_cents) AS "totalCents"
      FROM book_order JOIN order_line ON order_id = book_order.id
      WHERE reference = ? GROUP BY book_order.id
      """;

  private final Pool pool;

  Orders(Pool pool) {
    this.pool = pool;
  }

  /** Takes the books and writes the order, or does nothing at all. */
  Future<JsonObject> place(NewOrder order) {
    return pool.withTransaction(
            connection ->
                take(connection, order.lines())
                    .compose(taken -> insert(connection, order.reference()))
                    .compose(id -> insertLines(connection, id, order.lines())))
        .recover(Orders::explained)
        .compose(placed -> find(order.reference()));
  }

  Future<JsonObject> find(String reference) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(reference))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new Refused(404, "There is no such order.");
              }
              return rows.iterator().next().toJson();
            });
  }

  private static Future<Void> take(SqlConnection connection, List<NewOrder.Line> lines) {
    return connection
        .preparedQuery(TAKE)
        .executeBatch(lines.stream().map(line -> Tuple.of(line.quantity(), line.book())).toList())
        .map(
            results -> {
              RowSet<Row> result = results;
              for (NewOrder.Line line : lines) {
                if (result.rowCount() == 0) {
                  throw new Refused(
                      409, "Of book " + line.book() + " there are no " + line.quantity() + ".");
                }
                result = result.next();
              }
              return null;
            });
  }

  private static Future<Long> insert(SqlConnection connection, String reference) {
    return connection
        .preparedQuery(INSERT)
        .execute(Tuple.of(reference, LocalDateTime.now(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  private static Future<Void> insertLines(
      SqlConnection connection, long order, List<NewOrder.Line> lines) {
    return connection
        .preparedQuery(INSERT_LINE)
        .executeBatch(
            lines.stream().map(line -> Tuple.of(order, line.quantity(), line.book())).toList())
        .mapEmpty();
  }

  private static <T> Future<T> explained(Throwable failure) {
    return failure instanceof SQLiteException sqlite
            && sqlite.kind() == SQLiteErrorKind.CONSTRAINT_UNIQUE
        ? Future.failedFuture(new Refused(409, "This reference has been used before."))
        : Future.failedFuture(failure);
  }
}
