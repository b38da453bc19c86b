// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.ClientBuilderBase;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Builds pools and clients, and refuses at once what would fail late or be ignored: foreign URIs,
 * and several databases.
 */
public final class SingleDatabaseBuilder<C extends SqlClient> extends ClientBuilderBase<C> {

  private SingleDatabaseBuilder() {
    super(SQLiteDriver.INSTANCE);
  }

  public static ClientBuilder<Pool> pool() {
    return new SingleDatabaseBuilder<>();
  }

  public static ClientBuilder<SqlClient> client() {
    return new SingleDatabaseBuilder<>();
  }

  @Override
  public ClientBuilder<C> connectingTo(String uri) {
    return connectingTo(SQLiteConnectOptions.fromUri(uri));
  }

  @Override
  public ClientBuilder<C> connectingTo(SqlConnectOptions database) {
    return super.connectingTo(Objects.requireNonNull(database, "database"));
  }

  @Override
  public ClientBuilder<C> connectingTo(List<SqlConnectOptions> databases) {
    return connectingTo(SQLiteDriver.single(databases));
  }

  @Override
  @SuppressWarnings("unchecked") // a pool is a client too
  protected C create(
      Vertx vertx, Supplier<Future<SqlConnectOptions>> databases, PoolOptions poolOptions) {
    if (databases == null) {
      throw new IllegalStateException("say with connectingTo(…) where the database is");
    }
    return (C) driver.createPool(vertx, databases, poolOptions);
  }
}
