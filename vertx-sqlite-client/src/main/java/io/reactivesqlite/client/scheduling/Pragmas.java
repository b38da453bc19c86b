// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.util.Set;

/** What a PRAGMA is about. */
final class Pragmas {

  /**
   * PRAGMAs whose value or argument concerns the database, or only asks: they mean the same on any
   * connection.
   */
  static final Set<String> OF_THE_DATABASE =
      Set.of(
          "application_id",
          "auto_vacuum",
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
          "table_info",
          "table_list",
          "table_xinfo",
          "user_version",
          "wal_checkpoint");

  private Pragmas() {}
}
