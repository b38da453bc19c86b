// SPDX-License-Identifier: Apache-2.0
/**
 * What a database consists of, as plain records: tables, columns, indexes, foreign keys, checks,
 * views and triggers.
 *
 * <p>Given by {@code SQLiteQueries.schema()}. The records only tell; nothing here asks a database.
 */
package io.reactivesqlite.client.schema;
