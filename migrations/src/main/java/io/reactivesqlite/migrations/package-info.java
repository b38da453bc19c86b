// SPDX-License-Identifier: Apache-2.0
/**
 * Schema changes on SQLite that keep every row, constraint, trigger and view.
 *
 * <p>Sub-packages hold one idea each: {@code liquibase} makes Liquibase tell the truth about
 * SQLite, {@code rebuild} changes a table that {@code ALTER TABLE} cannot, {@code revisions} is the
 * graph of revisions, {@code autogenerate} compares entities with a database, {@code cli} is the
 * command. Nothing here runs on an event loop: all of it is blocking JDBC.
 */
package io.reactivesqlite.migrations;
