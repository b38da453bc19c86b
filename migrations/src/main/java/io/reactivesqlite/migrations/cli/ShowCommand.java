// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Planner;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.Target;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show everything about revisions.")
final class ShowCommand extends MigrateCommand {

  @Parameters(
      paramLabel = "<target>",
      arity = "0..*",
      defaultValue = "head",
      description = "Revisions, or beginnings of them, head, heads. Default: head.")
  private List<String> targets;

  @Override
  int run(Context context) {
    RevisionDirectory directory = context.directory();
    Planner planner = new Planner(directory.graph(), Set.of());
    List<Revision> revisions =
        targets.stream()
            .map(Target::parse)
            .flatMap(target -> planner.resolve(target).stream())
            .distinct()
            .toList();
    RevisionLines lines = new RevisionLines(directory, context.style(), Set.of());
    show(context, lines, revisions, true, lines::titled);
    return ExitCode.OK.number();
  }

  /** Shows revisions as every command does: verbose ones in paragraphs. */
  static void show(
      Context context,
      RevisionLines lines,
      List<Revision> revisions,
      boolean verbose,
      Function<Revision, String> line) {
    boolean first = true;
    for (Revision revision : revisions) {
      if (verbose) {
        if (!first) {
          context.data("");
        }
        lines.verbose(revision).forEach(context::data);
      } else {
        context.data(line.apply(revision));
      }
      first = false;
    }
    context.json(revisions.stream().map(lines::json).toList());
  }
}
