// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PanacheTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(
                      TestDatabase.class, Author.class, Book.class, Shop.class, Http.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

  @TestHTTPResource URI base;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void entitiesAreStoredAndQueried() throws Exception {
    Http http = new Http(base);

    assertThat(http.post("/shop/Lem/Solaris").statusCode()).isEqualTo(200);
    assertThat(http.post("/shop/Lem/Fiasco").statusCode()).isEqualTo(200);

    assertThat(http.get("/shop/Lem").body()).isEqualTo("Fiasco, Solaris");
    assertThat(TestDatabase.value(url, "select count(*) from Author where name = 'Lem'"))
        .isEqualTo(1);
    assertThat(TestDatabase.value(url, "select price || ' ' || published from Book limit 1"))
        .isEqualTo("12.30 1961-01-01");
  }

  @Test
  void aTransactionThatFailsLeavesNothing() throws Exception {
    Http http = new Http(base);

    assertThat(http.post("/shop/Dick/Ubik/undone").statusCode()).isEqualTo(500);

    assertThat(http.get("/shop/Dick").body()).isEmpty();
    assertThat(TestDatabase.value(url, "select count(*) from Author where name = 'Dick'"))
        .isEqualTo(0);
  }
}
