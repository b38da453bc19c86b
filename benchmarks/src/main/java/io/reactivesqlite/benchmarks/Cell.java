// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import io.reactivesqlite.benchmarks.measuring.Metric;

/**
 * What a number belongs to.
 *
 * @param variant see {@link io.reactivesqlite.benchmarks.measuring.Measurement#variant()}
 */
public record Cell(Load load, Competitor competitor, int inFlight, String variant, Metric metric) {}
