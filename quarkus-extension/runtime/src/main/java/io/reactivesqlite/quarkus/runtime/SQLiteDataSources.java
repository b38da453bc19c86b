// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import java.util.Set;

/**
 * The datasources of this kind, which are the ones that the health check asks.
 *
 * @param names their names
 */
public record SQLiteDataSources(Set<String> names) {}
