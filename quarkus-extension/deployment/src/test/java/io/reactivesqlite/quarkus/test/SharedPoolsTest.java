// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedPoolsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.reactive.shared", "true")
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.orders.reactive.url", TestDatabase.withABook())
          .overrideConfigKey("quarkus.datasource.orders.reactive.shared", "true");

  @Inject Pool pool;

  @Inject
  @Named("orders")
  Pool orders;

  @Test
  void withoutNamesEachDatasourceSharesItsOwnPool() {
    assertThat(tables(pool)).isZero();
    assertThat(tables(orders)).isEqualTo(1);
  }

  private static int tables(Pool pool) {
    return pool.query("select 1 from sqlite_schema").executeAndAwait().size();
  }
}
