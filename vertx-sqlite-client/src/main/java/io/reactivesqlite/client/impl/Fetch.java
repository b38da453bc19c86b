// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** Queries whose answer is one row or one value, on any client. */
final class Fetch {

  private Fetch() {}

  static Future<Row> one(SqlClient client, String sql, Tuple arguments) {
    return run(client, sql, arguments)
        .map(
            rows -> {
              if (rows.size() != 1) {
                throw wrongSize("exactly one row", rows, sql);
              }
              return rows.iterator().next();
            });
  }

  static Future<Row> optional(SqlClient client, String sql, Tuple arguments) {
    return run(client, sql, arguments)
        .map(
            rows -> {
              if (rows.size() > 1) {
                throw wrongSize("at most one row", rows, sql);
              }
              return rows.size() == 0 ? null : rows.iterator().next();
            });
  }

  static <T> Future<T> scalar(SqlClient client, Class<T> type, String sql, Tuple arguments) {
    return optional(client, sql, arguments).map(row -> row == null ? null : row.get(type, 0));
  }

  /** The value of a PRAGMA, given or set. */
  static Future<Object> pragma(SqlClient client, String sql) {
    return client
        .query(sql)
        .execute()
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getValue(0));
  }

  private static Future<RowSet<Row>> run(SqlClient client, String sql, Tuple arguments) {
    return arguments == null
        ? client.query(sql).execute()
        : client.preparedQuery(sql).execute(arguments);
  }

  private static SQLiteException wrongSize(String wanted, RowSet<Row> rows, String sql) {
    return SQLiteException.of(
        SQLiteErrorKind.MISUSE, "The query gave " + rows.size() + " rows, not " + wanted, sql);
  }
}
