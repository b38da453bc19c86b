// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteQueryEvent;
import io.reactivesqlite.client.engine.NativeConnection;
import io.vertx.core.Handler;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.logging.Logger;
import io.vertx.core.impl.logging.LoggerFactory;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks at the clock for each statement: its timeout, the log of the slow ones, the figures and the
 * listeners; and has the plans looked at. Where nobody wants to know, it does not even look.
 */
final class StatementWatch {

  private static final Logger LOG = LoggerFactory.getLogger("io.reactivesqlite.client.slow");
  private static final int SHOWN_TUPLES = 10;

  private final long timeoutNanos;
  private final long slowNanos;
  private final boolean showsParameters;
  private final AtomicReference<Handler<SQLiteQueryEvent>> poolListener;

  /** {@code null} where nobody wants them. */
  private final StatementStatistics statistics;

  /** {@code null} where nobody wants to be warned. */
  private final FullScanWatch fullScans;

  private volatile Handler<SQLiteQueryEvent> ownListener;

  /** For a pool; the listener may be set before it is open. */
  StatementWatch(
      SQLiteConnectOptions options, AtomicReference<Handler<SQLiteQueryEvent>> listener) {
    this.timeoutNanos = options.getStatementTimeout() * 1_000_000L;
    this.slowNanos = options.getSlowStatementThreshold() * 1_000_000L;
    this.showsParameters = options.isLogParameters();
    this.poolListener = listener;
    SqlShapes shapes = new SqlShapes();
    int most = options.getStatementFigures();
    this.statistics = most == 0 ? null : new StatementStatistics(shapes, most);
    int threshold = options.getFullScanThreshold();
    this.fullScans = threshold == 0 ? null : new FullScanWatch(shapes, threshold);
  }

  private StatementWatch(StatementWatch pool) {
    this.timeoutNanos = pool.timeoutNanos;
    this.slowNanos = pool.slowNanos;
    this.showsParameters = pool.showsParameters;
    this.poolListener = pool.poolListener;
    this.statistics = pool.statistics;
    this.fullScans = pool.fullScans;
  }

  /** The same for one connection of the pool, which may have a listener besides. */
  StatementWatch ofConnection() {
    return new StatementWatch(this);
  }

  /** Sets the listener of this connection; {@code null} for none. */
  void listener(Handler<SQLiteQueryEvent> listener) {
    ownListener = listener;
  }

  /** What the statements took; {@code null} where nobody wants to know. */
  StatementStatistics statistics() {
    return statistics;
  }

  /** A statement has run well on this connection; on the lane's thread. */
  void ran(NativeConnection connection, String sql) {
    if (fullScans != null) {
      fullScans.ran(connection, sql);
    }
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  /** The time, or 0 where nobody wants to know. */
  long now() {
    return slowNanos != 0 || statistics != null || ownListener != null || poolListener.get() != null
        ? System.nanoTime()
        : 0;
  }

  /**
   * A run of a statement is over; on the lane's thread.
   *
   * @param began what {@link #now} told at its start
   * @return the time, or 0 where nobody wants to know
   */
  long end(long submitted, long began, String sql, QueryCommandBase<?> command, Throwable failure) {
    if (began == 0) {
      return 0;
    }
    long ended = System.nanoTime();
    if (slowNanos != 0 && ended - began >= slowNanos) {
      LOG.warn(slow(ended - began, began - submitted, sql, command, failure));
    }
    return ended;
  }

  private String slow(
      long ran, long waited, String sql, QueryCommandBase<?> command, Throwable failure) {
    return "statement took "
        + ran / 1_000_000
        + " ms after waiting "
        + waited / 1_000_000
        + " ms"
        + (failure == null ? "" : " and failed")
        + ": "
        + sql
        + shown(parameters(command));
  }

  private static String shown(List<Tuple> parameters) {
    if (parameters.isEmpty()) {
      return "";
    }
    StringBuilder shown = new StringBuilder(", with");
    for (Tuple tuple : parameters.subList(0, Math.min(SHOWN_TUPLES, parameters.size()))) {
      shown.append(' ').append(tuple.deepToString());
    }
    return parameters.size() > SHOWN_TUPLES
        ? shown + " … (" + parameters.size() + " in all)"
        : shown.toString();
  }

  private List<Tuple> parameters(QueryCommandBase<?> command) {
    if (!showsParameters || !(command instanceof ExtendedQueryCommand<?> extended)) {
      return List.of();
    }
    return extended.isBatch() ? List.copyOf(extended.paramsList()) : List.of(extended.params());
  }

  /**
   * A statement is delivered: the listeners are told, before its caller.
   *
   * @param began 0 where it never ran, or nobody wanted to know at that time
   */
  void tell(
      ContextInternal context,
      long submitted,
      long began,
      long ended,
      QueryCommandBase<?> command,
      long rows,
      long changes,
      Throwable failure) {
    Handler<SQLiteQueryEvent> own = ownListener;
    Handler<SQLiteQueryEvent> pool = poolListener.get();
    boolean nobody = own == null && pool == null;
    if (nobody && statistics == null || began == 0 && failure == null) {
      return;
    }
    boolean ran = began != 0;
    long took = ran ? ended - began : 0;
    if (statistics != null) {
      boolean goesOn = command instanceof ExtendedQueryCommand<?> query && query.isSuspended();
      statistics.add(command.sql(), goesOn, took, rows, changes, failure != null);
    }
    if (nobody) {
      return;
    }
    SQLiteQueryEvent event =
        new SQLiteQueryEvent(
            command.sql(),
            parameters(command),
            (ran ? began : System.nanoTime()) - submitted,
            took,
            rows,
            changes,
            failure);
    tell(own, event, context);
    tell(pool, event, context);
  }

  private static void tell(
      Handler<SQLiteQueryEvent> listener, SQLiteQueryEvent event, ContextInternal context) {
    if (listener != null) {
      try {
        listener.handle(event);
      } catch (Throwable e) {
        // The statement's caller must be told in any case.
        context.reportException(e);
      }
    }
  }
}
