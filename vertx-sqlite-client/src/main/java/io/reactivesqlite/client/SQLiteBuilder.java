// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.ClientBuilderBase;
import java.util.function.Supplier;

/** Builds pools and clients for SQLite. */
@VertxGen
public interface SQLiteBuilder {

  /**
   * Builds a pool with what the block says.
   *
   * <p>{@code Pool pool = SQLiteBuilder.pool(builder ->
   * builder.connectingTo("sqlite:app.db").using(vertx));}
   *
   * @param block configures the builder
   * @return the pool, a {@link SQLitePool}
   */
  static Pool pool(Handler<ClientBuilder<Pool>> block) {
    return ClientBuilder.pool(SQLiteDriver.INSTANCE, block);
  }

  /**
   * A builder of pools.
   *
   * <p>{@code Pool pool = SQLiteBuilder.pool().connectingTo("sqlite:app.db").using(vertx).build();}
   *
   * @return the builder; what it builds is a {@link SQLitePool}
   */
  static ClientBuilder<Pool> pool() {
    return ClientBuilder.pool(SQLiteDriver.INSTANCE);
  }

  /**
   * Builds a client with what the block says: a pool from which no connection can be taken.
   *
   * @param block configures the builder
   * @return the client
   */
  static SqlClient client(Handler<ClientBuilder<SqlClient>> block) {
    ClientBuilder<SqlClient> builder = client();
    block.handle(builder);
    return builder.build();
  }

  /**
   * A builder of clients: pools from which no connection can be taken.
   *
   * @return the builder
   */
  static ClientBuilder<SqlClient> client() {
    return new ClientBuilderBase<SqlClient>(SQLiteDriver.INSTANCE) {
      @Override
      protected SqlClient create(
          Vertx vertx, Supplier<Future<SqlConnectOptions>> databases, PoolOptions poolOptions) {
        return driver.createPool(vertx, databases, poolOptions);
      }
    };
  }
}
