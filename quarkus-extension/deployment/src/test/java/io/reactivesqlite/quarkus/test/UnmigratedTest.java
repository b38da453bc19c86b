// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnmigratedTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClass(TestDatabase.class).addAsResource("db/bookshop.sql"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.check-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.change-log", "db/bookshop.sql")
          .assertException(UnmigratedTest::saysWhatHasNotRun);

  @Test
  void theApplicationDoesNotStart() {
    fail("it must not start");
  }

  private static void saysWhatHasNotRun(Throwable failure) {
    assertThat(failure)
        .hasStackTraceContaining("<default> is not what db/bookshop.sql says")
        .hasStackTraceContaining("set migrate-at-start");
  }
}
