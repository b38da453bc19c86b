// SPDX-License-Identifier: Apache-2.0
/**
 * Compares what Hibernate entities ask for with what a SQLite database has, and writes the
 * difference as SQL, up and down.
 *
 * <p>Both sides are read by the same eyes: the entities' own DDL is run on an empty database in
 * memory, and that database is compared with the real one. So nothing is reported that Hibernate
 * itself would have created. {@link io.reactivesqlite.migrations.autogenerate.Autogenerate} is the
 * way in; users, the command and the asynchronous runner may call it.
 *
 * <p>Nothing here changes the database that it looks at.
 */
package io.reactivesqlite.migrations.autogenerate;
