// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

/**
 * One thing that a statement does.
 *
 * @param operation what it does
 * @param name to which table, function or PRAGMA; in lower case, and empty where the operation has
 *     no name. A table of an attached database has the name of that database and a dot before it
 */
public record SQLiteAction(SQLiteOperation operation, String name) {}
