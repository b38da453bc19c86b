// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.spi.DatabaseMetadata;

/** What traces and metrics show as the peer of a statement that ran on a lane of the pool. */
record LanePeer(ClientDatabase client) implements Connection {

  @Override
  public int pipeliningLimit() {
    return 1;
  }

  @Override
  public TracingPolicy tracingPolicy() {
    return client.tracingPolicy();
  }

  @Override
  public SocketAddress server() {
    return client.server();
  }

  @Override
  public String system() {
    return "sqlite";
  }

  @Override
  public String database() {
    return client.name();
  }

  @Override
  public String user() {
    return "";
  }

  @Override
  public ClientMetrics<?, ?, ?, ?> metrics() {
    return client.metrics();
  }

  @Override
  public boolean isSsl() {
    return false;
  }

  @Override
  public boolean isValid() {
    return true;
  }

  @Override
  public DatabaseMetadata getDatabaseMetaData() {
    return client.metadata();
  }

  @Override
  public int getProcessId() {
    return 0;
  }

  @Override
  public int getSecretKey() {
    return 0;
  }

  @Override
  public void init(Holder holder) {}

  @Override
  public void close(Holder holder, Promise<Void> promise) {
    promise.complete();
  }

  @Override
  public <R> Future<R> schedule(ContextInternal context, CommandBase<R> command) {
    return context.failedFuture(new IllegalStateException("this only describes a connection"));
  }
}
