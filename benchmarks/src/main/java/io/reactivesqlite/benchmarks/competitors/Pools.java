// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

import io.reactivesqlite.benchmarks.Competitor;
import io.reactivesqlite.benchmarks.Load;
import io.reactivesqlite.benchmarks.Schema;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.Synchronous;
import io.vertx.core.Vertx;
import io.vertx.ext.jdbc.spi.DataSourceProvider;
import io.vertx.ext.jdbc.spi.impl.AgroalCPDataSourceProvider;
import io.vertx.ext.jdbc.spi.impl.C3P0DataSourceProvider;
import io.vertx.jdbcclient.JDBCConnectOptions;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;

/** The pools with the interface of vertx-sql-client: ours, and the peer's. */
final class Pools {

  private Pools() {}

  static Pool open(Competitor competitor, Vertx vertx, Path database, Load load) {
    return switch (competitor) {
      case OURS, OURS_SHARED -> ours(vertx, database, load);
      case AGROAL -> peer(vertx, database, load, new AgroalCPDataSourceProvider());
      case C3P0 -> peer(vertx, database, load, new C3P0DataSourceProvider());
      default -> throw new IllegalArgumentException(competitor + " is no pool of Vert.x");
    };
  }

  private static Pool ours(Vertx vertx, Path database, Load load) {
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(database.toString())
            .setSynchronous(Synchronous.valueOf(load.synchronous()))
            .setBusyTimeout(Schema.BUSY_TIMEOUT_MILLIS)
            .setCacheSize(-Schema.CACHE_KIB)
            .setReaders(4);
    return SQLiteBuilder.pool()
        .with(new PoolOptions().setMaxSize(load.poolSize()))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  private static Pool peer(Vertx vertx, Path database, Load load, DataSourceProvider provider) {
    String url = Schema.jdbcUrl(database, load.synchronous());
    if (load == Load.READ_MODIFY_WRITE) {
      // Its own default, a deferred transaction, fails at once where two have read.
      url += "&transaction_mode=IMMEDIATE";
    }
    return JDBCPool.pool(
        vertx,
        new JDBCConnectOptions().setJdbcUrl(url),
        new PoolOptions().setMaxSize(load.poolSize()),
        provider);
  }
}
