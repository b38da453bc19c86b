// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import io.reactivesqlite.benchmarks.Cell;
import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Results;
import io.reactivesqlite.benchmarks.Results.Summary;
import io.reactivesqlite.benchmarks.measuring.Metric;
import java.util.List;

/**
 * The picture: throughput by requests in flight for the three loads of small requests, and below
 * them what became of the figures to reach. All scales are logarithmic.
 */
final class Picture {

  private static final int WIDTH = 1160;
  private static final int PANEL_TOP = 96;
  private static final int PANEL_HEIGHT = 250;
  private static final int PANEL_WIDTH = 290;
  private static final int PANEL_LEFT = 60;
  private static final int PANEL_STEP = 362;
  private static final int RATIO_TOP = 470;
  private static final int RATIO_STEP = 25;
  private static final int RATIO_LEFT = 490;
  private static final int RATIO_WIDTH = 400;

  private static final String TITLE = "font-size:18px;font-weight:bold;fill:#222";
  private static final String HEAD = "font-size:13px;font-weight:bold;fill:#222";
  private static final String WORDS = "fill:#333";
  private static final String SMALL = "font-size:11px;fill:#666";
  private static final String GRID = "stroke:#e3e3e3;stroke-width:1";

  private static final List<Load> PANELS =
      List.of(Load.POINT_SELECT, Load.INSERT_FULL, Load.INSERT_NORMAL);

  private final Results results;
  private final List<Ratio> ratios;
  private final Svg svg;

  Picture(Results results, List<Ratio> ratios) {
    this.results = results;
    this.ratios = ratios;
    this.svg = new Svg(WIDTH, RATIO_TOP + 60 + ratios.size() * RATIO_STEP);
  }

  String draw() {
    svg.text(PANEL_LEFT - 40, 28, "start", TITLE, "Operations per second by requests in flight");
    legend();
    for (int i = 0; i < PANELS.size(); i++) {
      panel(PANELS.get(i), PANEL_LEFT + i * PANEL_STEP);
    }
    ratios();
    return svg.document();
  }

  private static String colour(Competitor competitor) {
    return switch (competitor) {
      case OURS -> "#0072b2";
      case AGROAL -> "#d55e00";
      case C3P0 -> "#e69f00";
      case JDBC_THREADS -> "#009e73";
      case JDBC_LOOP -> "#7f7f7f";
      case PYTHON -> "#cc79a7";
      case C -> "#222222";
      default -> throw new IllegalArgumentException(competitor + " has no curve");
    };
  }

  private static String stroke(Competitor competitor) {
    return "fill:none;stroke:"
        + colour(competitor)
        + (competitor == Competitor.OURS ? ";stroke-width:3" : ";stroke-width:1.6")
        + (competitor.isLoop() ? ";stroke-dasharray:5 4" : "");
  }

  private void legend() {
    double x = PANEL_LEFT - 40;
    for (Competitor competitor : Load.POINT_SELECT.competitors()) {
      svg.line(x, 50, x + 22, 50, stroke(competitor));
      svg.circle(x + 11, 50, 3.2, "fill:" + colour(competitor));
      svg.text(x + 28, 54, "start", WORDS, competitor.title());
      x += 44 + competitor.title().length() * 6.6;
    }
  }

  private void panel(Load load, double left) {
    double bottom = PANEL_TOP + PANEL_HEIGHT;
    svg.text(left, PANEL_TOP - 12, "start", HEAD, load.title());
    double top = Math.pow(10, Math.ceil(Math.log10(greatest(load))));
    double low = Math.pow(10, Math.floor(Math.log10(smallest(load))));
    for (double value = low; value <= top * 1.001; value *= 10) {
      double y = y(value, low, top);
      svg.line(left, y, left + PANEL_WIDTH, y, GRID);
      svg.text(left - 6, y + 4, "end", SMALL, Numbers.brief(Math.rint(value)));
    }
    List<Integer> levels = load.levels(Competitor.OURS);
    for (int level : levels) {
      svg.text(x(level, left), bottom + 18, "middle", SMALL, "" + level);
    }
    svg.text(
        left + PANEL_WIDTH / 2.0, bottom + 36, "middle", SMALL, "in flight; dashed: one at a time");
    for (Competitor competitor : load.competitors()) {
      curve(load, competitor, left, low, top);
    }
  }

