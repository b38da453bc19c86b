// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import static io.reactivesqlite.benchmarks.Competitor.AGROAL;
import static io.reactivesqlite.benchmarks.Competitor.C;
import static io.reactivesqlite.benchmarks.Competitor.C3P0;
import static io.reactivesqlite.benchmarks.Competitor.JDBC_LOOP;
import static io.reactivesqlite.benchmarks.Competitor.JDBC_THREADS;
import static io.reactivesqlite.benchmarks.Competitor.OURS;
import static io.reactivesqlite.benchmarks.Competitor.OURS_SHARED;
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
      List.of(OURS, OURS_SHARED, AGROAL, C3P0, JDBC_THREADS)),
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
      List.of(OURS, AGROAL)),
  HIBERNATE_PERSIST(
      "hibernate-persist",
      "Hibernate: persist an entity, durable",
      "transactions/s",
      List.of(1, 16, 64),
      hibernates()),
  HIBERNATE_FIND(
      "hibernate-find",
      "Hibernate: find an entity by its key",
      "entities/s",
      List.of(1, 16, 64),
      hibernates()),
  HIBERNATE_QUERY(
      "hibernate-query-1k",
      "Hibernate: query of 1,000 entities",
      "entities/s",
      List.of(1, 16, 64),
      hibernates()),
  HIBERNATE_UPDATE(
      "hibernate-update",
      "Hibernate: find and change an entity, durable",
      "transactions/s",
      List.of(1, 16, 64),
      hibernates()),
  HIBERNATE_MIXED(
      "hibernate-mixed-90-10",
      "Hibernate: 90 % finds, 10 % durable persists",
      "operations/s",
      List.of(1, 16, 64),
      hibernates());

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
    return Arrays.stream(Competitor.values())
        .filter(c -> !c.isHibernate() && !c.sharesTransactions())
        .toList();
  }

  private static List<Competitor> hibernates() {
    return Arrays.stream(Competitor.values()).filter(Competitor::isHibernate).toList();
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
      case HIBERNATE_QUERY -> Schema.QUERIED;
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

  /**
   * How many times as long as usual a process warms up, so that what is measured has been compiled:
   * long queries are few.
   */
  int warmups() {
    return this == EVENT_LOOP || this == QUERY ? 4 : 1;
  }

  /** How many event loops the callers live on. */
  public int verticles() {
    return switch (this) {
      case MIXED -> 8;
      case HIBERNATE_PERSIST, HIBERNATE_FIND, HIBERNATE_QUERY, HIBERNATE_UPDATE, HIBERNATE_MIXED ->
          2;
      default -> 1;
    };
  }

  /** Whether it is asked of those who speak in entities. */
  public boolean isHibernate() {
    return competitors.contains(Competitor.HIBERNATE_REACTIVE);
  }

  /** What its writes change: one number per account, or the rows of the table of additions. */
  public boolean changesAccounts() {
    return this == READ_MODIFY_WRITE || this == HIBERNATE_UPDATE;
  }

  /** Whether requests that fail because of a lock are counted and told. */
  public boolean countsLockErrors() {
    return measuresLatency() || isHibernate();
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
