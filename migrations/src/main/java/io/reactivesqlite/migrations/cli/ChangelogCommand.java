// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.RevisionLayout;
import io.reactivesqlite.migrations.revisions.RevisionWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "changelog",
    description = "Write a root change log of all revisions for stock Liquibase and Quarkus.")
final class ChangelogCommand extends MigrateCommand {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file.yaml>",
      description = "Where to; the setting changelog by default.")
  private String output;

  @Override
  int run(Context context) {
    RevisionLayout layout = context.settings().layout();
    Path file =
        Optional.ofNullable(output)
            .map(name -> context.terminal().folder().resolve(name))
            .or(layout::changelog)
            .orElseThrow(
                () ->
                    new RevisionException(
                        Problem.USAGE, "Where to? Say --output, or set changelog in the file."));
    new RevisionWriter(layout).writeChangelog(context.directory(), file);
    context.data(file.toString());
    context.json(Map.of("changelog", file));
    return ExitCode.OK.number();
  }
}
