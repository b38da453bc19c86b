/**
 * The table of all connect options and the ways to name them, in JSON and in connection URIs.
 * Called by {@code SQLiteConnectOptions} only. It never opens a database and never guesses: what it
 * does not know it refuses.
 */
package io.reactivesqlite.client.impl.options;
