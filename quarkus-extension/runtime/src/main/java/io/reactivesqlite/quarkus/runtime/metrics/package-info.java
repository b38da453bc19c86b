// SPDX-License-Identifier: Apache-2.0
/**
 * The figures of the pools as meters. Only there where the application has quarkus-micrometer;
 * nothing else may refer to it.
 */
package io.reactivesqlite.quarkus.runtime.metrics;
