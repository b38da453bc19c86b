// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README and the manual: the first program runs as it stands there, and no link is dead. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n([^`]*?public static void main.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @TempDir private Path folder;

  @Test
  void theFirstProgramRuns() throws Exception {
    List<String> programs = found(PROGRAM, Files.readString(ROOT.resolve("README.md")));
    assertThat(programs).hasSize(1);
    Path source = Files.writeString(folder.resolve("FirstBook.java"), programs.get(0));
    Path output = folder.resolve("output.txt");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the program ends").isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(Files.readString(output)).contains("1 Dune");
    assertThat(process.exitValue()).isZero();
    assertThat(folder.resolve("app.db")).exists();
  }

  @Test
  void noLinkIsDead() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      for (String link : found(LINK, Files.readString(page))) {
        if (!link.startsWith("https:") && !Files.exists(page.resolveSibling(link))) {
          dead.add(ROOT.relativize(page) + " -> " + link);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void theTableOfContentsNamesEachPage() throws IOException {
    Path contents = ROOT.resolve("docs/README.md");
    List<Path> named =
        found(LINK, Files.readString(contents)).stream()
            .map(link -> contents.resolveSibling(link).normalize())
            .toList();
    assertThat(named)
        .containsAll(manual().stream().filter(page -> !page.equals(contents)).toList());
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains("](docs/README.md)");
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(manual());
    pages.addAll(markdown("examples", 2));
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")) {
      pages.add(ROOT.resolve(name));
    }
    return pages;
  }

  private static List<Path> manual() throws IOException {
    return markdown("docs", Integer.MAX_VALUE);
  }

  private static List<Path> markdown(String folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder), depth)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
