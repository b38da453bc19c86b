// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Results;
import io.reactivesqlite.benchmarks.measuring.Measurement;
import io.reactivesqlite.benchmarks.measuring.Metric;
import org.junit.jupiter.api.Test;

class RatioTest {

  private final Results results = new Results();
  private final Target target =
      Target.all().stream()
          .filter(t -> t.title().startsWith("10,000-row query vs JDBC"))
          .findFirst()
          .orElseThrow();

  private void measured(Competitor competitor, int round, double value) {
    results.add(Load.QUERY, competitor, round, new Measurement(1, "", Metric.THROUGHPUT, value));
  }

  @Test
  void bothSidesOfAProportionComeFromOneRound() {
    measured(Competitor.OURS, 1, 200);
    measured(Competitor.JDBC_LOOP, 1, 100);
    // The whole machine was slow.
    measured(Competitor.OURS, 2, 20);
    measured(Competitor.JDBC_LOOP, 2, 10);

    Ratio ratio = Ratio.of(target, results);

    assertThat(ratio.got()).isEqualTo("2.00 ×");
    assertThat(ratio.spread()).isEqualTo("2.00 – 2.00");
    assertThat(ratio.verdict()).isEqualTo(Ratio.Verdict.REACHED);
  }

  @Test
  void lessThanWantedIsNotReached() {
    measured(Competitor.OURS, 1, 100);
    measured(Competitor.JDBC_LOOP, 1, 100);

    assertThat(Ratio.of(target, results).verdict()).isEqualTo(Ratio.Verdict.NOT_REACHED);
  }

  @Test
  void aCompetitorWithoutNumbersMakesNoProportion() {
    measured(Competitor.OURS, 1, 100);

    assertThat(Ratio.of(target, results).verdict()).isEqualTo(Ratio.Verdict.NOT_MEASURED);
  }

  @Test
  void atMostIsReachedFromBelow() {
    Target errors =
        Target.all().stream()
            .filter(t -> t.title().endsWith("lock errors"))
            .findFirst()
            .orElseThrow();
    results.add(
        Load.READ_MODIFY_WRITE, Competitor.OURS, 1, new Measurement(64, "", Metric.ERRORS, 1));

    assertThat(Ratio.of(errors, results).verdict()).isEqualTo(Ratio.Verdict.NOT_REACHED);
  }
}
