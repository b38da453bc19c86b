// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DroppedSchemaTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Author.class, Book.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", anOlderDatabase())
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void theTablesOfTheEntitiesAreMadeAnewAndOthersAreLeftAlone() {
    assertThat(TestDatabase.value(url, "select count(*) from Author")).isEqualTo(0);
    assertThat(TestDatabase.value(url, "select count(*) from pragma_table_info('Author')"))
        .isEqualTo(2);
    assertThat(TestDatabase.value(url, "select text from note")).isEqualTo("kept");
  }

  private static String anOlderDatabase() {
    String url = TestDatabase.newUrl();
    TestDatabase.run(
        url,
        "create table Author (name text)",
        "insert into Author values ('Dick')",
        "create table note (text text)",
        "insert into note values ('kept')");
    return url;
  }
}
