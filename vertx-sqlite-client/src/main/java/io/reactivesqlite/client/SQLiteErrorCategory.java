// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.vertx.codegen.annotations.VertxGen;

/**
 * Who has to act on an error: the classes that Python's database API (PEP 249) gave to errors,
 * which other languages took over.
 */
@VertxGen
public enum SQLiteErrorCategory {
  /** The client was used wrongly, such as after it was closed. */
  INTERFACE,
  /** A value cannot be taken as it is. */
  DATA,
  /** The database or its surroundings: locks, time, disk, memory, files. Trying again may help. */
  OPERATIONAL,
  /** The data would break a rule of the schema. */
  INTEGRITY,
  /** SQLite's own state is out of step. */
  INTERNAL,
  /** The program is wrong: SQL syntax, missing tables, wrong parameters. */
  PROGRAMMING,
  /** SQLite or this client does not do that. */
  NOT_SUPPORTED
}
