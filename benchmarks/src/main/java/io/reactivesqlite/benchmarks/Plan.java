// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How long and how often is measured.
 *
 * @param rounds how often every competitor runs under every load, each time in a new process
 * @param warmupMillis before anything is measured in a process, with as many requests in flight as
 *     will be at most
 * @param settleMillis before each level of requests in flight
 * @param iterations how often each level is measured in a process
 * @param iterationMillis how long
 */
public record Plan(
    String name,
    int rounds,
    int warmupMillis,
    int settleMillis,
    int iterations,
    int iterationMillis) {

  public static final Plan FULL = new Plan("full", 3, 1_500, 300, 2, 700);
  public static final Plan QUICK = new Plan("quick", 1, 800, 150, 1, 500);

  /** Only shows that everything works. */
  public static final Plan SMOKE = new Plan("smoke", 1, 50, 10, 1, 50);

  static Plan of(String name) {
    return List.of(FULL, QUICK, SMOKE).stream()
        .filter(plan -> plan.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  Plan withRounds(int rounds) {
    return new Plan(name, rounds, warmupMillis, settleMillis, iterations, iterationMillis);
  }

  Plan withIterationMillis(int millis) {
    return new Plan(name, rounds, warmupMillis, settleMillis, iterations, millis);
  }

  /** The plan for one load: more code takes a JVM longer to compile. */
  public Plan forLoad(Load load) {
    return new Plan(
        name,
        rounds,
        warmupMillis * load.warmups(),
        settleMillis * load.warmups(),
        iterations,
        iterationMillis);
  }

  /** After this a process is ended, whatever it does. */
  public Duration limit(int levels) {
    long wanted = warmupMillis + (long) levels * (settleMillis + iterations * iterationMillis);
    return Duration.ofMillis(25_000 + 2 * wanted);
  }
}
