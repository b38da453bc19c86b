// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangeLogAndLocationsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClass(TestDatabase.class).addAsResource("db/revisions"))
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.orders.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.orders.change-log", "db/changelog.sql")
          .overrideConfigKey("quarkus.sqlite-migrations.orders.locations", "db/revisions")
          .assertException(
              failure ->
                  assertThat(failure)
                      .hasStackTraceContaining("quarkus.sqlite-migrations.\"orders\".locations")
                      .hasStackTraceContaining("set one"));

  @Test
  void theApplicationDoesNotStart() {
    fail("it must not start");
  }
}
