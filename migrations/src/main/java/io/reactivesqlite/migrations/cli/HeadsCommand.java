// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionGraph;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "heads", description = "Show the newest revision of each branch.")
final class HeadsCommand extends MigrateCommand {

  @Option(
      names = {"-v", "--verbose"},
      description = "Show everything about each.")
  private boolean verbose;

  @Option(names = "--resolve-dependencies", description = "Leave out those that others depend on.")
  private boolean resolveDependencies;

  @Override
  int run(Context context) {
    RevisionDirectory directory = context.directory();
    RevisionGraph graph = directory.graph();
    List<Revision> heads =
        graph.heads().stream()
            .filter(
                head ->
                    !resolveDependencies || graph.withDependents(List.of(head.id())).size() == 1)
            .toList();
    RevisionLines lines = new RevisionLines(directory, context.style(), Set.of());
    ShowCommand.show(context, lines, heads, verbose, lines::titled);
    return ExitCode.OK.number();
  }
}
