// SPDX-License-Identifier: Apache-2.0
/**
 * A graph of revisions on plain Liquibase files and tables: which revisions there are, which of
 * them a database has, and how to get from here to there.
 *
 * <p>Everything here may be called by users, by the command line and by the asynchronous runner.
 * {@link io.reactivesqlite.migrations.revisions.RevisionGraph} and what plans on it are pure;
 * {@link io.reactivesqlite.migrations.revisions.RevisionDirectory} reads and writes files; {@link
 * io.reactivesqlite.migrations.revisions.Revisions} runs them on a database.
 *
 * <p>All of it blocks, and nothing keeps state of its own in a database: what is applied is what
 * Liquibase's {@code DATABASECHANGELOG} says.
 */
package io.reactivesqlite.migrations.revisions;
