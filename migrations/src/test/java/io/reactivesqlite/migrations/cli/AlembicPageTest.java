// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page about Alembic names only what exists, and leaves out no command of Alembic. */
class AlembicPageTest {

  private static final Path PAGE = Path.of("../docs/migrations/alembic.md");
  private static final String PACKAGE = "io.reactivesqlite.migrations.";
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void everyTestItNamesExists() throws Exception {
    Matcher matcher = TEST.matcher(Files.readString(PAGE));
    int found = 0;
    while (matcher.find()) {
      found++;
      String name = matcher.group(2);
      Class<?> test = load(matcher.group(1));
      assertThat(
              Stream.concat(
                  Arrays.stream(test.getDeclaredMethods()).map(method -> method.getName()),
                  Arrays.stream(test.getDeclaredClasses()).map(Class::getSimpleName)))
          .as(matcher.group())
          .contains(name);
    }
    assertThat(found).isGreaterThan(50);
  }

  private static Class<?> load(String test) {
    for (String part : List.of("cli.", "revisions.", "autogenerate.")) {
      try {
        return Class.forName(PACKAGE + part + test);
      } catch (ClassNotFoundException elsewhere) {
        continue;
      }
    }
    throw new AssertionError(test + " is in none of the packages");
  }

  @Test
  void everyCommandOfAlembicIsThereWithTheOptionsItNames() throws Exception {
    String page = Files.readString(PAGE);
    CommandLine root = SqliteMigrate.commandLine(new SqliteMigrate(Terminal.ofProcess()));
    for (String command :
        List.of(
            "init -t",
            "list_templates",
            "revision -m --autogenerate --sql --head --splice --branch-label --version-path --rev-id --depends-on",
            "upgrade --sql --tag",
            "downgrade --sql",
            "merge -m --branch-label --rev-id",
            "heads -v --resolve-dependencies",
            "branches -v",
            "show",
            "edit",
            "history -r -v -i",
            "current -v --check-heads",
            "stamp --purge --sql",
            "check",
            "ensure_version --sql")) {
      String[] words = command.split(" ");
      assertThat(page).contains("`" + words[0]);
      CommandLine verb = root.getSubcommands().get(words[0]);
      assertThat(verb).as(words[0]).isNotNull();
      for (String option : Arrays.asList(words).subList(1, words.length)) {
        assertThat(verb.getCommandSpec().findOption(option))
            .as(command + ": " + option)
            .isNotNull();
        assertThat(page).contains(option);
      }
      for (String option : List.of("-c", "-n", "-x", "--raiseerr", "-q")) {
        assertThat(verb.getCommandSpec().findOption(option))
            .as(command + ": " + option)
            .isNotNull();
      }
    }
  }
}
