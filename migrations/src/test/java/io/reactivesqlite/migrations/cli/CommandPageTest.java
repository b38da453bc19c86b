// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the command knows every setting, and its example of a file is one. */
class CommandPageTest {

  private static final Path PAGE = Path.of("../docs/migrations/command.md");

  @TempDir Path folder;

  @Test
  void everySettingIsInTheTableWithItsDefault() throws Exception {
    String table =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `"))
            .reduce("", (before, line) -> before + line + "\n");
    assertThat(table)
        .contains(Arrays.stream(Key.values()).map(key -> "`" + key.inFile() + "`").toList());
    assertThat(table)
        .contains(
            Stream.of(Key.values())
                .flatMap(key -> key.fallback().stream())
                .map(fallback -> "`" + fallback + "`")
                .toList());
  }

  @Test
  void theExampleOfAFileRuns() throws Exception {
    Matcher block =
        Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    Cli cli = Cli.initialized(folder);
    cli.table("1975ea83b712", "account");
    cli.write("migrations/versions/example.sql", block.group(1));
    cli.ok("upgrade");
    assertThat(cli.query("app.db", "select name from pragma_table_info('account')"))
        .contains("last_login");
    cli.ok("downgrade", "-1");
    assertThat(cli.query("app.db", "select name from pragma_table_info('account')"))
        .doesNotContain("last_login");
  }
}
