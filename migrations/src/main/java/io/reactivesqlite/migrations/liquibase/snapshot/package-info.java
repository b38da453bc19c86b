// SPDX-License-Identifier: Apache-2.0
/**
 * Shows Liquibase the whole schema of a SQLite database: what its model has words for as objects,
 * and the rest (checks, collations, generated columns, STRICT, WITHOUT ROWID, triggers, partial
 * indexes) as attributes, so that a diff sees them. Found through {@code META-INF/services}; only
 * reads.
 */
package io.reactivesqlite.migrations.liquibase.snapshot;
