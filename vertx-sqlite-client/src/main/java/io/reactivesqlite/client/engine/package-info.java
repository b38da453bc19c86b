// SPDX-License-Identifier: Apache-2.0
/**
 * SQLite as plain, blocking Java: connections, prepared statements, scripts, errors. The only code
 * that knows the native driver.
 *
 * <p>Called by {@code scheduling} on worker threads. Never imports Vert.x, never starts a thread,
 * never waits for anything but SQLite itself.
 */
package io.reactivesqlite.client.engine;
