// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code sqlite-migrate}: its verbs, its options, where its configuration comes from,
 * and how it speaks.
 *
 * <p>Only {@link io.reactivesqlite.migrations.cli.SqliteMigrate} is meant to be called, by the
 * start script or inside another program. Data goes to standard output, messages go to standard
 * error, and the exit code says which kind of trouble it was.
 *
 * <p>Nothing here decides what runs; that is the work of {@link
 * io.reactivesqlite.migrations.revisions}.
 */
package io.reactivesqlite.migrations.cli;
