// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import java.util.List;

/**
 * How long and how often is measured.
 *
 * @param rounds how often every competitor runs under every load, each time in a new process
 * @param usual for most loads
 * @param hibernate for those of Hibernate. It is much code, which a JVM on few cores takes long to
 *     compile; with one request in flight it gets faster for seconds after a warm-up with many, as
 *     then other paths are taken and few of them a second. Its single numbers lie far apart, too,
 *     so that only the middle of more of them says something.
 */
public record Plan(String name, int rounds, Times usual, Times hibernate) {

  public static final Plan FULL =
      new Plan("full", 3, new Times(1_500, 300, 2, 700), new Times(12_000, 5_000, 6, 700));

  public static final Plan QUICK =
      new Plan("quick", 1, new Times(800, 150, 1, 500), new Times(4_800, 900, 1, 500));

  /** Only shows that everything works. */
  public static final Plan SMOKE =
      new Plan("smoke", 1, new Times(50, 10, 1, 50), new Times(300, 60, 1, 50));

  static Plan of(String name) {
    return List.of(FULL, QUICK, SMOKE).stream()
        .filter(plan -> plan.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  Plan withRounds(int rounds) {
    return new Plan(name, rounds, usual, hibernate);
  }

  Plan withIterationMillis(int millis) {
    return new Plan(
        name, rounds, usual.withIterationMillis(millis), hibernate.withIterationMillis(millis));
  }

  public Times forLoad(Load load) {
    return load.isHibernate() ? hibernate : usual.warmingUp(load.warmups());
  }
}
