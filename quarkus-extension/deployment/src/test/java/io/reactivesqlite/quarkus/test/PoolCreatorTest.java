// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.quarkus.SQLitePoolCreator;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoolCreatorTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClasses(TestDatabase.class, Marked.class, MarkedOrders.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.orders.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.plain.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.plain.reactive.url", TestDatabase.newUrl());

  @Inject Pool pool;

  @Inject
  @Named("orders")
  Pool orders;

  @Inject
  @Named("plain")
  Pool plain;

  @Test
  void eachDatasourceIsBuiltByItsOwnCreator() {
    assertThat(userVersion(pool)).isEqualTo(7);
    assertThat(userVersion(orders)).isEqualTo(8);
    assertThat(userVersion(plain)).isZero();
  }

  private static int userVersion(Pool pool) {
    Row row = pool.query("pragma user_version").executeAndAwait().iterator().next();
    return row.getInteger(0);
  }

  private static SQLitePool marked(SQLitePoolCreator.Input input, int version) {
    return SQLitePool.cast(
        SQLiteBuilder.pool()
            .with(input.poolOptions())
            .connectingTo(input.connectOptions().addInitSql("pragma user_version = " + version))
            .using(input.vertx())
            .build());
  }

  @Singleton
  static class Marked implements SQLitePoolCreator {

    @Override
    public SQLitePool create(Input input) {
      return marked(input, 7);
    }
  }

  @ApplicationScoped
  @ReactiveDataSource("orders")
  static class MarkedOrders implements SQLitePoolCreator {

    @Override
    public SQLitePool create(Input input) {
      return marked(input, 8);
    }
  }
}
