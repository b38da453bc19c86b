// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

/** A value that a column cannot take. The message says what it is, and never the value. */
final class Misfit extends Exception {

  Misfit(String message) {
    super(message, null, false, false);
  }

  /** Names what SQLite stores, as SQLite names it. */
  static String kind(Object stored) {
    if (stored instanceof String) {
      return "a text";
    }
    if (stored instanceof byte[]) {
      return "a blob";
    }
    return stored instanceof Double ? "a real" : "an integer";
  }
}
