// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "branches", description = "Show where revisions branch, and into what.")
final class BranchesCommand extends MigrateCommand {

  @Option(
      names = {"-v", "--verbose"},
      description = "Show everything about each.")
  private boolean verbose;

  @Override
  int run(Context context) {
    RevisionDirectory directory = context.directory();
    RevisionLines lines = new RevisionLines(directory, context.style(), Set.of());
    ShowCommand.show(
        context,
        lines,
        directory.graph().branchPoints(),
        verbose,
        revision -> branch(directory, lines, revision));
    return ExitCode.OK.number();
  }

  private static String branch(
      RevisionDirectory directory, RevisionLines lines, Revision revision) {
    StringBuilder text = new StringBuilder(lines.titled(revision));
    for (Revision child : directory.graph().children(revision)) {
      text.append("\n  -> ").append(lines.titled(child));
    }
    return text.toString();
  }
}
