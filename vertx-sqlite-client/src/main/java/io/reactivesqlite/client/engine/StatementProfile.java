// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

/**
 * What a statement does to the locks of a database, as SQLite itself says.
 *
 * @param verb the kind of statement
 * @param writes whether it takes the write lock of the main or an attached database
 * @param groupable whether it may share a transaction with strangers and still behave as in
 *     autocommit
 * @param pragma the lower-case name of the PRAGMA and whether it carries a value, or {@code null}
 */
public record StatementProfile(
    StatementVerb verb, boolean writes, boolean groupable, Pragma pragma) {

  /**
   * A PRAGMA.
   *
   * @param name in lower case, without schema
   * @param hasValue whether a value or argument is given
   */
  public record Pragma(String name, boolean hasValue) {}

  /** Whether it begins or ends a transaction or savepoint. */
  public boolean controlsTransaction() {
    return switch (verb) {
      case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE -> true;
      default -> false;
    };
  }

  /** Whether the schema may be another one afterwards. */
  public boolean changesSchema() {
    return switch (verb) {
      case CREATE, DROP, ALTER, ATTACH, DETACH, VACUUM, REINDEX -> true;
      default -> false;
    };
  }
}
