// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "completion", description = "Write a completion script for a shell.")
final class CompletionCommand extends MigrateCommand {

  private static final String NAME = "sqlite-migrate";

  @Parameters(paramLabel = "<shell>", description = "bash, zsh or fish.")
  private String shell;

  @Spec private CommandSpec spec;

  @Override
  int run(Context context) {
    String script =
        switch (shell) {
          case "bash" -> AutoComplete.bash(NAME, spec.root().commandLine());
          // The script of bash runs in zsh behind its compatibility layer.
          case "zsh" ->
              "autoload -Uz compinit bashcompinit\ncompinit\nbashcompinit\n"
                  + AutoComplete.bash(NAME, spec.root().commandLine());
          case "fish" -> fish();
          default ->
              throw new RevisionException(
                  Problem.USAGE,
                  "There is no completion for \"%s\". Choose bash, zsh or fish.".formatted(shell));
        };
    context.terminal().out().println(script);
    return ExitCode.OK.number();
  }

  private String fish() {
    StringBuilder script = new StringBuilder("complete -c " + NAME + " -f\n");
    for (OptionSpec option : spec.root().options()) {
      script.append(fish("__fish_use_subcommand", option));
    }
    spec.root()
        .subcommands()
        .forEach(
            (name, command) -> {
              script.append(
                  "complete -c %s -n __fish_use_subcommand -a %s -d %s\n"
                      .formatted(NAME, name, quoted(command.getCommandSpec())));
              for (OptionSpec option : command.getCommandSpec().options()) {
                script.append(fish("'__fish_seen_subcommand_from " + name + "'", option));
              }
            });
    return script.toString();
  }

  private static String fish(String condition, OptionSpec option) {
    StringBuilder line = new StringBuilder("complete -c %s -n %s".formatted(NAME, condition));
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
    }
    return line.append(" -d ").append(quoted(option.description())).append('\n').toString();
  }

  private static String quoted(CommandSpec command) {
    return quoted(command.usageMessage().description());
  }

  private static String quoted(String[] lines) {
    String text = CommandLine.Help.Ansi.OFF.string(String.join(" ", List.of(lines)));
    return "'" + text.replace("$$", "$").replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
