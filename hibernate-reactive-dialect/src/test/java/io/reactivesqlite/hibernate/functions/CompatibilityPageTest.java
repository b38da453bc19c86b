// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table of functions in the documentation the one that is tested. Run it with {@code
 * -Ddocs.write=true} to write the page.
 */
class CompatibilityPageTest {
  private static final Path PAGE = Path.of("../docs/hibernate/compatibility.md");
  private static final String START = "<!-- functions: from functions.txt -->\n";
  private static final String END = "<!-- end of functions -->";

  @Test
  void thePageShowsWhatIsTested() throws Exception {
    final String page = Files.readString(PAGE);
    final String expected =
        page.substring(0, page.indexOf(START) + START.length())
            + table()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  private static String table() {
    final Map<String, Map<String, StringBuilder>> groups = new LinkedHashMap<>();
    for (FunctionCase row : FunctionCase.all()) {
      groups
          .computeIfAbsent(row.group(), it -> new LinkedHashMap<>())
          .computeIfAbsent(row.function(), it -> new StringBuilder());
      final StringBuilder examples = groups.get(row.group()).get(row.function());
      if (examples.isEmpty()) {
        examples.append(verdict(row)).append(" | ").append(code(row.hql())).append(" | ");
        examples.append(code(row.isRefused() ? row.refusal() : row.expected()));
      }
    }
    final StringBuilder text = new StringBuilder();
    groups.forEach(
        (group, functions) -> {
          text.append("\n### ")
              .append(group)
              .append("\n\n| | | for example | gives |\n|---|---|---|---|\n");
          functions.forEach(
              (name, example) ->
                  text.append("| ").append(name).append(" | ").append(example).append(" |\n"));
        });
    return text.append('\n').toString();
  }

  private static String verdict(FunctionCase row) {
    if (row.isRefused()) {
      return "cannot";
    }
    return row.reactiveOnly() ? "works, not over JDBC" : "works";
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
