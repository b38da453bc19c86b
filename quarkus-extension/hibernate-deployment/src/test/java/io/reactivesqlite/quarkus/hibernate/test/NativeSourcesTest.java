// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.reactivesqlite.client.spi.SQLiteDriver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the compiler of native images would be given. The compiler itself does not run here. */
class NativeSourcesTest {

  @RegisterExtension
  static final QuarkusProdModeTest APPLICATION =
      new QuarkusProdModeTest()
          .setForcedDependencies(
              List.of(
                  Dependency.of("io.quarkus", "quarkus-rest-jackson", Version.getVersion()),
                  Dependency.of(
                      "io.quarkus", "quarkus-hibernate-reactive-panache", Version.getVersion())))
          .withApplicationRoot(
              jar ->
                  jar.addClasses(Author.class, Book.class, Shop.class)
                      .addAsResource("db/bookshop.sql", "db/changelog.sql"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.native.enabled", "true")
          .overrideConfigKey("quarkus.native.sources-only", "true")
          .setApplicationName("bookshop");

  @ProdBuildResults ProdModeTestResults results;

  @Test
  void theDriverAndItsLibraryAreAnnounced() throws IOException {
    Path runner = find("-runner.jar");

    assertThat(text(runner, "/reflect-config.json")).contains(SQLiteDriver.class.getName());
    assertThat(text(runner, "/resource-config.json"))
        .contains("META-INF/services/io.vertx.sqlclient.spi.Driver")
        .contains("db/");
    // registers its JNI calls, and takes the library for the platform along
    assertThat(text(find("sqlite-jdbc"), "/native-image.properties"))
        .contains("org.sqlite.nativeimage.SqliteJdbcFeature");
    assertThat(text(find("vertx-sqlite-client-0"), "/reflect-config.json"))
        .contains("io.reactivesqlite");
  }

  private Path find(String name) throws IOException {
    try (Stream<Path> files = Files.walk(results.getBuildDir())) {
      List<String> seen = files.map(Path::toString).toList();
      return seen.stream()
          .filter(file -> file.contains("native-") && file.endsWith(".jar") && file.contains(name))
          .map(Path::of)
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " is not among " + seen));
    }
  }

  /** All entries of a jar whose names end so, one after the other. */
  private static String text(Path jar, String name) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().startsWith("META-INF/native-image") && entry.getName().endsWith(name)) {
          try (InputStream in = zip.getInputStream(entry)) {
            text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return text.toString();
  }
}
