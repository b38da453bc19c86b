// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLiteQueryPlan;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.StatementProfiler;
import java.util.HashMap;
import java.util.Map;

/** Reads EXPLAIN QUERY PLAN. */
final class QueryPlans {

  private QueryPlans() {}

  static SQLiteQueryPlan explain(NativeConnection connection, String sql) throws EngineException {
    if (StatementProfiler.profile(connection, sql).pragma() != null) {
      throw SQLiteException.of(
          SQLiteErrorKind.NOT_SUPPORTED, "A PRAGMA has no query plan, and may act when asked", sql);
    }
    SQLiteQueryPlan root = new SQLiteQueryPlan("QUERY PLAN");
    Map<Object, SQLiteQueryPlan> steps = new HashMap<>();
    for (Object[] row : connection.rows("EXPLAIN QUERY PLAN " + sql)) {
      SQLiteQueryPlan step = new SQLiteQueryPlan((String) row[3]);
      steps.put(row[0], step);
      steps.getOrDefault(row[1], root).add(step);
    }
    return root;
  }
}
