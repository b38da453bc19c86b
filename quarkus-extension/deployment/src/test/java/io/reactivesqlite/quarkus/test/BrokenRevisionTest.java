// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrokenRevisionTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClass(TestDatabase.class).addAsResource("db/broken-revisions"))
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.orders.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.orders.migrate-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.orders.locations", "db/broken-revisions")
          .assertException(
              failure ->
                  assertThat(failure)
                      .hasStackTraceContaining("orders cannot be migrated by db/broken-revisions")
                      .hasStackTraceContaining("no such table: nowhere"));

  @Test
  void theApplicationDoesNotStart() {
    fail("it must not start");
  }
}
