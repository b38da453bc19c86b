// SPDX-License-Identifier: Apache-2.0
/**
 * Moves the data of a SQLite database to another database that has the same tables already.
 *
 * <p>{@link io.reactivesqlite.migrations.copy.DataCopy} does it over two JDBC connections, with no
 * regard to where they come from; the command {@code sqlite-migrate copy} is its best known caller.
 *
 * <p>Nothing here creates or alters the tables that are filled, and no message carries a value of a
 * row.
 */
package io.reactivesqlite.migrations.copy;
