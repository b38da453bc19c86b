// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.tck.Connector;
import java.util.function.Supplier;

/** The two ways to a connection: alone, and from a pool. */
final class Connectors {

  private Connectors() {}

  /** The options are looked at with each connection: tests change them after they have set up. */
  static Connector<SqlConnection> alone(Vertx vertx, SqlConnectOptions options) {
    return connector(
        () -> SQLiteConnection.connect(vertx, new SQLiteConnectOptions(options)).map(c -> c),
        () -> {});
  }

  static Connector<SqlConnection> pooled(Vertx vertx, SqlConnectOptions options) {
    return pooled(vertx, options, 1);
  }

  static Connector<SqlConnection> pooled(Vertx vertx, SqlConnectOptions options, int size) {
    Pool pool =
        SQLiteBuilder.pool()
            .connectingTo(new SQLiteConnectOptions(options))
            .with(new PoolOptions().setMaxSize(size))
            .using(vertx)
            .build();
    return connector(pool::getConnection, pool::close);
  }

  private static Connector<SqlConnection> connector(
      Supplier<Future<SqlConnection>> connect, Runnable close) {
    return new Connector<>() {
      @Override
      public void connect(Handler<AsyncResult<SqlConnection>> handler) {
        connect.get().onComplete(handler);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
