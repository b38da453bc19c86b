// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.report;

import static io.reactivesqlite.benchmarks.Competitor.AGROAL;
import static io.reactivesqlite.benchmarks.Competitor.C;
import static io.reactivesqlite.benchmarks.Competitor.HIBERNATE_REACTIVE;
import static io.reactivesqlite.benchmarks.Competitor.HIBERNATE_THREADS;
import static io.reactivesqlite.benchmarks.Competitor.JDBC_LOOP;
import static io.reactivesqlite.benchmarks.Competitor.JDBC_THREADS;
import static io.reactivesqlite.benchmarks.Competitor.OURS;
import static io.reactivesqlite.benchmarks.measuring.Metric.ERRORS;
import static io.reactivesqlite.benchmarks.measuring.Metric.P999;
import static io.reactivesqlite.benchmarks.measuring.Metric.THROUGHPUT;

import io.reactivesqlite.benchmarks.Cell;
import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A figure that we want to reach: one cell in proportion to another of the same run.
 *
 * @param denominator {@code null} where the number itself is to be compared
 * @param atMost whether less is better
 */
record Target(String title, Cell numerator, Cell denominator, double bound, boolean atMost) {

  static List<Target> all() {
    List<Target> all = new ArrayList<>(ofTheClient());
    all.addAll(ofHibernate());
    return all;
  }

  private static List<Target> ofHibernate() {
    List<Target> targets = new ArrayList<>();
    List<Load> loads = Arrays.stream(Load.values()).filter(Load::isHibernate).toList();
    for (Load load : loads) {
      targets.add(againstOrm(load, 1, 1));
    }
    for (Load load : List.of(Load.HIBERNATE_PERSIST, Load.HIBERNATE_UPDATE)) {
      targets.add(againstOrm(load, 64, 3));
      targets.add(
          new Target(
              load.title() + ", 64 in flight: lock errors",
              cell(load, HIBERNATE_REACTIVE, 64, ERRORS),
              null,
              0,
              true));
    }
    return targets;
  }

  private static Target againstOrm(Load load, int inFlight, double bound) {
    return new Target(
        load.title() + ", " + inFlight + " in flight, vs ORM on threads",
        cell(load, HIBERNATE_REACTIVE, inFlight, THROUGHPUT),
        cell(load, HIBERNATE_THREADS, inFlight, THROUGHPUT),
        bound,
        false);
  }

  private static List<Target> ofTheClient() {
    return List.of(
        faster(
            "Durable insert, 64 in flight, vs vertx-jdbc-client Agroal",
            Load.INSERT_FULL,
            64,
            AGROAL,
            25),
        faster(
            "Durable insert, 256 in flight, vs vertx-jdbc-client Agroal",
            Load.INSERT_FULL,
            256,
            AGROAL,
            40),
        faster(
            "Insert NORMAL, 64 in flight, vs vertx-jdbc-client Agroal",
            Load.INSERT_NORMAL,
            64,
            AGROAL,
            12),
        faster(
            "Point select, 64 in flight, vs vertx-jdbc-client Agroal",
            Load.POINT_SELECT,
            64,
            AGROAL,
            10),
        faster(
            "Point select, 1 in flight, vs vertx-jdbc-client Agroal",
            Load.POINT_SELECT,
            1,
            AGROAL,
            3),
        faster(
            "Point select, 64 in flight, vs JDBC on one thread",
            Load.POINT_SELECT,
            64,
            JDBC_LOOP,
            1),
        faster(
            "Point select, 256 in flight, vs C loop in autocommit", Load.POINT_SELECT, 256, C, 1),
        faster("10,000-row query vs vertx-jdbc-client Agroal", Load.QUERY, 1, AGROAL, 12),
        faster("10,000-row query vs JDBC getObject loop", Load.QUERY, 1, JDBC_LOOP, 1.6),
        faster("1,000,000-row stream in 32 MB vs JDBC loop", Load.STREAM, 1, JDBC_LOOP, 1),
        new Target(
            "Read-modify-write from 64 sessions: lock errors",
            cell(Load.READ_MODIFY_WRITE, OURS, 64, ERRORS),
            null,
            0,
            true),
        new Target(
            "Read-modify-write from 64 sessions: p99.9 vs BEGIN IMMEDIATE on JDBC",
            cell(Load.READ_MODIFY_WRITE, OURS, 64, P999),
            cell(Load.READ_MODIFY_WRITE, JDBC_THREADS, 64, P999),
            0.25,
            true),
        delay("1 slow"),
        delay("4 slow"));
  }

  private static Target faster(
      String title, Load load, int inFlight, Competitor than, double bound) {
    return new Target(
        title,
        cell(load, OURS, inFlight, THROUGHPUT),
        cell(load, than, than.isLoop() ? 1 : inFlight, THROUGHPUT),
        bound,
        false);
  }

  private static Target delay(String variant) {
    return new Target(
        "Event-loop delay p99.9, " + variant + " at a time, vs idle",
        new Cell(Load.EVENT_LOOP, OURS, 1, variant, P999),
        new Cell(Load.EVENT_LOOP, OURS, 1, "idle", P999),
        2,
        true);
  }

  private static Cell cell(
      Load load,
      Competitor competitor,
      int inFlight,
      io.reactivesqlite.benchmarks.measuring.Metric metric) {
    return new Cell(load, competitor, inFlight, "", metric);
  }
}
