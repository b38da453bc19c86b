// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import io.reactivesqlite.client.impl.SingleDatabaseBuilder;
import io.vertx.codegen.annotations.VertxGen;
import io.vertx.core.Handler;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;

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
    ClientBuilder<Pool> builder = pool();
    block.handle(builder);
    return builder.build();
  }

  /**
   * A builder of pools.
   *
   * <p>{@code Pool pool = SQLiteBuilder.pool().connectingTo("sqlite:app.db").using(vertx).build();}
   *
   * @return the builder; what it builds is a {@link SQLitePool}
   */
  static ClientBuilder<Pool> pool() {
    return SingleDatabaseBuilder.pool();
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
    return SingleDatabaseBuilder.client();
  }
}
