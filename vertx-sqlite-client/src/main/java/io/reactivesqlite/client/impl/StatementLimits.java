// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLiteStatementOptions;
import io.reactivesqlite.client.scheduling.SchedulingException;
import io.vertx.core.Future;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import java.util.function.Consumer;

/**
 * What the options of one statement say: its timeout and its cancellation. Most statements have
 * none.
 */
record StatementLimits(String sql, int timeout, Cancellation cancellation) {

  /** The limits of a command, or {@code null} where it has none. */
  static StatementLimits of(CommandBase<?> command) {
    if (command instanceof ExtendedQueryCommand<?> query) {
      Object options = query.options();
      if (options == null && query.ps instanceof PreparedHandle handle) {
        options = handle.options();
      }
      if (options instanceof SQLiteStatementOptions o) {
        return new StatementLimits(query.sql(), o.getTimeout(), (Cancellation) o.getCancellation());
      }
    }
    return null;
  }

  /** Why the statement should not even begin, or {@code null}. */
  SQLiteException refusal() {
    return cancellation != null && cancellation.isCancelled()
        ? SQLiteException.cancelled(sql)
        : null;
  }

  /**
   * Watches over a statement that was submitted.
   *
   * @param outcome ends the watch
   * @param stop stops the statement
   */
  void watch(Clock clock, Future<?> outcome, Consumer<SchedulingException> stop) {
    if (timeout > 0) {
      Runnable callOff = clock.afterUnlessCalledOff(timeout, () -> stop.accept(timedOut()));
      outcome.onComplete(ar -> callOff.run());
    }
    if (cancellation != null) {
      Runnable forget = cancellation.register(() -> stop.accept(cancelled()));
      outcome.onComplete(ar -> forget.run());
    }
  }

  private SchedulingException timedOut() {
    return new SchedulingException(
        SchedulingException.Reason.STATEMENT_TIMEOUT,
        "the statement was not through within its timeout of " + timeout + " ms, waiting included");
  }

  private static SchedulingException cancelled() {
    return new SchedulingException(
        SchedulingException.Reason.CANCELLED, "the statement was cancelled");
  }
}
