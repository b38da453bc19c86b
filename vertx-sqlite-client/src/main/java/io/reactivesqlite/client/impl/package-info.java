// SPDX-License-Identifier: Apache-2.0
/**
 * The Vert.x side: commands of vertx-sql-client become jobs of the lanes, and their outcomes come
 * back on the caller's context, in order.
 *
 * <p>Called by the public API and by vertx-sql-client. Never touches SQLite but through a lane, and
 * never blocks.
 */
package io.reactivesqlite.client.impl;
