// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code validate} does not see: a constraint that is missing, a column too much. */
class EntitiesDifferTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(TestDatabase.class, Author.class, Book.class)
                      .addAsResource("db/bookshop-differs.sql"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate")
          .overrideConfigKey("quarkus.sqlite-migrations.migrate-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.change-log", "db/bookshop-differs.sql")
          .overrideConfigKey("quarkus.sqlite-migrations.check-entities-at-start", "true")
          .assertException(
              failure ->
                  assertThat(failure)
                      .hasStackTraceContaining(
                          "The datasource <default> is not what the entities of the persistence"
                              + " unit <default> ask for")
                      .hasStackTraceContaining("born")
                      .hasStackTraceContaining("name"));

  @Test
  void theApplicationDoesNotStart() {
    fail("it must not start");
  }
}
