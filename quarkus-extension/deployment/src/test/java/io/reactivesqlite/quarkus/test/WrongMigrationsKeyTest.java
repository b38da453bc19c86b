// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WrongMigrationsKeyTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", "sqlite::memory:")
          .overrideConfigKey("quarkus.sqlite-migrations.migrate-on-start", "true")
          .assertException(
              failure ->
                  assertThat(failure)
                      .hasMessageContaining("quarkus.sqlite-migrations.migrate-on-start")
                      .hasMessageContaining("migrate-at-start"));

  @Test
  void theApplicationDoesNotStart() {
    fail("it must not start");
  }
}
