// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Set;

/**
 * The datasources of this kind.
 *
 * @param names all of them, which are the ones that the health check asks
 * @param measured those whose figures are shown as meters
 * @param options how each pool connects that was made until now
 */
public record SQLiteDataSources(
    Set<String> names, Set<String> measured, Map<Pool, SQLiteConnectOptions> options) {}
