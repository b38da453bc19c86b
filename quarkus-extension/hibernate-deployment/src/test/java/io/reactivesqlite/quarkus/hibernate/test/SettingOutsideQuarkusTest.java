// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettingOutsideQuarkusTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Author.class, Book.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey(
              "quarkus.hibernate-orm.unsupported-properties.\"hibernate.sqlite.shared_transactions\"",
              "false")
          .assertException(
              failure ->
                  assertThat(failure)
                      .hasStackTraceContaining(
                          "set quarkus.datasource.reactive.sqlite.shared-transactions"));

  @Test
  void theApplicationDoesNotStart() {
    fail("it must not start");
  }
}
