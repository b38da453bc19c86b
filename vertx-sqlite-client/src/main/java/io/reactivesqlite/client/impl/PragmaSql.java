// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes PRAGMA statements. SQLite runs an unknown PRAGMA silently as nothing, and some known ones
 * should never be set: so the names are checked here.
 */
final class PragmaSql {

  /** PRAGMAs of one value. */
  private static final Set<String> KNOWN =
      Set.of(
          "analysis_limit",
          "application_id",
          "auto_vacuum",
          "automatic_index",
          "busy_timeout",
          "cache_size",
          "cache_spill",
          "cell_size_check",
          "checkpoint_fullfsync",
          "data_version",
          "defer_foreign_keys",
          "encoding",
          "foreign_keys",
          "freelist_count",
          "fullfsync",
          "hard_heap_limit",
          "ignore_check_constraints",
          "incremental_vacuum",
          "journal_mode",
          "journal_size_limit",
          "legacy_alter_table",
          "locking_mode",
          "max_page_count",
          "mmap_size",
          "optimize",
          "page_count",
          "page_size",
          "query_only",
          "read_uncommitted",
          "recursive_triggers",
          "reverse_unordered_selects",
          "schema_version",
          "secure_delete",
          "shrink_memory",
          "soft_heap_limit",
          "synchronous",
          "temp_store",
          "threads",
          "trusted_schema",
          "user_version",
          "wal_autocheckpoint",
          "writable_schema");

  /** PRAGMAs that give a table. */
  private static final Map<String, String> TABLES =
      Map.ofEntries(
          Map.entry("foreign_key_list", "schema()"),
          Map.entry("index_info", "schema()"),
          Map.entry("index_list", "schema()"),
          Map.entry("index_xinfo", "schema()"),
          Map.entry("table_info", "schema()"),
          Map.entry("table_list", "schema()"),
          Map.entry("table_xinfo", "schema()"),
          Map.entry("integrity_check", "maintenance().integrityCheck()"),
          Map.entry("quick_check", "maintenance().quickCheck()"),
          Map.entry("wal_checkpoint", "maintenance().checkpoint()"),
          Map.entry("collation_list", "a query"),
          Map.entry("compile_options", "a query"),
          Map.entry("database_list", "a query"),
          Map.entry("foreign_key_check", "a query"),
          Map.entry("function_list", "a query"),
          Map.entry("module_list", "a query"),
          Map.entry("pragma_list", "a query"));

  /** What can be read but not be set, and why. */
  private static final Map<String, String> READ_ONLY =
      Map.of(
          "writable_schema",
          "any statement could damage the database then",
          "schema_version",
          "a wrong number makes other connections work with a wrong schema",
          "locking_mode",
          "an exclusive lock would keep the pool's own connections out",
          "query_only",
          "read-only transactions and reader lanes rely on it",
          "hard_heap_limit",
          "it is a limit of the whole process",
          "soft_heap_limit",
          "it is a limit of the whole process",
          "read_uncommitted",
          "it has no effect without a shared cache",
          "data_version",
          "it only tells");

  private PragmaSql() {}

  static String get(String name) {
    return "PRAGMA " + checked(name);
  }

  static String set(String name, Object value) {
    String checked = checked(name);
    String bare = bare(name);
    String reason = READ_ONLY.get(bare);
    if (reason != null) {
      throw refused("The PRAGMA " + bare + " cannot be set here: " + reason);
    }
    return "PRAGMA " + checked + " = " + literal(bare, value);
  }

  private static String checked(String name) {
    String bare = bare(name);
    if (TABLES.containsKey(bare)) {
      throw refused("The PRAGMA " + bare + " gives a table: use " + TABLES.get(bare));
    }
    if (!KNOWN.contains(bare)) {
      throw refused(
          "The PRAGMA "
              + quoted(bare)
              + " is not known or not supported; run it as a query if it is meant");
    }
    int dot = name.lastIndexOf('.');
    return dot < 0 ? bare : "\"" + name.substring(0, dot).replace("\"", "\"\"") + "\"." + bare;
  }

  private static String bare(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String quoted(String name) {
    return "'" + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + "'";
  }

  private static String literal(String name, Object value) {
    if (value instanceof Boolean b) {
      return b ? "1" : "0";
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return value.toString();
    }
    if (value instanceof Enum<?> choice) {
      return "'" + choice.name() + "'";
    }
    if (value instanceof String text && text.indexOf('\0') < 0) {
      return "'" + text.replace("'", "''") + "'";
    }
    throw SQLiteException.of(
        SQLiteErrorKind.PARAMETER,
        "The PRAGMA " + name + " takes a whole number, a boolean or a text",
        null);
  }

  private static SQLiteException refused(String message) {
    return SQLiteException.of(SQLiteErrorKind.NOT_SUPPORTED, message, null);
  }
}
