// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusDevModeTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Development mode: a change is there with the next request, and nothing stays behind. */
class LiveReloadTest {

  private static final String FIRST = TestDatabase.newUrl();
  private static final String SECOND = TestDatabase.newUrl();

  @RegisterExtension
  static final QuarkusDevModeTest APPLICATION =
      new QuarkusDevModeTest()
          .withApplicationRoot(
              jar ->
                  jar.addClass(DevResource.class)
                      .addAsResource(
                          new StringAsset(
                              """
                              quarkus.http.port=0
                              quarkus.datasource.db-kind=sqlite
                              quarkus.datasource.reactive.url=%s
                              quarkus.datasource.reactive.sqlite.cache-size=-512
                              quarkus.sqlite-migrations.migrate-at-start=true
                              """
                                  .formatted(FIRST)),
                          "application.properties")
                      .addAsResource("db/notes.sql", "db/changelog.sql"));

  @TestHTTPResource URI base;

  @Test
  void aChangedClassReloadsAndTheDataStays() throws Exception {
    Http http = new Http(base);
    assertThat(http.get("/dev/greeting").body()).isEqualTo("before");
    assertThat(http.post("/dev/notes/kept").statusCode()).isEqualTo(204);
    int open = open(FIRST).size();
    assertThat(open).isPositive();

    APPLICATION.modifySourceFile(
        DevResource.class, source -> source.replace("\"before\"", "\"after\""));

    assertThat(http.get("/dev/greeting").body()).isEqualTo("after");
    assertThat(http.get("/dev/notes").body()).contains("kept");
    assertThat(open(FIRST)).hasSizeLessThanOrEqualTo(open);
  }

  @Test
  void aChangedKeyRebuildsThePoolAndLetsGoOfTheOldFile() throws Exception {
    Http http = new Http(base);
    assertThat(http.get("/dev/cache-size").body()).isEqualTo("-512");
    assertThat(http.post("/dev/notes/first").statusCode()).isEqualTo(204);
    assertThat(open(FIRST)).isNotEmpty();

    APPLICATION.modifyResourceFile(
        "application.properties",
        keys -> keys.replace("cache-size=-512", "cache-size=-1024").replace(FIRST, SECOND));

    assertThat(http.get("/dev/cache-size").body()).isEqualTo("-1024");
    assertThat(http.post("/dev/notes/second").statusCode()).isEqualTo(204);
    assertThat(http.get("/dev/notes").body()).isEqualTo("second");
    assertThat(open(SECOND)).isNotEmpty();
    assertThat(open(FIRST)).isEmpty();
    assertThat(Path.of(TestDatabase.path(FIRST) + "-wal")).doesNotExist();
  }

  /** The files of this process, the application's too, that belong to a database. */
  private static List<String> open(String url) {
    String file = TestDatabase.path(url).toString();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.map(LiveReloadTest::target).filter(t -> t.startsWith(file)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedSince) {
      return "";
    }
  }
}
