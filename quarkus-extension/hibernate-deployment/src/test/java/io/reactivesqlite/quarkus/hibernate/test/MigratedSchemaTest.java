// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Migrations run before Hibernate looks at the tables. */
class MigratedSchemaTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(
                          TestDatabase.class, Author.class, Book.class, Shop.class, Http.class)
                      .addAsResource("db/bookshop.sql", "db/changelog.sql"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.migrate-at-start", "true")
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate");

  @TestHTTPResource URI base;

  @Test
  void theEntitiesFitTheMigratedTables() throws Exception {
    Http http = new Http(base);

    assertThat(http.post("/shop/Lem/Solaris").statusCode()).isEqualTo(200);
    assertThat(http.get("/shop/Lem").body()).isEqualTo("Solaris");
  }
}
