// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.spi.DatabaseMetadata;

/** What vertx-sql-client, traces and metrics see of the database behind a connection. */
abstract class Peer implements Connection {

  private final ClientDatabase client;

  Peer(ClientDatabase client) {
    this.client = client;
  }

  ClientDatabase client() {
    return client;
  }

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
  public DatabaseMetadata getDatabaseMetaData() {
    return client.metadata();
  }

  @Override
  public int getProcessId() {
    throw new UnsupportedOperationException("SQLite has no server process");
  }

  @Override
  public int getSecretKey() {
    throw new UnsupportedOperationException("SQLite has no server process");
  }
}
