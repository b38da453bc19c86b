// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import io.reactivesqlite.benchmarks.Cell;
import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Results;
import io.reactivesqlite.benchmarks.Results.Summary;
import io.reactivesqlite.benchmarks.measuring.Metric;
import java.util.ArrayList;
import java.util.List;

/** The tables of a report. */
final class Tables {

  private final Results results;

  Tables(Results results) {
    this.results = results;
  }

  Table ratios(List<Ratio> ratios) {
    Table table =
        new Table("Figures to reach", List.of("figure", "wanted", "measured", "spread", ""));
    for (Ratio ratio : ratios) {
      table.add(
          List.of(
              ratio.target().title(),
              ratio.wanted(),
              ratio.got(),
              ratio.spread(),
              ratio.verdict().words()));
    }
    return table;
  }

  /** One table for each load with numbers. */
  List<Table> loads() {
    List<Table> tables = new ArrayList<>();
    for (Load load : Load.values()) {
      Table table = load == Load.EVENT_LOOP ? eventLoop() : load(load);
      if (!table.isEmpty()) {
        tables.add(table);
      }
    }
    return tables;
  }

  private Table load(Load load) {
    List<Integer> levels = load.levels(Competitor.OURS);
    List<String> header = new ArrayList<>(List.of(""));
    for (int level : levels) {
      header.add(levels.size() == 1 ? load.unit() : level + " in flight");
      header.add("spread");
    }
    header.add(levels.size() == 1 ? "bytes/op" : "bytes/op at 64");
    if (load.measuresLatency()) {
      latencies().forEach(metric -> header.add(metric.title()));
    }
    if (load.countsLockErrors()) {
      header.add(Metric.ERRORS.title());
    }
    Table table = new Table(load.title() + (levels.size() == 1 ? "" : ", " + load.unit()), header);
    for (Competitor competitor : load.competitors()) {
      List<String> row = row(load, competitor, levels);
      if (row != null) {
        table.add(row);
      }
    }
    return table;
  }

  private List<String> row(Load load, Competitor competitor, List<Integer> levels) {
    List<String> row = new ArrayList<>(List.of(competitor.title()));
    boolean any = false;
    for (int level : levels) {
      Summary summary = summary(load, competitor, level, "", Metric.THROUGHPUT);
      any |= summary != null;
      row.add(number(summary));
      row.add(
          summary == null ? "" : Numbers.spread(summary.median(), summary.min(), summary.max()));
    }
    if (!any) {
      return failed(load, competitor) ? filled(row, load) : null;
    }
    int level = levels.contains(64) && !competitor.isLoop() ? 64 : 1;
    row.add(number(summary(load, competitor, level, "", Metric.ALLOCATED)));
    if (load.measuresLatency()) {
      for (Metric metric : latencies()) {
        row.add(number(summary(load, competitor, levels.get(0), "", metric)));
      }
    }
    if (load.countsLockErrors()) {
      row.add(number(summary(load, competitor, level, "", Metric.ERRORS)));
    }
    return row;
  }

  private static List<String> filled(List<String> row, Load load) {
    row.set(1, "failed");
    int missing =
        1 + (load.measuresLatency() ? latencies().size() : 0) + (load.countsLockErrors() ? 1 : 0);
    for (int i = 0; i < missing; i++) {
      row.add("–");
    }
    return row;
  }

  private boolean failed(Load load, Competitor competitor) {
    return results.failures().stream()
        .anyMatch(f -> f.load() == load && f.competitor() == competitor);
  }

  private Table eventLoop() {
    List<String> header = new ArrayList<>(List.of("µs"));
    latencies().forEach(metric -> header.add(metric.title().replace(" µs", "")));
    Table table = new Table(Load.EVENT_LOOP.title() + ", µs", header);
    for (Cell cell : results.cells()) {
      if (cell.load() == Load.EVENT_LOOP && cell.metric() == Metric.P50) {
        List<String> row = new ArrayList<>(List.of(variant(cell)));
        for (Metric metric : latencies()) {
          row.add(number(summary(Load.EVENT_LOOP, cell.competitor(), 1, cell.variant(), metric)));
        }
        table.add(row);
      }
    }
    return table;
  }

  private static String variant(Cell cell) {
    String variant = cell.variant();
    if (variant.endsWith("slow")) {
      return cell.competitor().title() + ", " + variant.replace("slow", "at a time");
    }
    if (variant.endsWith("yielding")) {
      return "control: "
          + variant.replace("yielding", "threads that burn CPU and yield each 50 µs");
    }
    if (variant.endsWith("burning")) {
      return "control: " + variant.replace("burning", "threads that only burn CPU");
    }
    return variant.equals("idle")
        ? "idle, process of " + cell.competitor().title()
        : "control: JDBC " + variant;
  }

  private static List<Metric> latencies() {
    return List.of(Metric.P50, Metric.P99, Metric.P999, Metric.MAX);
  }

  private Summary summary(
      Load load, Competitor competitor, int inFlight, String variant, Metric metric) {
    return results.summary(new Cell(load, competitor, inFlight, variant, metric));
  }

  private static String number(Summary summary) {
    return summary == null ? "–" : Numbers.rounded(summary.median());
  }
}
