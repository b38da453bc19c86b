// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

  @TempDir Path folder;

  @Test
  void bashCompletesVerbsAndOptions() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("completion.bash"), new Cli(folder).ok("completion", "bash").out());
    assertThat(complete(script, "sqlite-migrate down")).contains("downgrade");
    assertThat(complete(script, "sqlite-migrate upgrade --dr")).contains("--dry-run");
  }

  private static String complete(Path script, String line) throws Exception {
    String[] words = line.split(" ");
    String program =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; _complete_sqlite-migrate; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, line, words.length - 1, line);
    Process process = new ProcessBuilder("bash", "-c", program).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void zshUsesTheSameBehindItsCompatibilityLayer() {
    assertThat(new Cli(folder).ok("completion", "zsh").out())
        .startsWith("autoload -Uz compinit bashcompinit")
        .contains("downgrade");
  }

  @Test
  void fishCompletesVerbsAndOptions() {
    assertThat(new Cli(folder).ok("completion", "fish").out())
        .contains(
            "complete -c sqlite-migrate -n __fish_use_subcommand -a downgrade -d 'Take a database back",
            "complete -c sqlite-migrate -n '__fish_seen_subcommand_from upgrade' -l dry-run -d ");
  }

  @Test
  void anotherShellIsRefused() {
    assertThat(new Cli(folder).run("completion", "tcsh").err()).contains("bash, zsh or fish");
  }
}
