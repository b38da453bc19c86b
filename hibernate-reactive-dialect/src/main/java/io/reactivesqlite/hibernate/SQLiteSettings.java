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

  /**
   * Whether transactions of several sessions share one commit of SQLite, {@code true} by default:
   * they follow each other as ever, but those that wait anyway are made durable together, by one
   * fsync. A session hears of its commit when the shared one is through, within about 20
   * milliseconds or after the transaction that is just running. With {@code false} each transaction
   * commits alone, on a connection of its own.
   */
  public static final String SHARED_TRANSACTIONS = "hibernate.sqlite.shared_transactions";

  /**
   * The URL of a tenant's database, with {@code {tenant}} where its name goes, for example {@code
   * sqlite:tenants/{tenant}.db}. Needed once sessions are opened for tenants; there is no default.
   */
  public static final String TENANT_URL = "hibernate.sqlite.tenant_url";

  /**
   * Milliseconds after which the pool of a tenant that nobody uses is closed, five minutes by
   * default, 0 for never. Each open file costs its connections' memory and file handles.
   */
  public static final String TENANT_IDLE_TIMEOUT = "hibernate.sqlite.tenant_idle_timeout";

  private SQLiteSettings() {}
}
