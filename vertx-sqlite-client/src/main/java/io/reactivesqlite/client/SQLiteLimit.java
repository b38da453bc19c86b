// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.annotations.VertxGen;

/**
 * SQLite's run-time limits. They only go down from what the library was built with: lower them
 * where strangers send SQL.
 *
 * @see <a href="https://www.sqlite.org/limits.html">Limits in SQLite</a>
 */
@VertxGen
public enum SQLiteLimit {
  /** Bytes in a string, blob or row. */
  LENGTH(0),
  /** Bytes in an SQL text. */
  SQL_LENGTH(1),
  /** Columns of a table, an index or a result. */
  COLUMN(2),
  /** Depth of an expression. */
  EXPR_DEPTH(3),
  /** Parts of a compound SELECT. */
  COMPOUND_SELECT(4),
  /** Instructions of a compiled statement. */
  VDBE_OP(5),
  /** Arguments of a function. */
  FUNCTION_ARG(6),
  /** Attached databases. */
  ATTACHED(7),
  /** Bytes of a LIKE or GLOB pattern. */
  LIKE_PATTERN_LENGTH(8),
  /** The largest number of a parameter. */
  VARIABLE_NUMBER(9),
  /** Depth of triggers that call triggers. */
  TRIGGER_DEPTH(10),
  /** Threads that help one statement. */
  WORKER_THREADS(11);

  private final int id;

  SQLiteLimit(int id) {
    this.id = id;
  }

  /**
   * Its number in SQLite.
   *
   * @return the number
   */
  @GenIgnore
  public int id() {
    return id;
  }
}
