// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import static io.reactivesqlite.benchmarks.Competitor.AGROAL;
import static io.reactivesqlite.benchmarks.Competitor.C;
import static io.reactivesqlite.benchmarks.Competitor.C3P0;
import static io.reactivesqlite.benchmarks.Competitor.JDBC_LOOP;
import static io.reactivesqlite.benchmarks.Competitor.JDBC_THREADS;
import static io.reactivesqlite.benchmarks.Competitor.OURS;
import static io.reactivesqlite.benchmarks.Competitor.PYTHON;

import java.util.Arrays;
import java.util.List;

/** What is asked of the competitors. */
public enum Load {
  POINT_SELECT("point-select", "Point select", "rows/s", List.of(1, 16, 64, 256), everybody()),
  INSERT_FULL(
      "insert-full",
      "Durable insert (synchronous=FULL)",
      "inserts/s",
      List.of(1, 16, 64, 256),
      everybody()),
  INSERT_NORMAL(
      "insert-normal",
      "Insert (synchronous=NORMAL)",
      "inserts/s",
      List.of(1, 16, 64, 256),
      everybody()),
  QUERY(
      "query-10k",
      "Query of 10,000 rows",
      "rows/s",
      List.of(1),
      List.of(OURS, AGROAL, C3P0, JDBC_LOOP, PYTHON, C)),
  STREAM(
      "stream-1m",
      "Stream of 1,000,000 rows in a heap of 32 MB",
      "rows/s",
      List.of(1),
      List.of(OURS, AGROAL, JDBC_LOOP)),
  BATCH(
      "batch-50k",
      "Batch of 50,000 inserts in one transaction",
      "rows/s",
      List.of(1),
      List.of(OURS, AGROAL, C3P0, JDBC_LOOP, PYTHON, C)),
  MIXED(
      "mixed-90-10",
      "90 % point selects, 10 % durable inserts, from 8 verticles",
      "operations/s",
      List.of(64),
      List.of(OURS, AGROAL, C3P0, JDBC_THREADS)),
  READ_MODIFY_WRITE(
      "read-modify-write",
      "Read-modify-write transactions from 64 sessions",
      "transactions/s",
      List.of(64),
      List.of(OURS, AGROAL, C3P0, JDBC_THREADS)),
  OPEN_CLOSE(
      "open-close",
      "Open, one select, close",
      "times/s",
      List.of(1),
      List.of(OURS, AGROAL, C3P0, JDBC_LOOP)),
  EVENT_LOOP(
      "event-loop",
      "Delay of the event loop while slow queries run",
      "µs",
      List.of(1),
      List.of(OURS, AGROAL));

  private final String id;
  private final String title;
  private final String unit;
  private final List<Integer> levels;
  private final List<Competitor> competitors;

  Load(String id, String title, String unit, List<Integer> levels, List<Competitor> competitors) {
    this.id = id;
    this.title = title;
    this.unit = unit;
    this.levels = levels;
    this.competitors = competitors;
  }

  private static List<Competitor> everybody() {
    return List.of(Competitor.values());
  }

  /** The name in options and in JSON. */
  public String id() {
    return id;
  }

  /** The name that readers see. */
  public String title() {
    return title;
  }

  /** What its throughput counts. */
  public String unit() {
    return unit;
  }

  /** How many requests are in flight, one level after the other. */
  public List<Integer> levels(Competitor competitor) {
    return competitor.isLoop() ? List.of(1) : levels;
  }

  public List<Competitor> competitors() {
    return competitors;
  }

  /** How many connections a competitor may have. */
  public int poolSize() {
    return this == READ_MODIFY_WRITE ? 64 : 4;
  }

  /** The same for everybody. */
  public String synchronous() {
    return this == INSERT_NORMAL ? "NORMAL" : "FULL";
  }

  /** The heap of a Java competitor, in megabytes. */
  public int heapMegabytes() {
    return this == STREAM ? 32 : 512;
  }

  /** What one operation counts for. */
  public int rowsPerOperation() {
    return switch (this) {
      case QUERY -> Schema.ITEMS;
      case STREAM -> Schema.STREAMED;
      case BATCH -> Schema.BATCH;
      default -> 1;
    };
  }

  /**
   * Whether one round tells all there is to tell: the peer loads the whole result of a stream,
   * which needs a greater heap, and its transactions block the threads that the others need to
   * commit.
   */
  boolean showsOnlyOnce(Competitor competitor) {
    boolean peer = competitor == AGROAL || competitor == C3P0;
    return peer && (this == STREAM || this == READ_MODIFY_WRITE);
  }

  /** Whether the time that each request takes is of interest, too. */
  public boolean measuresLatency() {
    return this == MIXED || this == READ_MODIFY_WRITE;
  }

  public static Load of(String id) {
    return Arrays.stream(values())
        .filter(load -> load.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no load is called "
                        + id
                        + "; there are "
                        + Arrays.stream(values()).map(Load::id).toList()));
  }
}
