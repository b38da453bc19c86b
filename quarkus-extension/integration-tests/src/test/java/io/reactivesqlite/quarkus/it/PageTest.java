// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The application runs with all keys that the page shows, and has the code that it shows. */
@QuarkusTest
@TestProfile(PageTest.FromThePage.class)
class PageTest {

  private static final Path PAGE = Path.of("../../docs/quarkus/README.md");

  @TestHTTPResource("/books")
  URI books;

  @Inject
  @ReactiveDataSource("orders")
  Pool orders;

  @Test
  void theKeysOfThePageMakeAnApplication() throws Exception {
    Http.post(books, "Solaris");

    assertThat(Http.get(books)).isEqualTo("Solaris");
    assertThat(Path.of(FromThePage.FILE)).exists();
    assertThat(orders.query("select * from line").executeAndAwait().size()).isZero();
  }

  @Test
  void theCodeOfThePageIsThatOfTheApplication() throws IOException {
    String shop = Files.readString(Path.of("src/main/java/io/reactivesqlite/quarkus/it/Shop.java"));

    assertThat(blocks("java")).isNotEmpty().allSatisfy(code -> assertThat(shop).contains(code));
  }

  private static Stream<String> blocks(String language) {
    try {
      return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
          .matcher(Files.readString(PAGE))
          .results()
          .map((MatchResult block) -> block.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static class FromThePage implements QuarkusTestProfile {

    /** The file of the page, but where tests have theirs. */
    static final String FILE = "target/tmp/app-" + ProcessHandle.current().pid() + ".db";

    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> keys = new HashMap<>();
      blocks("properties")
          .map(FromThePage::parse)
          .forEach(
              block ->
                  block.forEach(
                      (key, value) ->
                          keys.put(
                              key.toString(),
                              value.toString().replace("sqlite:app.db", "sqlite:" + FILE))));
      return keys;
    }

    private static Properties parse(String text) {
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return properties;
    }
  }
}
