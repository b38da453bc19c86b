// SPDX-License-Identifier: Apache-2.0
/**
 * The rebuild of a table, for changes that SQLite's {@code ALTER TABLE} cannot make, and the
 * editing of SQL text that it needs: the text in {@code sqlite_schema} is edited where the change
 * is, and nowhere else, so that whatever SQLite keeps there survives.
 *
 * <p>For the packages beside this one. It reads schemas and returns SQL; it never changes a
 * database and knows nothing of Liquibase.
 */
package io.reactivesqlite.migrations.rebuild;
