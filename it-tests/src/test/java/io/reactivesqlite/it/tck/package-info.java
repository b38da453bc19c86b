// SPDX-License-Identifier: Apache-2.0
/**
 * The TCK that vertx-sql-client publishes, bound to SQLite. One class for each of its base classes,
 * and some once more for pooled connections. What cannot apply to SQLite is ignored by name, with
 * its reason; {@link io.reactivesqlite.it.tck.TckPageTest} keeps the page in the docs in step with
 * that.
 */
package io.reactivesqlite.it.tck;
