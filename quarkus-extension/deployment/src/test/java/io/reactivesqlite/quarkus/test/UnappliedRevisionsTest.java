// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnappliedRevisionsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClass(TestDatabase.class).addAsResource("db/revisions"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.check-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.locations", "db/revisions")
          .assertException(
              failure ->
                  assertThat(failure)
                      .hasStackTraceContaining("<default> is not what db/revisions says")
                      .hasStackTraceContaining("set migrate-at-start"));

  @Test
  void theApplicationDoesNotStart() {
    fail("it must not start");
  }
}
