// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.FullScans;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.SqlScanner;
import io.reactivesqlite.client.engine.StatementVerb;
import io.vertx.core.impl.logging.Logger;
import io.vertx.core.impl.logging.LoggerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Warns of statements that read a large table from end to end, once of each. As tables grow it
 * looks again, at the second execution, the fourth, the eighth: so it costs less and less.
 */
final class FullScanWatch {

  private static final Logger LOG = LoggerFactory.getLogger("io.reactivesqlite.client.scan");
  private static final int MOST = 1_024;

  /** Of a statement that was warned of. */
  private static final long WARNED = -1;

  private final SqlShapes shapes;
  private final int threshold;
  private final Map<String, Long> executions = new Recent<>(MOST);

  /**
   * @param threshold how many rows a table has at least that is worth a warning
   */
  FullScanWatch(SqlShapes shapes, int threshold) {
    this.shapes = shapes;
    this.threshold = threshold;
  }

  /** A statement has run on this connection; on the lane's thread. */
  void ran(NativeConnection connection, String sql) {
    String shape = shapes.of(sql);
    if (!isDue(shape) || !mayScan(SqlScanner.verb(sql))) {
      return;
    }
    try {
      List<String> scans = scansOf(connection, sql);
      if (!scans.isEmpty()) {
        warn(largeTables(connection, sql), scans, shape);
      }
    } catch (EngineException | RuntimeException e) {
      // The statement itself was well, and must stay so; its next execution that is due looks
      // again.
      LOG.debug("the plan could not be looked at of: " + shape, e);
    }
  }

  private static boolean mayScan(StatementVerb verb) {
    return verb == StatementVerb.SELECT || verb.changesRows();
  }

  private boolean isDue(String shape) {
    synchronized (executions) {
      long before = executions.getOrDefault(shape, 0L);
      if (before == WARNED) {
        return false;
      }
      executions.put(shape, before + 1);
      return Long.bitCount(before + 1) == 1;
    }
  }

  /** Without those that go along an index: that has its use, such as an order. */
  private static List<String> scansOf(NativeConnection connection, String sql)
      throws EngineException {
    return QueryPlans.explain(connection, sql).fullScans().stream()
        .filter(scan -> !scan.contains(" USING "))
        .toList();
  }

  private List<String> largeTables(NativeConnection connection, String sql) throws EngineException {
    List<String> large = new ArrayList<>();
    for (String table : FullScans.tables(connection, sql)) {
      if (FullScans.rows(connection, table, threshold) >= threshold) {
        large.add(table);
      }
    }
    return large;
  }

  private void warn(List<String> tables, List<String> scans, String shape) {
    if (tables.isEmpty()) {
      return;
    }
    synchronized (executions) {
      if (executions.put(shape, WARNED) == WARNED) {
        // Another lane was quicker.
        return;
      }
    }
    LOG.warn(
        "statement reads all of "
            + String.join(", ", tables)
            + " (at least "
            + threshold
            + " rows; the plan says "
            + String.join(", ", scans)
            + "); an index on what it looks for would spare that: "
            + shape);
  }
}
