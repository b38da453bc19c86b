// SPDX-License-Identifier: Apache-2.0
/**
 * How SQLite says each statement of Liquibase: one small generator per statement, grouped by what
 * the statement is about. Found by Liquibase through {@code META-INF/services}; nobody calls them
 * directly.
 *
 * <p>They only translate. What a change does to a table is decided in {@code rebuild}.
 */
package io.reactivesqlite.migrations.liquibase.statements;
