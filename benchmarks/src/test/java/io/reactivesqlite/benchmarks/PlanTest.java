// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is planned, by calculation: nothing runs here. */
class PlanTest {

  private static Duration ofHibernate(Plan plan) {
    return Arrays.stream(Load.values())
        .filter(Load::isHibernate)
        .flatMap(
            load ->
                load.competitors().stream()
                    .map(competitor -> load.levels(competitor).size())
                    .map(levels -> plan.forLoad(load).wanted(levels)))
        .reduce(Duration.ZERO, Duration::plus)
        .multipliedBy(plan.rounds());
  }

  @Test
  void allRoundsOfHibernateTakeLessThanHalfAnHour() {
    assertThat(ofHibernate(Plan.FULL)).isLessThan(Duration.ofMinutes(30));
  }

  @Test
  void shorterPlansAreShortForHibernateToo() {
    assertThat(ofHibernate(Plan.QUICK)).isLessThan(Duration.ofMinutes(3));
    assertThat(ofHibernate(Plan.SMOKE)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void hibernateIsMeasuredMoreOftenThanOthers() {
    assertThat(Plan.FULL.forLoad(Load.HIBERNATE_UPDATE).iterations())
        .isGreaterThan(Plan.FULL.forLoad(Load.POINT_SELECT).iterations());
  }

  @Test
  void anIterationOfAnotherLengthIsOneForEveryLoad() {
    Plan plan = Plan.FULL.withIterationMillis(123);

    for (Load load : Load.values()) {
      assertThat(plan.forLoad(load).iterationMillis()).isEqualTo(123);
    }
  }

  @Test
  void longQueriesWarmUpLongerThanShortOnes() {
    assertThat(Plan.FULL.forLoad(Load.QUERY).warmupMillis())
        .isGreaterThan(Plan.FULL.forLoad(Load.POINT_SELECT).warmupMillis());
  }
}
