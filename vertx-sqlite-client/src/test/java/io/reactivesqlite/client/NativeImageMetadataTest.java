// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.spi.Driver;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GraalVM is told of the client is true, and names all that the client does by reflection. */
class NativeImageMetadataTest {

  private static final String FOLDER =
      "/META-INF/native-image/io.reactivesqlite/vertx-sqlite-client/";

  @ParameterizedTest
  @MethodSource("reflection")
  void whatItNamesIsThere(JsonObject entry) throws Exception {
    Class<?> type = Class.forName(entry.getString("name"));
    for (Object method : entry.getJsonArray("methods", new JsonArray())) {
      assertThat(((JsonObject) method).getString("name")).isEqualTo("<init>");
      assertThat(((JsonObject) method).getJsonArray("parameterTypes")).isEmpty();
      assertThatCode(type::getConstructor).doesNotThrowAnyException();
    }
  }

  @Test
  void itNamesTheDriverThatTheServiceLoaderFinds() throws Exception {
    List<String> drivers =
        ServiceLoader.load(Driver.class).stream()
            .map(provider -> provider.type().getName())
            .toList();
    assertThat(drivers).isNotEmpty();
    assertThat(names()).containsAll(drivers);
  }

  @Test
  void itNamesTheServiceFile() throws Exception {
    List<String> patterns =
        new JsonObject(read("resource-config.json"))
            .getJsonObject("resources").getJsonArray("includes").stream()
                .map(include -> ((JsonObject) include).getString("pattern"))
                .toList();
    assertThat(patterns)
        .hasSize(1)
        .allSatisfy(
            pattern ->
                assertThat("META-INF/services/" + Driver.class.getName())
                    .matches(Pattern.compile(pattern)));
  }

  /** The arrays that a row makes are made by reflection. */
  @Test
  void itNamesEveryArrayThatARowMakes() throws Exception {
    List<String> arrays =
        Arrays.stream(Row.class.getMethods())
            .filter(method -> method.getName().startsWith("getArrayOf"))
            .map(Method::getReturnType)
            .map(Class::getName)
            .distinct()
            .toList();
    assertThat(arrays).hasSizeGreaterThan(10);
    assertThat(names()).containsAll(arrays).contains(Object[].class.getName());
  }

  private static List<String> names() throws Exception {
    return reflection().map(entry -> entry.getString("name")).toList();
  }

  private static Stream<JsonObject> reflection() throws Exception {
    return new JsonArray(read("reflect-config.json")).stream().map(JsonObject.class::cast);
  }

  private static String read(String file) throws Exception {
    try (InputStream in = NativeImageMetadataTest.class.getResourceAsStream(FOLDER + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
