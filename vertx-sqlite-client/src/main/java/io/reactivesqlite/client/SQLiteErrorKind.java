// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.SQLiteErrorCategory.DATA;
import static io.reactivesqlite.client.SQLiteErrorCategory.INTEGRITY;
import static io.reactivesqlite.client.SQLiteErrorCategory.INTERFACE;
import static io.reactivesqlite.client.SQLiteErrorCategory.INTERNAL;
import static io.reactivesqlite.client.SQLiteErrorCategory.OPERATIONAL;
import static io.reactivesqlite.client.SQLiteErrorCategory.PROGRAMMING;

import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.annotations.VertxGen;

/**
 * What went wrong, in a closed set to switch over. Each kind has one SQLState and one category:
 * this file is the table.
 */
@VertxGen
public enum SQLiteErrorKind {
  /**
   * SQLITE_BUSY, SQLITE_PROTOCOL: another connection or process kept its lock longer than the busy
   * timeout.
   */
  BUSY(
      "55P03",
      OPERATIONAL,
      "Another connection holds the lock; shorten its transaction or raise the busy timeout"),
  /**
   * SQLITE_BUSY_SNAPSHOT: what this transaction has read was changed meanwhile; only a new
   * transaction can write.
   */
  BUSY_SNAPSHOT(
      "40001",
      OPERATIONAL,
      "The database changed after this transaction read it; run the transaction again, immediate from the start"),
  /** SQLITE_LOCKED: a conflict within one connection, or in a shared cache. */
  LOCKED(
      "55P03",
      OPERATIONAL,
      "A table is in use by another statement of the same connection or shared cache"),
  /** The client's own limits of time: a statement's, or the wait for the turn to write. */
  TIMEOUT("57014", OPERATIONAL, "The time allowed for it is over"),
  /** The caller asked to stop it. */
  CANCELLED("57014", OPERATIONAL, "It was cancelled"),
  /** SQLITE_INTERRUPT that was neither a timeout nor a cancellation. */
  INTERRUPTED("57014", OPERATIONAL, "The statement was interrupted"),
  /** SQLITE_ABORT: a statement ended because its transaction was rolled back. */
  ABORTED("40000", OPERATIONAL, "The statement ended because its transaction was rolled back"),
  /** SQLITE_CONSTRAINT_UNIQUE. */
  CONSTRAINT_UNIQUE("23505", INTEGRITY, "A value that must be unique is already there"),
  /** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_ROWID. */
  CONSTRAINT_PRIMARY_KEY("23505", INTEGRITY, "The primary key is already there"),
  /** SQLITE_CONSTRAINT_NOTNULL. */
  CONSTRAINT_NOT_NULL("23502", INTEGRITY, "A column that must have a value got none"),
  /** SQLITE_CONSTRAINT_FOREIGNKEY. */
  CONSTRAINT_FOREIGN_KEY(
      "23503", INTEGRITY, "A row refers to one that is not there, or is still referred to"),
  /** SQLITE_CONSTRAINT_CHECK. */
  CONSTRAINT_CHECK("23514", INTEGRITY, "A check constraint does not hold"),
  /** Any other SQLITE_CONSTRAINT: strict column types, RAISE in a trigger, virtual tables. */
  CONSTRAINT_OTHER("23000", INTEGRITY, "A constraint does not hold"),
  /** SQLITE_ERROR while preparing: syntax, or a table, column or function that is not there. */
  SYNTAX("42000", PROGRAMMING, "SQLite cannot make sense of the SQL"),
  /** Too few, too many, unknown, or of a type that SQLite cannot store; SQLITE_RANGE. */
  PARAMETER("07001", PROGRAMMING, "The parameters do not fit the statement"),
  /** SQLITE_ERROR while running: whatever has no code of its own. */
  ERROR("HY000", OPERATIONAL, "The statement failed"),
  /** SQLITE_MISMATCH: a value that is no integer for a rowid, or no number where one is needed. */
  MISMATCH("22000", DATA, "A value has the wrong type"),
  /** SQLITE_TOOBIG: a string, blob or row over the limit. */
  TOO_BIG("54000", DATA, "A string, blob or statement is over SQLite's limit"),
  /** SQLITE_READONLY. */
  READ_ONLY(
      "25006",
      OPERATIONAL,
      "The database cannot be written: check the mode it was opened with and the file's rights"),
  /**
   * SQLITE_FULL: no space left, or max_page_count reached; the transaction may be rolled back
   * already.
   */
  FULL(
      "53100", OPERATIONAL, "The disk is full, or the database has reached its maximum page count"),
  /** SQLITE_IOERR. */
  IO("58030", OPERATIONAL, "Reading or writing the file failed"),
  /** SQLITE_CORRUPT. */
  CORRUPT("XX001", OPERATIONAL, "The database file is damaged"),
  /** SQLITE_NOTADB. */
  NOT_A_DATABASE("08004", OPERATIONAL, "The file is no SQLite database, or is encrypted"),
  /** SQLITE_CANTOPEN. */
  CANNOT_OPEN(
      "08001",
      OPERATIONAL,
      "The database file cannot be opened: check that its directory exists and may be written"),
  /** SQLITE_SCHEMA: the schema kept changing under the statement. */
  SCHEMA("55000", OPERATIONAL, "The schema changed while the statement was being prepared"),
  /** SQLITE_NOMEM. */
  NO_MEMORY("53200", OPERATIONAL, "SQLite has no memory left"),
  /** SQLITE_PERM, SQLITE_AUTH. */
  PERMISSION("42501", OPERATIONAL, "It is not permitted"),
  /** SQLITE_MISUSE. */
  MISUSE("HY010", INTERFACE, "The statement or connection cannot be used this way now"),
  /** The connection or pool is closed. */
  CLOSED("08003", INTERFACE, "It is closed"),
  /** More requests wait than the queue limit allows. */
  QUEUE_FULL("53000", OPERATIONAL, "Too many requests are waiting"),
  /** SQLITE_NOLFS, and what this client refuses to do. */
  NOT_SUPPORTED("0A000", SQLiteErrorCategory.NOT_SUPPORTED, "It is not supported"),
  /** SQLITE_INTERNAL, SQLITE_NOTFOUND. */
  INTERNAL_ERROR("XX000", INTERNAL, "SQLite or the client went wrong inside");

