// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrokenMigrationTest {

  private static final String URL = TestDatabase.newUrl();

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClass(TestDatabase.class).addAsResource("db/broken.sql"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", URL)
          .overrideConfigKey("quarkus.sqlite-migrations.migrate-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.change-log", "db/broken.sql")
          .assertException(BrokenMigrationTest::namesTheChangeSet)
          .setAfterUndeployListener(BrokenMigrationTest::whatRanBeforeIsThere);

  @Test
  void theApplicationDoesNotStart() {
    fail("it must not start");
  }

  private static void namesTheChangeSet(Throwable failure) {
    assertThat(failure)
        .hasStackTraceContaining("<default> cannot be migrated by db/broken.sql")
        .hasStackTraceContaining("no such table: nowhere");
  }

  private static void whatRanBeforeIsThere() {
    assertThat(TestDatabase.value(URL, "select group_concat(id) from databasechangelog"))
        .isEqualTo("1");
  }
}
