// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.Future;
import java.util.List;

/** What keeps a pool's database well, and tells how it is. */
@VertxGen
public interface SQLiteMaintenance {

  /**
   * Whether the database can be read and its writer lane answers: a read of the schema, and the
   * turn to write taken and given back, without a write to the disk.
   *
   * @return how long each took; fails with what is wrong
   */
  Future<SQLiteHealth> health();

  /**
   * Looks through the whole database: pages, rows, indexes, constraints. Reads all of it, on a
   * reader lane.
   *
   * @return what is wrong, in SQLite's words; empty where nothing is
   */
  Future<List<String>> integrityCheck();

  /**
   * Like {@link #integrityCheck} without comparing indexes with their tables, and so much quicker.
   *
   * @return what is wrong, in SQLite's words; empty where nothing is
   */
  Future<List<String>> quickCheck();

  /**
   * Lets SQLite refresh the statistics of tables that have changed much; quick where there is
   * nothing to do. Closing the pool does it too.
   *
   * @return completed when it is done
   */
  Future<Void> optimize();

  /**
   * Moves what is in the write-ahead log into the database. The client does so by itself while it
   * works; this is for a moment of one's own choice, such as before a copy of the files.
   *
   * @param mode how insistently
   * @return what was there and what was moved
   */
  Future<SQLiteCheckpoint> checkpoint(CheckpointMode mode);
}
