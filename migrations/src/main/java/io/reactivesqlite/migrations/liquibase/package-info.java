// SPDX-License-Identifier: Apache-2.0
/**
 * Makes Liquibase tell the truth about SQLite: a database that runs a change set and its line in
 * the history as one transaction, checks what it did before the commit, and locks with a lock that
 * dies with its process. {@link io.reactivesqlite.migrations.liquibase.Migrator} is the way in.
 *
 * <p>Liquibase finds the classes here by itself, in our runner as well as in its own command.
 * Nothing here starts threads that outlive a call, and nothing talks to a network.
 */
package io.reactivesqlite.migrations.liquibase;
