// SPDX-License-Identifier: Apache-2.0
/**
 * The readiness check. Only there where the application has quarkus-smallrye-health; nothing else
 * may refer to it.
 */
package io.reactivesqlite.quarkus.runtime.health;
