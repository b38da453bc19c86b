// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpdatedSchemaTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(
                      TestDatabase.class, Author.class, Book.class, Shop.class, Http.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", anOlderDatabase())
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "update");

  @TestHTTPResource URI base;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void whatIsMissingIsAddedAndRowsAreKept() throws Exception {
    assertThat(new Http(base).post("/shop/Lem/Solaris").statusCode()).isEqualTo(200);

    assertThat(TestDatabase.value(url, "select group_concat(name, ', ') from Author order by id"))
        .isEqualTo("Dick, Lem");
  }

  private static String anOlderDatabase() {
    String url = TestDatabase.newUrl();
    TestDatabase.run(
        url,
        "create table Author (id bigint primary key not null)",
        "insert into Author (id) values (-1)",
        "alter table Author add column name varchar(255)",
        "update Author set name = 'Dick'");
    return url;
  }
}
