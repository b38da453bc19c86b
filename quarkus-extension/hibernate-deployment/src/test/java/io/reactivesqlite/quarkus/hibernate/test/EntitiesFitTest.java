// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EntitiesFitTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(TestDatabase.class, Author.class, Book.class)
                      .addAsResource("db/bookshop.sql", "db/changelog.sql"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", aDatabaseWithNotes())
          .overrideConfigKey("quarkus.sqlite-migrations.migrate-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.check-entities-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.entities-exclude", "note*");

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void tablesThatAreLeftOutDoNotCount() {
    assertThat(
            TestDatabase.value(
                url, "select count(*) from sqlite_schema where name in ('Author', 'notes')"))
        .isEqualTo(2);
  }

  private static String aDatabaseWithNotes() {
    String url = TestDatabase.newUrl();
    TestDatabase.run(url, "create table notes (text text)");
    return url;
  }
}