  private final String sqlState;
  private final SQLiteErrorCategory category;
  private final String summary;

  SQLiteErrorKind(String sqlState, SQLiteErrorCategory category, String summary) {
    this.sqlState = sqlState;
    this.category = category;
    this.summary = summary;
  }

  /** The SQLState that belongs to this kind. */
  @GenIgnore
  public String sqlState() {
    return sqlState;
  }

  /** The category that this kind belongs to. */
  @GenIgnore
  public SQLiteErrorCategory category() {
    return category;
  }

  /** What happened, in a few words. */
  String summary() {
    return summary;
  }

  /**
   * The kind of an extended result code; the same SQLITE_ERROR means another thing before a
   * statement runs.
   */
  static SQLiteErrorKind of(int extendedCode, boolean preparing) {
    switch (extendedCode) {
      case 517:
        return BUSY_SNAPSHOT;
      case 275:
        return CONSTRAINT_CHECK;
      case 787:
        return CONSTRAINT_FOREIGN_KEY;
      case 1299:
        return CONSTRAINT_NOT_NULL;
      case 1555, 2579:
        return CONSTRAINT_PRIMARY_KEY;
      case 2067:
        return CONSTRAINT_UNIQUE;
      default:
        return ofPrimary(extendedCode & 0xff, preparing);
    }
  }

  private static SQLiteErrorKind ofPrimary(int code, boolean preparing) {
    return switch (code) {
      case 1 -> preparing ? SYNTAX : ERROR;
      case 2, 12 -> INTERNAL_ERROR;
      case 3, 23 -> PERMISSION;
      case 4 -> ABORTED;
      case 5, 15 -> BUSY;
      case 6 -> LOCKED;
      case 7 -> NO_MEMORY;
      case 8 -> READ_ONLY;
      case 9 -> INTERRUPTED;
      case 10 -> IO;
      case 11 -> CORRUPT;
      case 13 -> FULL;
      case 14 -> CANNOT_OPEN;
      case 17 -> SCHEMA;
      case 18 -> TOO_BIG;
      case 19 -> CONSTRAINT_OTHER;
      case 20 -> MISMATCH;
      case 21 -> MISUSE;
      case 22 -> NOT_SUPPORTED;
      case 25 -> PARAMETER;
      case 26 -> NOT_A_DATABASE;
      default -> ERROR;
    };
  }
}
