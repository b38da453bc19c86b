// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.quarkus.SQLitePoolCreator;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoPoolCreatorsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(First.class, Second.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", "sqlite::memory:")
          .assertException(
              failure ->
                  assertThat(failure)
                      .hasStackTraceContaining("two beans of type")
                      .hasStackTraceContaining("@ReactiveDataSource(name)"));

  @Test
  void theApplicationIsNotBuilt() {
    fail("it must not be built");
  }

  @Singleton
  static class First implements SQLitePoolCreator {

    @Override
    public SQLitePool create(Input input) {
      throw new IllegalStateException("never asked");
    }
  }

  @Singleton
  static class Second implements SQLitePoolCreator {

    @Override
    public SQLitePool create(Input input) {
      throw new IllegalStateException("never asked");
    }
  }
}
