// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotatedMethods;
import static org.junit.platform.commons.support.HierarchyTraversalMode.TOP_DOWN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds a page of the manual to a class of tests.
 *
 * <p>In the page, a block of Java stands below {@code <!-- name -->}: it is the piece of the class
 * between {@code // [name} and {@code // name]}. Below {@code <!-- name gives -->} stands what the
 * test has handed to {@link #gives}. With {@code -Dupdate.docs=true} both are written into the
 * page.
 */
final class DocPage implements AfterEachCallback, AfterAllCallback {

  private static final Pattern BLOCK =
      Pattern.compile("<!-- ([a-z0-9-]+)( gives)? -->\n```([a-z]+)\n(.*?)```", Pattern.DOTALL);

  private final Path page;
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private int passed;

  /**
   * @param name below docs, such as {@code guides/security.md}
   */
  DocPage(String name) {
    page = Path.of("..", "docs").resolve(name);
  }

  /** What the piece of that name has given; several calls give several lines. */
  synchronized void gives(String name, Object output) {
    outputs.merge(name, String.valueOf(output), (before, next) -> before + "\n" + next);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    passed += context.getExecutionException().isEmpty() ? 1 : 0;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Class<?> tests = context.getRequiredTestClass();
    // Where a test was left out or failed, its outputs are missing.
    boolean complete = passed == findAnnotatedMethods(tests, Test.class, TOP_DOWN).size();
    String source = Files.readString(sourceOf(tests));
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(page, BLOCK.matcher(text()).replaceAll(block -> renewed(block, source)));
    }

    Set<String> shown = new LinkedHashSet<>();
    int pieces = 0;
    Matcher block = BLOCK.matcher(text());
    while (block.find()) {
      String name = block.group(1);
      if (block.group(2) == null) {
        pieces++;
        assertThat(block.group(4)).as(page + ": " + name).isEqualTo(piece(source, name));
      } else if (complete || outputs.containsKey(name)) {
        shown.add(name);
        assertThat(block.group(4)).as(page + ": " + name + " gives").isEqualTo(output(name));
      }
    }
    assertThat(shown).as(page + " shows all that was given").containsAll(outputs.keySet());
    assertThat(text().split("```java", -1))
        .as("all Java of " + page + " has a name")
        .hasSize(pieces + 1);
  }

  private String text() throws IOException {
    return Files.readString(page);
  }

  private String renewed(MatchResult block, String source) {
    boolean isOutput = block.group(2) != null;
    String name = block.group(1);
    String content =
        !isOutput ? piece(source, name) : outputs.containsKey(name) ? output(name) : block.group(4);
    String head = "<!-- " + name + (isOutput ? " gives" : "") + " -->\n```" + block.group(3);
    return Matcher.quoteReplacement(head + "\n" + content + "```");
  }

  private String output(String name) {
    return outputs.get(name) + "\n";
  }

  private static Path sourceOf(Class<?> tests) {
    return Path.of("src", "test", "java").resolve(tests.getName().replace('.', '/') + ".java");
  }

  private static String piece(String source, String name) {
    String start = "// [" + name + "\n";
    assertThat(source).as("piece " + name).containsOnlyOnce(start);
    int from = source.indexOf('\n', source.indexOf(start)) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// " + name + "]\n"));
    return source.substring(from, to).stripIndent().strip() + "\n";
  }
}
