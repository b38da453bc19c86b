// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.spi;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.impl.LanePool;
import io.reactivesqlite.client.impl.SQLiteConnectionFactory;
import io.reactivesqlite.client.impl.SQLiteConnectionImpl;
import io.reactivesqlite.client.impl.SQLitePoolImpl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SingletonSupplier;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.spi.ConnectionFactory;
import io.vertx.sqlclient.spi.Driver;
import java.util.List;
import java.util.function.Supplier;

/**
 * The driver, found by the service loader. It takes its own options alone, so that it gets along
 * with other drivers on the class path.
 */
public final class SQLiteDriver implements Driver {

  public static final SQLiteDriver INSTANCE = new SQLiteDriver();

  private static final String SHARED_CLIENT_KEY = "__vertx.shared.sqliteclient";

  @Override
  public Pool newPool(
      Vertx vertx,
      Supplier<? extends Future<? extends SqlConnectOptions>> databases,
      PoolOptions options,
      CloseFuture closeFuture) {
    VertxInternal vx = (VertxInternal) vertx;
    LanePool pool =
        options.isShared()
            ? vx.createSharedClient(
                SHARED_CLIENT_KEY,
                options.getName(),
                closeFuture,
                shared -> lanePool(vx, databases, options, shared))
            : lanePool(vx, databases, options, closeFuture);
    return new SQLitePoolImpl(vx, closeFuture, pool);
  }

  private static LanePool lanePool(
      VertxInternal vertx,
      Supplier<? extends Future<? extends SqlConnectOptions>> databases,
      PoolOptions options,
      CloseFuture closeFuture) {
    return new LanePool(vertx, new SQLiteConnectionFactory(vertx, databases), options, closeFuture);
  }

  @Override
  public Pool newPool(
      Vertx vertx,
      List<? extends SqlConnectOptions> databases,
      PoolOptions options,
      CloseFuture closeFuture) {
    return newPool(vertx, SingletonSupplier.wrap(single(databases)), options, closeFuture);
  }

  /** The one database of a list; a pool has no use for more. */
  public static SqlConnectOptions single(List<? extends SqlConnectOptions> databases) {
    if (databases.size() != 1) {
      throw new IllegalArgumentException(
          "a SQLite pool has one database, but "
              + databases.size()
              + " were given: build a pool for each of them");
    }
    return databases.get(0);
  }

  @Override
  public Pool createPool(
      Vertx vertx, List<? extends SqlConnectOptions> databases, PoolOptions options) {
    return createPool(vertx, SingletonSupplier.wrap(single(databases)), options);
  }

  @Override
  public SQLiteConnectOptions parseConnectionUri(String uri) {
    return SQLiteConnectOptions.isSqliteUri(uri) ? SQLiteConnectOptions.fromUri(uri) : null;
  }

  @Override
  public boolean acceptsOptions(SqlConnectOptions options) {
    return options instanceof SQLiteConnectOptions;
  }

  @Override
  public ConnectionFactory createConnectionFactory(Vertx vertx, SqlConnectOptions database) {
    return new SQLiteConnectionFactory((VertxInternal) vertx, SingletonSupplier.wrap(database));
  }

  @Override
  public ConnectionFactory createConnectionFactory(
      Vertx vertx, Supplier<? extends Future<? extends SqlConnectOptions>> database) {
    return new SQLiteConnectionFactory((VertxInternal) vertx, database);
  }

  @Override
  public SqlConnectionInternal wrapConnection(
      ContextInternal context, ConnectionFactory factory, Connection connection) {
    return new SQLiteConnectionImpl(context, factory, connection);
  }
}
