// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.benchmarks.Cell;
import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Plan;
import io.reactivesqlite.benchmarks.Results;
import io.reactivesqlite.benchmarks.measuring.Measurement;
import io.reactivesqlite.benchmarks.measuring.Metric;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

  private static final Environment ENVIRONMENT = new Environment(Map.of("Java", "17"), false);

  private final Results results = new Results();

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void aRunWithoutAnyNumberStillHasAPicture() throws Exception {
    Document svg = parsed(new Picture(results, Ratio.all(results)).draw());

    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
  }

  @Test
  void thePictureHasAPointForEachLevelThatWasMeasured() throws Exception {
    int before = points(new Picture(results, Ratio.all(results)).draw());
    for (int level : Load.POINT_SELECT.levels(Competitor.OURS)) {
      results.add(
          Load.POINT_SELECT,
          Competitor.OURS,
          1,
          new Measurement(level, "", Metric.THROUGHPUT, 1000 * level));
    }

    assertThat(points(new Picture(results, Ratio.all(results)).draw()) - before).isEqualTo(4);
  }

  private static int points(String svg) throws Exception {
    return parsed(svg).getElementsByTagName("circle").getLength();
  }

  @Test
  void whatFailedIsInTheText() {
    results.fail(new Results.Failure(Load.STREAM, Competitor.AGROAL, 1, "no memory"));

    String text = new Report(Plan.FULL, new Command(List.of()), ENVIRONMENT, results).text();

    assertThat(text).contains("FAILED  stream-1m, vertx-jdbc-agroal, round 1: no memory");
    assertThat(text).contains("vertx-jdbc-client, Agroal").contains("failed");
  }

  @Test
  void thePageSaysHowToMeasureAllOfItAgain() {
    assertThat(page())
        .contains("verify\n```\n\nor, in a few minutes")
        .contains("-Dbenchmark.args=\"--plan quick\"` behind it. The numbers are\nalso in");
  }

  @Test
  void thePageOfAPartSaysHowToMeasureThatPartAgain() {
    assertThat(page("--cores", "asleep", "--rounds", "2"))
        .contains("verify -Dbenchmark.args=\"--cores asleep --rounds 2\"\n```\n\nThe numbers are")
        .doesNotContain("--plan quick");
  }

  private String page(String... arguments) {
    return new Page(
            Plan.FULL, new Command(List.of(arguments)), ENVIRONMENT, results, new Tables(results))
        .of(Ratio.all(results));
  }

  @Test
  void aSummaryIsTheMiddleOfAllRounds() {
    for (double value : new double[] {5, 1, 3}) {
      results.add(
          Load.QUERY,
          Competitor.OURS,
          (int) value,
          new Measurement(1, "", Metric.THROUGHPUT, value));
    }

    Results.Summary summary =
        results.summary(new Cell(Load.QUERY, Competitor.OURS, 1, "", Metric.THROUGHPUT));

    assertThat(summary).isEqualTo(new Results.Summary(3, 1, 5));
  }
}
