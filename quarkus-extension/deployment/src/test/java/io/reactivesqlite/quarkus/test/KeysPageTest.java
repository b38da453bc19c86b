// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static io.smallrye.config.common.utils.StringUtil.skewer;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.util.StringUtil;
import io.reactivesqlite.quarkus.runtime.SQLiteDataSourceConfig;
import io.reactivesqlite.quarkus.runtime.migrations.SQLiteMigrationsConfig;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the keys is made of the code: {@code -Ddocs.update} writes it. */
class KeysPageTest {

  private static final Path PAGE = Path.of("../../docs/quarkus/README.md");
  private static final String START = "<!-- keys: made by KeysPageTest -->\n";
  private static final String END = "<!-- end of keys -->\n";

  @Test
  void thePageHasEveryKeyAsTheCodeHasIt() throws IOException {
    Properties texts = texts();
    String keys =
        "\n### Below `quarkus.datasource.reactive.sqlite.`\n\n"
            + table(SQLiteDataSourceConfig.class, texts)
            + "\n### Below `quarkus.sqlite-migrations.`\n\n"
            + table(SQLiteMigrationsConfig.DataSource.class, texts)
            + "\n";
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    if (System.getProperty("docs.update") != null) {
      Files.writeString(PAGE, page.substring(0, start) + keys + page.substring(end));
    } else {
      assertThat(page.substring(start, end)).as("run with -Ddocs.update").isEqualTo(keys);
    }
  }

  private static String table(Class<?> config, Properties texts) {
    return "| key | value | default | what it does |\n|---|---|---|---|\n"
        + Stream.of(config.getMethods())
            .sorted(Comparator.comparing(Method::getName))
            .map(key -> row(key, texts))
            .collect(Collectors.joining());
  }

  private static String row(Method key, Properties texts) {
    String text =
        texts.getProperty(
            key.getDeclaringClass().getName().replace('$', '.') + "." + key.getName());
    assertThat(text).as("text of " + key).isNotBlank();
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            StringUtil.hyphenate(key.getName()) + (isMap(key) ? ".<name>" : ""),
            type(key.getGenericReturnType()),
            byDefault(key),
            text.replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
                .replaceAll("</?code>", "`")
                .replaceAll("\\s+", " ")
                .strip());
  }

  private static boolean isMap(Method key) {
    return key.getReturnType() == java.util.Map.class;
  }

  private static String type(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      String inner = type(arguments[arguments.length - 1]);
      return generic.getRawType() == java.util.List.class ? "list of " + inner : inner;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return Stream.of(plain.getEnumConstants())
          // as the converter of Quarkus wants them
          .map(value -> "`" + skewer(((Enum<?>) value).name()) + "`")
          .collect(Collectors.joining(", "));
    }
    return switch (plain.getSimpleName()) {
      case "OptionalInt", "OptionalLong" -> "whole number";
      case "boolean", "Boolean" -> "`true`, `false`";
      case "String" -> "text";
      default -> plain.getSimpleName().toLowerCase(Locale.ROOT);
    };
  }

  private static String byDefault(Method key) {
    ConfigDocDefault described = key.getAnnotation(ConfigDocDefault.class);
    WithDefault value = key.getAnnotation(WithDefault.class);
    return described != null ? described.value() : value != null ? "`" + value.value() + "`" : "";
  }

  /** The Javadoc of keys, which Quarkus' annotation processor keeps. */
  private static Properties texts() throws IOException {
    Properties texts = new Properties();
    for (URL url :
        Collections.list(
            SQLiteDataSourceConfig.class
                .getClassLoader()
                .getResources("META-INF/quarkus-javadoc.properties"))) {
      try (InputStream in = url.openStream()) {
        texts.load(in);
      }
    }
    return texts;
  }
}
