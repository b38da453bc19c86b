// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.ResultCodes;
import io.vertx.sqlclient.DatabaseException;

/**
 * An error of SQLite or of this client. The message says what happened, then SQLite's own words,
 * the name of its result code and the SQL text; values of parameters are never part of it.
 */
public final class SQLiteException extends DatabaseException {

  /** As much of an SQL text as a message shows. */
  static final int SHOWN_SQL = 500;

  private final SQLiteErrorKind kind;
  private final String sql;
  private final Throwable cause;

  private SQLiteException(
      String message, SQLiteErrorKind kind, int code, String sql, Throwable cause) {
    super(message, code, kind.sqlState());
    this.kind = kind;
    this.sql = sql;
    this.cause = cause;
  }

  /** What SQLite said, by kind. */
  public static SQLiteException of(EngineException e) {
    SQLiteErrorKind kind = SQLiteErrorKind.of(e.code(), e.isPreparing());
    String name = " [" + ResultCodes.nameOf(e.code()) + "]";
    String message = kind.summary() + ": " + e.getMessage() + name + shown(e.sql());
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new SQLiteException(message, kind, e.code(), e.sql(), cause);
  }

  /** An error that this client found, without asking SQLite. */
  public static SQLiteException of(SQLiteErrorKind kind, String message, String sql) {
    return new SQLiteException(message + shown(sql), kind, 0, sql, null);
  }

  /** Cancelled before it reached SQLite. */
  public static SQLiteException cancelled(String sql) {
    return of(SQLiteErrorKind.CANCELLED, "The statement was cancelled before it began", sql);
  }

  /** Nothing can be asked of a closed connection. */
  public static SQLiteException closedConnection() {
    return of(SQLiteErrorKind.CLOSED, "The connection is closed", null);
  }

  /** Nothing can be asked of a closed pool. */
  public static SQLiteException closedPool() {
    return of(SQLiteErrorKind.CLOSED, "The pool is closed", null);
  }

  /** Not as many values as the statement has parameters. */
  public static SQLiteException parameterCount(int expected, int given, String sql) {
    String message = "The statement takes " + expected + " parameters but was given " + given;
    return of(SQLiteErrorKind.PARAMETER, message, sql);
  }

  /**
   * A value that cannot be bound.
   *
   * @param number the parameter's number, from 1
   * @param name its name with the prefix, or null
   * @param reason what is wrong with the value, without the value
   * @param cause what the user's own encoder threw, or null
   */
  public static SQLiteException parameterType(
      int number, String name, String reason, String sql, Throwable cause) {
    String parameter =
        name == null ? "Parameter " + number : "Parameter " + number + " (" + name + ")";
    SQLiteErrorKind kind = SQLiteErrorKind.PARAMETER;
    return new SQLiteException(parameter + ": " + reason + shown(sql), kind, 0, sql, cause);
  }

  /**
   * The user's decoder of a column has failed.
   *
   * @param column the column's name
   * @param declaredType the type that the decoder was registered for
   * @param cause what the decoder threw
   */
  public static SQLiteException decoder(String column, String declaredType, Throwable cause) {
    String message =
        "The decoder of the type "
            + declaredType
            + " failed for the column "
            + column
            + " with "
            + cause.getClass().getName()
            + "; see the cause";
    return new SQLiteException(message, SQLiteErrorKind.MISMATCH, 0, null, cause);
  }

  private static String shown(String sql) {
    if (sql == null) {
      return "";
    }
    if (sql.length() <= SHOWN_SQL) {
      return ", in: " + sql;
    }
    // Never half of a surrogate pair.
    int end = Character.isHighSurrogate(sql.charAt(SHOWN_SQL - 1)) ? SHOWN_SQL - 1 : SHOWN_SQL;
    return ", in: " + sql.substring(0, end) + "… (" + sql.length() + " characters)";
  }

  /** What went wrong, to switch over. */
  public SQLiteErrorKind kind() {
    return kind;
  }

  /** Who has to act. */
  public SQLiteErrorCategory category() {
    return kind.category();
  }

  /**
   * SQLite's extended result code, which {@link #getErrorCode()} gives too; 0 where the client did
   * not ask SQLite.
   */
  public int extendedCode() {
    return getErrorCode();
  }

  /** SQLite's primary result code; 0 where the client did not ask SQLite. */
  public int primaryCode() {
    return getErrorCode() & 0xff;
  }

  /** The whole SQL text, without values; null where no statement was at work. */
  public String sql() {
    return sql;
  }

  @Override
  public synchronized Throwable getCause() {
    return cause;
  }
}
