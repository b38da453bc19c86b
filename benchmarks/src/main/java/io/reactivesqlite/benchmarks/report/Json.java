// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import io.reactivesqlite.benchmarks.Cell;
import io.reactivesqlite.benchmarks.Plan;
import io.reactivesqlite.benchmarks.Results;
import io.reactivesqlite.benchmarks.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** All numbers of a run, for whoever wants to calculate with them. */
final class Json {

  private Json() {}

  static String of(Plan plan, Environment environment, Results results, List<Ratio> ratios) {
    JsonObject machine = new JsonObject();
    environment.facts().forEach(machine::put);
    JsonArray cells = new JsonArray();
    results.cells().forEach(cell -> cells.add(cell(cell, results)));
    JsonArray figures = new JsonArray();
    ratios.forEach(ratio -> figures.add(figure(ratio)));
    JsonArray failures = new JsonArray();
    results
        .failures()
        .forEach(
            f ->
                failures.add(
                    new JsonObject()
                        .put("load", f.load().id())
                        .put("competitor", f.competitor().id())
                        .put("round", f.round())
                        .put("reason", f.reason())));
    return new JsonObject()
            .put("environment", machine)
            .put("plan", plan(plan))
            .put("ratios", figures)
            .put("failures", failures)
            .put("measured", cells)
            .encodePrettily()
        + "\n";
  }

  private static JsonObject plan(Plan plan) {
    return new JsonObject()
        .put("name", plan.name())
        .put("rounds", plan.rounds())
        .put("usual", times(plan.usual()))
        .put("hibernate", times(plan.hibernate()));
  }

  private static JsonObject times(Times times) {
    return new JsonObject()
        .put("warmupMillis", times.warmupMillis())
        .put("settleMillis", times.settleMillis())
        .put("iterations", times.iterations())
        .put("iterationMillis", times.iterationMillis());
  }

  private static JsonObject cell(Cell cell, Results results) {
    Results.Summary summary = results.summary(cell);
    JsonArray rounds = new JsonArray();
    results.values(cell).values().forEach(values -> rounds.add(new JsonArray(values)));
    JsonObject json =
        new JsonObject()
            .put("load", cell.load().id())
            .put("competitor", cell.competitor().id())
            .put("inFlight", cell.inFlight());
    if (!cell.variant().isEmpty()) {
      json.put("variant", cell.variant());
    }
    return json.put("metric", cell.metric().title())
        .put("unit", unit(cell))
        .put("median", summary.median())
        .put("min", summary.min())
        .put("max", summary.max())
        .put("rounds", rounds);
  }

  private static String unit(Cell cell) {
    return switch (cell.metric()) {
      case THROUGHPUT -> cell.load().unit();
      case ALLOCATED -> "bytes/operation";
      case ERRORS -> "errors";
      default -> "µs";
    };
  }

  private static JsonObject figure(Ratio ratio) {
    JsonObject json =
        new JsonObject()
            .put("figure", ratio.target().title())
            .put(ratio.target().atMost() ? "atMost" : "atLeast", ratio.target().bound())
            .put("verdict", ratio.verdict().words());
    if (ratio.measured() != null) {
      json.put("median", ratio.measured().median())
          .put("min", ratio.measured().min())
          .put("max", ratio.measured().max());
    }
    return json;
  }
}
