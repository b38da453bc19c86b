// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.core.Future;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.PoolImpl;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CompositeCommand;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.tracing.QueryReporter;

/**
 * A pool whose connections are for those who ask for one; a statement that needs no connection of
 * its own goes straight to the lanes.
 */
public final class LanePool extends PoolImpl {

  private final VertxInternal vertx;
  private final SQLiteConnectionFactory factory;

  public LanePool(
      VertxInternal vertx,
      SQLiteConnectionFactory factory,
      PoolOptions options,
      CloseFuture closeFuture) {
    super(
        vertx,
        SQLiteDriver.INSTANCE,
        false,
        options,
        connection -> Future.succeededFuture(),
        LanePool::reset,
        closeFuture);
    this.vertx = vertx;
    this.factory = factory;
    connectionProvider(factory::connect);
    init();
    closeFuture.add(factory);
  }

  private static Future<Void> reset(Connection connection) {
    return ((SQLiteSession) connection.unwrap()).reset();
  }

  SQLiteConnectionFactory factory() {
    return factory;
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    ClientDatabase client = factory.ifOpen();
    return client != null
        ? schedule(client, context, command)
        : scheduleWhenOpen(context, command);
  }

  private <R> Future<R> scheduleWhenOpen(ContextInternal context, CommandBase<R> command) {
    PromiseInternal<R> promise = context.promise();
    factory.whenOpen(
        client -> schedule(client, context, command).onComplete(promise),
        failure -> context.emit(failure, promise::fail));
    return promise.future();
  }

  @SuppressWarnings("unchecked")
  private <R> Future<R> schedule(
      ClientDatabase client, ContextInternal context, CommandBase<R> command) {
    if (command instanceof QueryCommandBase<?> query) {
      return (Future<R>) query(client, context, query);
    }
    if (command instanceof CompositeCommand composite) {
      composite.commands().forEach(c -> scheduleOne(client, context, c));
      return context.succeededFuture();
    }
    return context.failedFuture(
        new IllegalArgumentException("unknown command " + command.getClass().getName()));
  }

  private <R> void scheduleOne(
      ClientDatabase client, ContextInternal context, CommandBase<R> command) {
    schedule(client, context, command).onComplete(command.handler);
  }

  private <T> Future<Boolean> query(
      ClientDatabase client, ContextInternal context, QueryCommandBase<T> command) {
    PromiseInternal<Boolean> promise = context.promise();
    QueryJob<T> job = new QueryJob<>(client, command, promise, null);
    VertxTracer<?, ?> tracer = vertx.tracer();
    ClientMetrics<?, ?, ?, ?> metrics = client.metrics();
    if (tracer == null && metrics == null) {
      client.lanes().submit(job);
      return promise.future();
    }
    QueryReporter reporter =
        new QueryReporter(tracer, metrics, context, command, new LanePeer(client));
    reporter.before();
    client.lanes().submit(job);
    return promise.future().andThen(reporter::after);
  }
}
