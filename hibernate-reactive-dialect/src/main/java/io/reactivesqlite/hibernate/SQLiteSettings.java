// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate;

/** Properties of a persistence unit that this dialect reads. */
public final class SQLiteSettings {

  /**
   * Whether identity columns are declared AUTOINCREMENT, {@code false} by default. With it, the key
   * of a deleted row is never given to another row, at the price of one more write per insert;
   * without it, SQLite reuses the highest key once its row is deleted.
   */
  public static final String AUTOINCREMENT = "hibernate.sqlite.autoincrement";

  /**
   * Whether tables are created STRICT, {@code false} by default. A strict table refuses a value of
   * another kind than its column's, but knows six type names only, so a tool that reads the schema
   * no longer sees that a text is a date or a decimal.
   */
  public static final String STRICT_TABLES = "hibernate.sqlite.strict_tables";

  private SQLiteSettings() {}
}
