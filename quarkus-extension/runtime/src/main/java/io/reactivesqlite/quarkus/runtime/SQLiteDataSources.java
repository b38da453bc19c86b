// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import java.util.Set;

/**
 * The datasources of this kind.
 *
 * @param names all of them, which are the ones that the health check asks
 * @param measured those whose figures are shown as meters
 */
public record SQLiteDataSources(Set<String> names, Set<String> measured) {}
