// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.sharing;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.command.TxCommand;
import io.vertx.sqlclient.impl.tracing.QueryReporter;
import java.util.function.Supplier;

/** The connection on which transactions are shared. What is sent to it runs in that order. */
final class SharedLane {
  private final VertxInternal vertx;
  private final Supplier<Future<SqlConnection>> connections;

  /** Below what a pool puts around it, which reports some commands, too, but not all. */
  private volatile Connection lane;

  SharedLane(VertxInternal vertx, Supplier<Future<SqlConnection>> connections) {
    this.vertx = vertx;
    this.connections = connections;
  }

  boolean isOpen() {
    return lane != null && lane.isValid();
  }

  Future<Void> open() {
    return connections
        .get()
        .map(
            opened -> {
              lane = ((SqlConnectionInternal) opened).unwrap().unwrap();
              return null;
            });
  }

  /** Commits the transaction that the part has begun. */
  Future<Void> commit(ContextInternal context, TransactionPart first) {
    return schedule(context, first.with(new TxCommand<>(TxCommand.Kind.COMMIT, null)));
  }

  Future<Void> rollback(ContextInternal context) {
    return schedule(context, new TxCommand<>(TxCommand.Kind.ROLLBACK, null));
  }

  <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    return lane.schedule(context, command);
  }

  /** Runs a command within a part, and reports it: as a part of something nobody else would. */
  <R> Future<R> schedule(ContextInternal context, CommandBase<R> command, TransactionPart part) {
    final VertxTracer<?, ?> tracer = vertx.tracer();
    final ClientMetrics<?, ?, ?, ?> metrics = lane.metrics();
    if (!(command instanceof QueryCommandBase<?> query) || (tracer == null && metrics == null)) {
      return schedule(context, part.with(command));
    }
    final QueryReporter reporter = new QueryReporter(tracer, metrics, context, query, lane);
    reporter.before();
    return schedule(context, part.with(command)).andThen(reporter::after);
  }
}
