// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The application as it is delivered: packaged, in a process of its own, over HTTP. */
class PackagedApplicationTest {

  private static final String URL = TestDatabase.newUrl();
  private static final String ORDERS_URL = TestDatabase.newUrl();
  private static final int PORT = freePort();

  @RegisterExtension
  static final QuarkusProdModeTest APPLICATION =
      new QuarkusProdModeTest()
          // what is only on the class path of tests is not packaged
          .setForcedDependencies(
              List.of(
                  Dependency.of("io.quarkus", "quarkus-rest-jackson", Version.getVersion()),
                  Dependency.of(
                      "io.quarkus", "quarkus-hibernate-reactive-panache", Version.getVersion())))
          .withApplicationRoot(
              jar ->
                  jar.addClasses(Author.class, Book.class, Shop.class)
                      .addAsResource("db/bookshop.sql", "db/changelog.sql")
                      .addAsResource("db/orders"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.orders.db-kind", "sqlite")
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "validate")
          .setApplicationName("bookshop")
          .setRuntimeProperties(
              Map.of(
                  "quarkus.datasource.reactive.url", URL,
                  "quarkus.datasource.reactive.sqlite.busy-timeout", "2S",
                  "quarkus.sqlite-migrations.migrate-at-start", "true",
                  "quarkus.sqlite-migrations.check-entities-at-start", "true",
                  "quarkus.datasource.orders.reactive.url", ORDERS_URL,
                  "quarkus.sqlite-migrations.orders.migrate-at-start", "true",
                  "quarkus.sqlite-migrations.orders.locations", "db/orders",
                  "quarkus.http.host", "127.0.0.1",
                  "quarkus.http.port", Integer.toString(PORT)))
          .setRun(true);

  @Test
  void itMigratesServesStopsAndKeepsWhatItAcknowledged() throws Exception {
    Http http = new Http(URI.create("http://127.0.0.1:" + PORT));

    for (int i = 1; i <= 20; i++) {
      assertThat(http.post("/shop/Lem/Volume" + i).statusCode()).isEqualTo(200);
    }
    assertThat(APPLICATION.getStartupConsoleOutput()).contains("1 change sets", "1 revisions");
    APPLICATION.stop();

    assertThat(Path.of(TestDatabase.path(URL) + "-wal")).doesNotExist();
    assertThat(TestDatabase.value(URL, "select count(*) from Book")).isEqualTo(20);
    assertThat(TestDatabase.value(ORDERS_URL, "select count(*) from line")).isEqualTo(0);

    APPLICATION.start();
    assertThat(http.get("/shop/Lem").body()).startsWith("Volume1, Volume10");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
