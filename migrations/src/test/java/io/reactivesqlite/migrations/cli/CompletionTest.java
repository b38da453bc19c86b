// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  /** Typed at a terminal of its own: the tabulator, then return. */
  @Test
  void zshCompletesVerbsAndOptions() throws Exception {
    Path script = script("zsh");
    Path typist =
        Files.writeString(
            folder.resolve("typist.zsh"),
            """
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "PS1=; function sqlite-migrate { print -r -- \\"RAN:\\$*:\\" }; source $1; print READY\\$((1 + 1))"
            while zpty -r shell line; do [[ $line == *READY2* ]] && break; done
            zpty -w shell $2$'\\t'
            while zpty -r shell line; do [[ $line == *RAN:* ]] && { print -r -- $line; break; }; done
            zpty -d shell
            """);
    String zsh = typist.toString();
    assertThat(run("zsh", "-f", zsh, script.toString(), "sqlite-migrate down"))
        .contains("RAN:downgrade:");
    assertThat(run("zsh", "-f", zsh, script.toString(), "sqlite-migrate upgrade --dr"))
        .contains("RAN:upgrade --dry-run:");
  }

  @Test
  void fishCompletesVerbsAndOptions() throws Exception {
    Path script = script("fish");
    assertThat(fish(script, "sqlite-migrate down"))
        .startsWith("downgrade\tTake a database back to an earlier revision.");
    assertThat(fish(script, "sqlite-migrate upgrade --dr")).startsWith("--dry-run\t");
    assertThat(fish(script, "sqlite-migrate --js")).startsWith("--json\t");
  }

  private String fish(Path script, String line) throws Exception {
    return run("fish", "-c", "source '%s'; complete -C '%s'".formatted(script, line));
  }

  private Path script(String shell) throws Exception {
    boolean here =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, shell)));
    if (!here) {
      System.err.printf(
          "NOTICE: %1$s is not installed, its completion is not tested. Debian: apt-get install %1$s%n",
          shell);
    }
    assumeTrue(here, shell + " is not installed");
    return Files.writeString(
        folder.resolve("completion." + shell), new Cli(folder).ok("completion", shell).out());
  }

  private String run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void anotherShellIsRefused() {
    assertThat(new Cli(folder).run("completion", "tcsh").err()).contains("bash, zsh or fish");
  }
}
