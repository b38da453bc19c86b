// SPDX-License-Identifier: Apache-2.0
/**
 * Migrations as asynchronous calls, for Vert.x and Mutiny: the blocking work runs on a connection
 * of the client, on its worker threads, while it holds the turn to write.
 *
 * <p>Called by applications. Never blocks the caller, and knows nothing of change sets itself.
 */
package io.reactivesqlite.migrations.runner;
