// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Format;
import io.reactivesqlite.migrations.revisions.RevisionFile;
import io.reactivesqlite.migrations.revisions.RevisionWriter;
import io.reactivesqlite.migrations.revisions.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "merge", description = "Write a revision that joins branches.")
final class MergeCommand extends MigrateCommand {

  @Parameters(
      paramLabel = "<target>",
      arity = "0..*",
      defaultValue = "heads",
      description = "Revisions to join. Default: heads.")
  private List<String> targets;

  @Option(
      names = {"-m", "--message"},
      paramLabel = "<text>",
      description = "One line for people.")
  private String message = "";

  @Option(names = "--branch-label", paramLabel = "<label>", description = "Label of the branch.")
  private Set<String> labels = new LinkedHashSet<>();

  @Option(names = "--rev-id", paramLabel = "<id>", description = "Identifier; random by default.")
  private String id;

  @Override
  int run(Context context) {
    String format = context.settings().text(Key.FORMAT).orElseThrow();
    RevisionFile file =
        new RevisionWriter(context.settings().layout())
            .merge(
                message,
                targets.stream().map(Target::parse).toList(),
                Optional.ofNullable(id),
                labels,
                format.equals(JavaForm.NAME) ? Format.YAML : Format.ofName(format));
    RevisionCommand.written(context, file, List.of());
    return ExitCode.OK.number();
  }
}
