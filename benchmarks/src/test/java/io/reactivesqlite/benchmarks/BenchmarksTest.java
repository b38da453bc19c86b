// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {

  @TempDir Path directory;

  @Test
  void everyLoadGivesNumbersAndEveryReportIsWritten() throws Exception {
    String loads =
        List.of(Load.values()).stream()
            .filter(load -> load != Load.STREAM)
            .map(Load::id)
            .collect(Collectors.joining(","));

    Benchmarks.main(
        new String[] {
          "--plan",
          "smoke",
          "--loads",
          loads,
          "--competitors",
          "reactive-sqlite,hibernate-reactive",
          "--work",
          directory.resolve("work").toString(),
          "--docs",
          directory.toString()
        });

    JsonObject results = new JsonObject(Files.readString(directory.resolve("results.json")));
    assertThat(results.getJsonArray("failures")).isEmpty();
    assertThat(results.getJsonArray("measured").stream())
        .extracting(cell -> ((JsonObject) cell).getString("load"))
        .containsAll(List.of(loads.split(",")));
    assertThat(directory.resolve("README.md"))
        .content()
        .contains("shortened run")
        .contains("-Dbenchmark.args=\"--plan smoke --loads " + loads)
        .doesNotContain(directory.toString());
    assertThat(directory.resolve("results.svg")).content().startsWith("<svg");
  }

  @Test
  void thePeerAndPlainJdbcAreMeasuredBesideUs() throws Exception {
    Benchmarks.main(
        new String[] {
          "--plan",
          "smoke",
          "--loads",
          "query-10k",
          "--work",
          directory.resolve("work").toString(),
          "--docs",
          directory.toString()
        });

    JsonObject results = new JsonObject(Files.readString(directory.resolve("results.json")));
    assertThat(results.getJsonArray("measured").stream())
        .extracting(cell -> ((JsonObject) cell).getString("competitor"))
        .contains("reactive-sqlite", "vertx-jdbc-agroal", "vertx-jdbc-c3p0", "jdbc-loop");
  }

  @Test
  void bothHibernatesAreMeasuredAndTheirLockErrorsCounted() throws Exception {
    Benchmarks.main(
        new String[] {
          "--plan",
          "smoke",
          "--loads",
          "hibernate-update",
          "--work",
          directory.resolve("work").toString(),
          "--docs",
          directory.toString()
        });

    JsonObject results = new JsonObject(Files.readString(directory.resolve("results.json")));
    assertThat(results.getJsonArray("failures")).isEmpty();
    assertThat(results.getJsonArray("measured").stream())
        .map(cell -> (JsonObject) cell)
        .filteredOn(cell -> cell.getString("metric").equals("lock errors"))
        .filteredOn(cell -> cell.getInteger("inFlight") == 64)
        .extracting(cell -> cell.getString("competitor") + " " + cell.getDouble("max"))
        .containsExactlyInAnyOrder("hibernate-reactive 0.0", "hibernate-orm-threads 0.0");
    assertThat(results.getJsonArray("ratios").stream())
        .map(figure -> (JsonObject) figure)
        .filteredOn(figure -> figure.getString("figure").contains("find and change"))
        .allSatisfy(figure -> assertThat(figure.getDouble("median")).isNotNull());
  }

  @Test
  void anUnknownLoadIsRefusedWithTheNamesThatThereAre() {
    assertThatThrownBy(() -> Benchmarks.main(new String[] {"--loads", "point"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("point-select");
  }
}
