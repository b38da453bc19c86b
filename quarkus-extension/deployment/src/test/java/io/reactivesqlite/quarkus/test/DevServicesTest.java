// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DevServicesTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          // no db-kind either: this is the only client on the class path
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.devservices.enabled", "true");

  @Inject Pool pool;

  @Inject
  @Named("orders")
  Pool orders;

  @Test
  void aDatasourceWithoutUrlGetsANewFile() {
    assertThat(tables(pool)).isZero();
    pool.query("create table book (title text)").executeAndAwait();

    assertThat(
            TestDatabase.value(
                url("quarkus.datasource.reactive.url"), "select name from sqlite_schema"))
        .isEqualTo("book");
  }

  @Test
  void eachDatasourceHasItsOwn() {
    assertThat(tables(orders)).isZero();
    assertThat(file("quarkus.datasource.reactive.url"))
        .isNotEqualTo(file("quarkus.datasource.orders.reactive.url"));
    assertThat(Files.exists(file("quarkus.datasource.orders.reactive.url"))).isTrue();
  }

  private static long tables(Pool pool) {
    return pool.query("select count(*) from sqlite_schema")
        .executeAndAwait()
        .iterator()
        .next()
        .getLong(0);
  }

  private static Path file(String key) {
    return TestDatabase.path(url(key));
  }

  private static String url(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }
}
