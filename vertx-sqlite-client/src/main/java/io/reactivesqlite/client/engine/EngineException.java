// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

/** What SQLite says when it cannot do what it was asked to. Its message is SQLite's own. */
public final class EngineException extends Exception {

  private final int code;
  private final String sql;
  private final boolean preparing;

  /** An error of a statement that was running, or of no statement at all. */
  public EngineException(int code, String message, String sql, Throwable cause) {
    this(code, message, sql, cause, false);
  }

  private EngineException(
      int code, String message, String sql, Throwable cause, boolean preparing) {
    super(message, cause);
    this.code = code;
    this.sql = sql;
    this.preparing = preparing;
  }

  /** An error of the SQL text itself: SQLite could not prepare it. */
  public static EngineException preparing(int code, String message, String sql, Throwable cause) {
    return new EngineException(code, message, sql, cause, true);
  }

  /** The same error, saying first where it happened. */
  EngineException at(String place, String sql) {
    return new EngineException(code, place + ": " + getMessage(), sql, this, preparing);
  }

  /** SQLite's extended result code. */
  public int code() {
    return code;
  }

  /** The primary result code that the extended one belongs to. */
  public int primaryCode() {
    return code & 0xff;
  }

  /** The SQL text, never with values; null where no statement was at work. */
  public String sql() {
    return sql;
  }

  /** Whether SQLite failed to prepare the text, before anything ran. */
  public boolean isPreparing() {
    return preparing;
  }
}