  private void curve(Load load, Competitor competitor, double left, double low, double top) {
    if (competitor.isLoop()) {
      Summary alone = throughput(load, competitor, 1);
      if (alone != null) {
        double y = y(alone.median(), low, top);
        svg.line(left, y, left + PANEL_WIDTH, y, stroke(competitor));
        svg.circle(x(1, left), y, 3.2, "fill:" + colour(competitor));
      }
      return;
    }
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int level : load.levels(competitor)) {
      Summary summary = throughput(load, competitor, level);
      if (summary == null || summary.median() <= 0) {
        lastX = Double.NaN;
        continue;
      }
      double x = x(level, left);
      double y = y(summary.median(), low, top);
      if (!Double.isNaN(lastX)) {
        svg.line(lastX, lastY, x, y, stroke(competitor));
      }
      svg.circle(x, y, competitor == Competitor.OURS ? 4.5 : 3.2, "fill:" + colour(competitor));
      if (competitor == Competitor.OURS) {
        svg.text(
            x,
            y - 9,
            level == 1 ? "start" : "middle",
            "font-size:11px;fill:" + colour(competitor),
            Numbers.brief(Math.rint(summary.median() / 1000) * 1000));
      }
      lastX = x;
      lastY = y;
    }
  }

  private double greatest(Load load) {
    return range(load).max();
  }

  private double smallest(Load load) {
    return range(load).min();
  }

  private Summary range(Load load) {
    double[] all =
        load.competitors().stream()
            .flatMap(c -> load.levels(c).stream().map(level -> throughput(load, c, level)))
            .filter(summary -> summary != null && summary.median() > 0)
            .mapToDouble(Summary::median)
            .toArray();
    return all.length == 0 ? new Summary(100, 10, 1_000) : Results.summary(all);
  }

  private Summary throughput(Load load, Competitor competitor, int level) {
    return results.summary(new Cell(load, competitor, level, "", Metric.THROUGHPUT));
  }

  private static double x(int level, double left) {
    return left + 12 + (PANEL_WIDTH - 30) * Math.log(level) / Math.log(256);
  }

  private static double y(double value, double low, double top) {
    double part = Math.log(value / low) / Math.log(top / low);
    return PANEL_TOP + PANEL_HEIGHT * (1 - part);
  }

  private void ratios() {
    svg.text(PANEL_LEFT - 40, RATIO_TOP - 28, "start", TITLE, "Figures to reach");
    svg.text(
        RATIO_LEFT,
        RATIO_TOP - 28,
        "start",
        SMALL,
        "bar: wanted; dot and line: measured, and its spread over the rounds");
    double bottom = RATIO_TOP + ratios.size() * RATIO_STEP;
    for (double value = 0.01; value <= 1000; value *= 10) {
      double x = ratioX(value);
      svg.line(x, RATIO_TOP - 14, x, bottom - 10, GRID);
      svg.text(x, bottom + 6, "middle", SMALL, Numbers.plain(value) + " ×");
    }
    for (int i = 0; i < ratios.size(); i++) {
      ratio(ratios.get(i), RATIO_TOP + i * RATIO_STEP);
    }
  }

  private void ratio(Ratio ratio, double y) {
    svg.text(RATIO_LEFT - 16, y + 4, "end", WORDS, ratio.target().title());
    boolean reached = ratio.verdict() == Ratio.Verdict.REACHED;
    String colour = reached ? "#0072b2" : "#d55e00";
    if (ratio.target().denominator() != null) {
      double wanted = ratioX(ratio.target().bound());
      svg.line(wanted, y - 8, wanted, y + 8, "stroke:#222;stroke-width:2.5");
      if (ratio.measured() != null) {
        svg.line(
            ratioX(ratio.measured().min()),
            y,
            ratioX(ratio.measured().max()),
            y,
            "stroke-width:2;stroke:" + colour);
        svg.circle(ratioX(ratio.measured().median()), y, 5, "fill:" + colour);
      }
    }
    svg.text(
        RATIO_LEFT + RATIO_WIDTH + 16,
        y + 4,
        "start",
        "fill:" + colour,
        ratio.got() + " (" + ratio.wanted() + "), " + ratio.verdict().words());
  }

  private static double ratioX(double value) {
    double part = (Math.log10(Math.max(0.01, Math.min(1000, value))) + 2) / 5;
    return RATIO_LEFT + RATIO_WIDTH * part;
  }
}
