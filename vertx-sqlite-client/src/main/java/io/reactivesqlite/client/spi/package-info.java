// SPDX-License-Identifier: Apache-2.0
/**
 * How vertx-sql-client finds this client: {@code Pool.pool}, {@code SqlConnectOptions.fromUri} and
 * builders come through here.
 */
package io.reactivesqlite.client.spi;
