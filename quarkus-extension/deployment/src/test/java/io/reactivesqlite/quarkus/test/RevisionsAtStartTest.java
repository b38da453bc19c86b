// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevisionsAtStartTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClass(TestDatabase.class)
                      .addAsResource("db/revisions")
                      .addAsResource("db/orders"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.locations", "db/revisions")
          .overrideConfigKey("quarkus.sqlite-migrations.migrate-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.check-at-start", "true")
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.orders.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.orders.locations", "db/orders")
          .overrideConfigKey("quarkus.sqlite-migrations.orders.migrate-at-start", "true");

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.orders.reactive.url")
  String ordersUrl;

  @Test
  void eachDatasourceIsMigratedFromItsOwnFolder() {
    String tables =
        "select group_concat(name order by name) from sqlite_schema"
            + " where type = 'table' and name not like 'databasechange%'";

    assertThat(TestDatabase.value(url, tables)).isEqualTo("author,book");
    assertThat(TestDatabase.value(ordersUrl, tables)).isEqualTo("line");
    assertThat(
            TestDatabase.value(url, "select group_concat(id order by id) from databasechangelog"))
        .isEqualTo("aaaaaaaaaaa1,aaaaaaaaaaa2");
  }
}
