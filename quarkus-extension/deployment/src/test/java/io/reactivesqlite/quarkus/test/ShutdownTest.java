// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShutdownTest {

  private static final String URL = TestDatabase.newUrl();

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", URL)
          .setAfterUndeployListener(ShutdownTest::theFileIsWholeWithoutItsWal);

  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void whileItRunsWritesAreInTheWal() {
    pool.query("create table book (title text)").executeAndAwait();
    pool.query("insert into book values ('Solaris')").executeAndAwait();

    assertThat(wal(url)).isNotEmptyFile();
  }

  private static void theFileIsWholeWithoutItsWal() {
    assertThat(wal(URL)).doesNotExist();
    assertThat(Files.exists(TestDatabase.path(URL))).isTrue();
    assertThat(TestDatabase.value(URL, "select title from book")).isEqualTo("Solaris");
  }

  private static Path wal(String url) {
    return Path.of(TestDatabase.path(url) + "-wal");
  }
}
