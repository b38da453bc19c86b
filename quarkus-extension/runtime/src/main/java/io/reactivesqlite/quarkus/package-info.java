// SPDX-License-Identifier: Apache-2.0
/**
 * What applications use of the Quarkus extension, beside the configuration keys and the injected
 * pools: the hook that builds a pool by hand. What is below is for Quarkus alone.
 */
package io.reactivesqlite.quarkus;
