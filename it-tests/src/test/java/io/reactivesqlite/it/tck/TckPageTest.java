// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.tck.Connector;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Ignore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in the docs says of the TCK what the code does. */
class TckPageTest {

  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| `(\\w+)` \\| (.+) \\|");
  private static final Pattern TOTAL =
      Pattern.compile("(\\d+) executions, of which (\\d+) are ignored");
  private static final int MOST_IGNORED = 14;

  private static String page;
  private static Set<Class<?>> bindings;

  @BeforeAll
  static void read() throws Exception {
    page = Files.readString(Path.of("..", "docs", "client", "tck.md"));
    bindings = classes(TckPageTest.class, name -> name.endsWith("TckTest"));
  }

  @Test
  void everyBaseClassIsBound() throws Exception {
    Set<Class<?>> bases = classes(Connector.class, name -> name.endsWith("TestBase"));
    bases.removeIf(base -> tests(base).isEmpty());
    assertThat(bases).hasSize(16);
    assertThat(bases)
        .allSatisfy(
            base -> assertThat(bindings).anySatisfy(c -> assertThat(c).hasSuperclass(base)));
  }

  @Test
  void thePageListsWhatIsIgnoredAndWhy() {
    Map<String, String> listed = new TreeMap<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      listed.put(row.group(1) + "." + row.group(2), row.group(3));
    }
    assertThat(listed).isEqualTo(ignored());
  }

  @Test
  void thePageCounts() {
    long executions = bindings.stream().mapToLong(binding -> tests(binding).size()).sum();
    Matcher total = TOTAL.matcher(page);
    assertThat(total.find()).isTrue();
    assertThat(Long.parseLong(total.group(1))).isEqualTo(executions);
    assertThat(Integer.parseInt(total.group(2))).isEqualTo(ignored().size());
  }

  @Test
  void fewAreIgnored() {
    assertThat(ignored().size()).isPositive().isLessThanOrEqualTo(MOST_IGNORED);
  }

  private static Map<String, String> ignored() {
    Map<String, String> ignored = new TreeMap<>();
    for (Class<?> binding : bindings) {
      for (Method test : tests(binding)) {
        Ignore ignore = test.getAnnotation(Ignore.class);
        if (ignore != null) {
          ignored.put(binding.getSimpleName() + "." + test.getName(), ignore.value());
        }
      }
    }
    return ignored;
  }

  /** What JUnit runs: also an override without the annotation, which the base class has. */
  private static Set<Method> tests(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !method.isBridge() && isTest(type, method))
        .collect(Collectors.toSet());
  }

  private static boolean isTest(Class<?> type, Method method) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Method declared : c.getDeclaredMethods()) {
        if (declared.getName().equals(method.getName())
            && Arrays.equals(declared.getParameterTypes(), method.getParameterTypes())
            && declared.isAnnotationPresent(org.junit.Test.class)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The classes of the same package, from the same folder or jar. */
  private static Set<Class<?>> classes(Class<?> neighbour, Predicate<String> wanted)
      throws Exception {
    String folder = neighbour.getPackageName().replace('.', '/');
    Path place = Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return classesIn(place.resolve(folder), neighbour, wanted);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return classesIn(jar.getPath(folder), neighbour, wanted);
    }
  }

  private static Set<Class<?>> classesIn(Path folder, Class<?> neighbour, Predicate<String> wanted)
      throws Exception {
    Set<Class<?>> classes = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.class")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".class", "");
        if (wanted.test(name)) {
          classes.add(Class.forName(neighbour.getPackageName() + "." + name));
        }
      }
    }
    return classes;
  }
}
