// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.engine;

import java.util.Set;

/**
 * What a statement does to the locks of a database, as SQLite itself says.
 *
 * @param verb the kind of statement
 * @param writes whether it takes the write lock of the main or an attached database
 * @param groupable whether it may share a transaction with strangers and still behave as in
 *     autocommit
 * @param givesRowid whether a row that it inserts gets a rowid, which is the last one then
 * @param temporary whether it changes what belongs to one connection alone, its temporary tables
 * @param pragma the lower-case name of the PRAGMA and whether it carries a value, or {@code null}
 */
public record StatementProfile(
    StatementVerb verb,
    boolean writes,
    boolean groupable,
    boolean givesRowid,
    boolean temporary,
    Pragma pragma) {

  static StatementProfile ungrouped(StatementVerb verb, boolean writes) {
    return new StatementProfile(verb, writes, false, false, false, null);
  }

  /**
   * A PRAGMA.
   *
   * @param name in lower case, without schema
   * @param hasValue whether a value or argument is given
   */
  public record Pragma(String name, boolean hasValue) {

    /** Those that act when they run, as other statements do. */
    private static final Set<String> ACT_WHEN_RUN =
        Set.of(
            "application_id",
            "foreign_key_check",
            "foreign_key_list",
            "incremental_vacuum",
            "index_info",
            "index_list",
            "index_xinfo",
            "integrity_check",
            "journal_mode",
            "optimize",
            "quick_check",
            "schema_version",
            "table_info",
            "table_list",
            "table_xinfo",
            "user_version",
            "wal_checkpoint");

    /**
     * Whether it acts already when SQLite prepares it, even for EXPLAIN: whoever only wants to know
     * what it does must not ask SQLite. It changes settings of its connection, not the database.
     */
    public boolean actsWhenPrepared() {
      return hasValue && !ACT_WHEN_RUN.contains(name);
    }
  }

  /** Whether it begins or ends a transaction or savepoint. */
  public boolean controlsTransaction() {
    return switch (verb) {
      case BEGIN, COMMIT, ROLLBACK, ROLLBACK_TO, SAVEPOINT, RELEASE -> true;
      default -> false;
    };
  }

  /** Whether afterwards names mean something on this connection that they mean on no other. */
  public boolean ofThisConnection() {
    return switch (verb) {
      case ATTACH, DETACH -> true;
      // A change of a table that all see may touch the temporary schema too.
      case CREATE, DROP, ALTER -> temporary && !writes;
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
