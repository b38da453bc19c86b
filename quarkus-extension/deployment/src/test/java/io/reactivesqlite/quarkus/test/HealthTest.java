// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(TestDatabase.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.broken.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.broken.reactive.url", noDatabase())
          .overrideConfigKey("quarkus.datasource.ignored.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.ignored.health-exclude", "true")
          .overrideConfigKey("quarkus.datasource.ignored.reactive.url", noDatabase());

  @TestHTTPResource("/q/health/ready")
  URI ready;

  @Inject Pool pool;

  @Test
  void readinessNamesTheDatasourceThatCannotBeRead() throws Exception {
    JsonObject data = data();

    assertThat(data.getString("<default>")).isEqualTo("UP");
    assertThat(data.getString("broken")).contains("down", "not a database");
    assertThat(data.fieldNames()).noneMatch(name -> name.startsWith("ignored"));
  }

  @Test
  void whatWaitsIsShown() throws Exception {
    assertThat(data().getLong("<default> reads waiting")).isZero();
    assertThat(data().getLong("<default> writes waiting")).isZero();
    assertThat(data().getLong("<default> turns waiting")).isZero();
    assertThat(data().getLong("<default> connections")).isZero();

    SqlConnection held = pool.getConnection().toCompletionStage().toCompletableFuture().join();
    assertThat(data().getLong("<default> connections")).isEqualTo(1);
    held.close().toCompletionStage().toCompletableFuture().join();
  }

  private JsonObject data() throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(503);
    return new JsonObject(response.body())
        .getJsonArray("checks")
        .getJsonObject(0)
        .getJsonObject("data");
  }

  private static String noDatabase() {
    String url = TestDatabase.newUrl();
    try {
      Files.writeString(TestDatabase.path(url), "This is no database. ".repeat(100));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return url;
  }
}
