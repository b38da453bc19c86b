// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.schema.SQLiteSchema;
import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.annotations.Nullable;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Short ways to what is asked often, on a pool and on a connection. */
@VertxGen(concrete = false)
public interface SQLiteQueries {

  /**
   * Runs a query that gives exactly one row.
   *
   * @param sql the query
   * @param arguments the values of its parameters
   * @return the row; fails with {@link SQLiteErrorKind#MISUSE} where there is none, or more than
   *     one
   */
  Future<Row> one(String sql, Tuple arguments);

  /**
   * Like {@link #one(String, Tuple)}, without parameters.
   *
   * @param sql the query
   * @return the row
   */
  Future<Row> one(String sql);

  /**
   * Runs a query that gives one row or none.
   *
   * @param sql the query
   * @param arguments the values of its parameters
   * @return the row or null; fails with {@link SQLiteErrorKind#MISUSE} where there is more than one
   */
  Future<@Nullable Row> optional(String sql, Tuple arguments);

  /**
   * Like {@link #optional(String, Tuple)}, without parameters.
   *
   * @param sql the query
   * @return the row or null
   */
  Future<@Nullable Row> optional(String sql);

  /**
   * The first column of the only row of a query.
   *
   * @param type the type that the value is wanted as
   * @param sql the query
   * @param arguments the values of its parameters
   * @return the value; null where it is NULL or there is no row
   * @param <T> the type
   */
  <T> Future<@Nullable T> scalar(Class<T> type, String sql, Tuple arguments);

  /**
   * Like {@link #scalar(Class, String, Tuple)}, without parameters.
   *
   * @param type the type that the value is wanted as
   * @param sql the query
   * @return the value; null where it is NULL or there is no row
   * @param <T> the type
   */
  <T> Future<@Nullable T> scalar(Class<T> type, String sql);

  /**
   * Runs the statements of a script one after the other, on one connection. Rows they give are
   * dropped. A failure names the statement and its line; what came before it stays, so run a script
   * that must be whole in a transaction.
   *
   * @param script SQL statements separated by semicolons; triggers and their CASE … END are
   *     understood
   * @return completed when all have run
   */
  Future<Void> executeScript(String script);

  /**
   * The value of a PRAGMA that has one. What gives a table, such as {@code table_info}, is for
   * {@link #schema()} or a query.
   *
   * @param name the PRAGMA, with a schema's name before it where wanted: {@code user_version},
   *     {@code temp.page_size}
   * @return the value, a Long or a String; null where SQLite gives none. Fails with {@link
   *     SQLiteErrorKind#NOT_SUPPORTED} where the name is not known
   */
  Future<@Nullable Object> pragma(String name);

  /**
   * Sets a PRAGMA. On a pool only what belongs to the database can be set, such as {@code
   * user_version}; what belongs to a connection has an option, or goes to {@link
   * SQLiteConnectOptions#addInitSql}.
   *
   * @param name the PRAGMA
   * @param value a number, a boolean or a text
   * @return the value that SQLite gives back, or null where it gives none. Fails with {@link
   *     SQLiteErrorKind#NOT_SUPPORTED} where the name is not known, or setting it could damage the
   *     database, the pool or the process
   */
  Future<@Nullable Object> pragma(String name, Object value);

  /**
   * What the database consists of: tables with their columns, indexes, foreign keys and checks,
   * views and triggers.
   *
   * @return the schema of this moment
   */
  @GenIgnore(GenIgnore.PERMITTED_TYPE)
  Future<SQLiteSchema> schema();
}
