// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/** How SQLite makes transactions atomic. */
@VertxGen
public enum JournalMode {
  /**
   * Changes go to a second file and from there to the database: readers and one writer work side by
   * side.
   */
  WAL,
  /** A rollback journal that is deleted at commit. */
  DELETE,
  /** A rollback journal that is cut at commit. */
  TRUNCATE,
  /** A rollback journal whose head is overwritten at commit. */
  PERSIST,
  /** A rollback journal in memory: a crash in a transaction damages the database. */
  MEMORY,
  /** No journal: no rollback, and a crash in a transaction damages the database. */
  OFF
}
