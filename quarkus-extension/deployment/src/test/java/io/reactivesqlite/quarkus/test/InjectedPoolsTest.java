// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InjectedPoolsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey(
              "quarkus.datasource.orders.reactive.url", "vertx-reactive:" + TestDatabase.newUrl());

  @Inject Pool pool;
  @Inject SQLitePool sqlitePool;
  @Inject io.vertx.mutiny.sqlclient.Pool mutinyPool;
  @Inject io.reactivesqlite.mutiny.client.SQLitePool mutinySqlitePool;

  @Inject
  @ReactiveDataSource("orders")
  SQLitePool orders;

  @Inject
  @Named("orders")
  io.vertx.mutiny.sqlclient.Pool mutinyOrders;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.orders.reactive.url")
  String ordersUrl;

  @Test
  void allFourTypesReachTheSameDatabase() throws Exception {
    await(pool.query("create table book (title text)").execute());
    mutinyPool
        .preparedQuery("insert into book values (?)")
        .executeAndAwait(io.vertx.mutiny.sqlclient.Tuple.of("Solaris"));
    await(sqlitePool.preparedQuery("insert into book values (?)").execute(Tuple.of("Fiasco")));

    assertThat(
            mutinySqlitePool
                .query("select count(*) from book")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0))
        .isEqualTo(2);
    assertThat(sqlitePool.figures().getWrites()).isPositive();
    assertThat(TestDatabase.value(url, "select group_concat(title) from book"))
        .isEqualTo("Solaris,Fiasco");
  }

  @Test
  void aNamedDatasourceIsADatabaseOfItsOwn() throws Exception {
    await(orders.query("create table line (quantity integer)").execute());
    mutinyOrders.query("insert into line values (3)").executeAndAwait();

    assertThat(
            TestDatabase.value(
                ordersUrl.substring("vertx-reactive:".length()), "select quantity from line"))
        .isEqualTo(3);
    assertThat(
            await(pool.query("select 1 from sqlite_schema where name = 'line'").execute()).size())
        .isZero();
  }

  private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
