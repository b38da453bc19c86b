// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.vertx.core.impl.logging.Logger;
import io.vertx.core.impl.logging.LoggerFactory;
import io.vertx.sqlclient.impl.command.QueryCommandBase;

/** Looks at the clock for each statement: its timeout, and the log of the slow ones. */
final class StatementWatch {

  private static final Logger LOG = LoggerFactory.getLogger("io.reactivesqlite.client.slow");

  private final long timeoutNanos;
  private final long slowNanos;

  StatementWatch(SQLiteConnectOptions options) {
    this.timeoutNanos = options.getStatementTimeout() * 1_000_000L;
    this.slowNanos = options.getSlowStatementThreshold() * 1_000_000L;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  long start() {
    return slowNanos == 0 ? 0 : System.nanoTime();
  }

  void end(long start, String sql, QueryCommandBase<?> command, Throwable failure) {
    if (slowNanos == 0) {
      return;
    }
    long nanos = System.nanoTime() - start;
    if (nanos >= slowNanos) {
      LOG.warn(
          "statement took "
              + nanos / 1_000_000
              + " ms"
              + (failure == null ? "" : " and failed")
              + ": "
              + sql);
    }
  }
}
