// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import java.time.Duration;

/**
 * How long and how often a process measures.
 *
 * @param warmupMillis before anything is measured, with as many requests in flight as will be at
 *     most
 * @param settleMillis before each level of requests in flight
 * @param iterations how often each level is measured
 * @param iterationMillis how long
 */
public record Times(int warmupMillis, int settleMillis, int iterations, int iterationMillis) {

  Times withIterationMillis(int millis) {
    return new Times(warmupMillis, settleMillis, iterations, millis);
  }

  /** The same measurements after a longer warm-up. */
  Times warmingUp(int times) {
    return new Times(times * warmupMillis, times * settleMillis, iterations, iterationMillis);
  }

  /** What the plan wants of a process. */
  Duration wanted(int levels) {
    return Duration.ofMillis(
        warmupMillis + (long) levels * (settleMillis + iterations * iterationMillis));
  }

  /** After this a process is ended, whatever it does. */
  Duration limit(int levels) {
    return wanted(levels).multipliedBy(2).plusSeconds(25);
  }
}
