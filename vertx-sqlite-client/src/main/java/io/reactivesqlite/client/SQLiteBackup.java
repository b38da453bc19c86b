// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.GenIgnore;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.sql.Connection;

/**
 * Copies of a pool's database, out of it and into it, while it is in use.
 *
 * <p>In WAL mode a copy out of it reads one snapshot and no writer ever waits for it; as long as it
 * runs the write-ahead log cannot start anew, so it grows. In every other journal mode, and for a
 * database in memory, writers wait for one step at most; a write between two steps makes the copy
 * begin again, and after the third time it goes through in one go.
 *
 * <p>What is copied into the database replaces all of it at once, in its turn to write: until then
 * everybody reads the old one, and where something fails the old one stays.
 *
 * <p>Copies run on threads of their own, not on those of the lanes. A statement policy decides on
 * them too; {@link SQLiteStatementPolicy} says how.
 */
@VertxGen
public interface SQLiteBackup {

  /**
   * Copies the database to a file.
   *
   * @param path the file; one that is there is replaced when the copy is complete and on the disk,
   *     and not touched where it fails
   * @return completed when the copy is there
   */
  Future<Void> toFile(String path);

  /**
   * Like {@link #toFile(String)}, with options.
   *
   * @param path the file
   * @param options how large the steps are, and the pauses between them
   * @param progress told after each step; may be null
   * @return completed when the copy is there
   */
  @GenIgnore
  Future<Void> toFile(
      String path, SQLiteBackupOptions options, Handler<SQLiteBackupProgress> progress);

  /**
   * Copies the database over that of another pool, in the other one's turn to write.
   *
   * @param target another pool of this client. Its database must have the same page size if it is
   *     in WAL mode, and the same text encoding
   * @param options how large the steps are, and the pauses between them; the target's writers wait
   *     for all of them
   * @param progress told after each step; may be null
   * @return completed when the target has the copy
   */
  @GenIgnore
  Future<Void> toPool(
      SQLitePool target, SQLiteBackupOptions options, Handler<SQLiteBackupProgress> progress);

  /**
   * Copies the database into that of a plain JDBC connection of org.xerial:sqlite-jdbc, also one in
   * memory. The copy is made in a temporary file first.
   *
   * @param target the connection; nobody else may use it meanwhile
   * @param options how large the steps are, and the pauses between them
   * @param progress told after each step of the first copy; may be null
   * @return completed when the connection has the copy
   */
  @GenIgnore
  Future<Void> toConnection(
      Connection target, SQLiteBackupOptions options, Handler<SQLiteBackupProgress> progress);

  /**
   * Writes a compact copy with SQLite's {@code VACUUM INTO}: without free pages, and without traces
   * of deleted rows. In WAL mode nobody waits for it; otherwise writers wait.
   *
   * @param path a file that is not there yet, or is empty
   * @return completed when the copy is there
   */
  Future<Void> vacuumInto(String path);

  /**
   * Replaces the database by what is in a file, after SQLite has checked every page of it.
   *
   * @param path a database file; it is only read. It must have the same page size if this database
   *     is in WAL mode, and the same text encoding
   * @return completed when the database is replaced. Fails with {@link SQLiteErrorKind#CORRUPT} or
   *     {@link SQLiteErrorKind#NOT_A_DATABASE} for a damaged file
   */
  Future<Void> restoreFile(String path);

  /**
   * The bytes of a file with the content of this database, all in memory.
   *
   * @return the bytes; at most 2 GiB
   */
  Future<Buffer> serialize();

  /**
   * Replaces the database by the content of a file in memory, as {@link #restoreFile} does.
   *
   * @param bytes what {@link #serialize} gave, or the bytes of a database file that nobody writes
   * @return completed when the database is replaced
   */
  Future<Void> deserialize(Buffer bytes);

  /**
   * The database as SQL text, from one snapshot: tables, rows, virtual tables with their content,
   * indexes, views, triggers, counters, {@code user_version}. Takes one connection of the pool
   * until it is read to its end or closed; in any mode but WAL writers wait as long.
   *
   * @return a stream of statements, paused
   */
  Future<SQLiteDump> dump();

  /**
   * Runs the statements of a dump, ours or one that the sqlite3 shell wrote without virtual tables,
   * in one transaction: all of it or nothing. Foreign keys are not checked meanwhile.
   *
   * @param sql SQL text, cut into pieces anywhere; paused and resumed as it is loaded
   * @return completed when it is committed
   */
  @GenIgnore
  Future<Void> load(ReadStream<String> sql);
}
