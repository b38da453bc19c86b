// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.cli.Context.Answer;
import io.reactivesqlite.migrations.revisions.Applied;
import io.reactivesqlite.migrations.revisions.Planner;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.Revisions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "current", description = "Show the newest revisions that a database has.")
final class CurrentCommand extends MigrateCommand {

  @Option(
      names = {"-v", "--verbose"},
      description = "Show everything about each.")
  private boolean verbose;

  @Option(names = "--check-heads", description = "Exit code 3 unless the database has every head.")
  private boolean checkHeads;

  @Override
  int run(Context context) {
    return context.onEach(database -> show(context, database, context.reading(database)));
  }

  private Answer show(Context context, DatabaseUrl database, Revisions revisions) {
    Map<String, Applied> applied = revisions.applied();
    Planner planner = new Planner(revisions.directory().graph(), applied.keySet());
    RevisionLines lines = new RevisionLines(revisions.directory(), context.style(), Set.of());
    for (Revision revision : planner.current()) {
      if (verbose) {
        context.data("Current revision of " + database.name() + ":");
        lines.verbose(revision).forEach(context::data);
        context.data("Applied: " + applied.get(revision.id()).executed());
      } else {
        context.data(lines.name(revision));
      }
    }
    for (String unknown : planner.unknown()) {
      context.data(unknown + context.style().bad(" (in none of the files)"));
    }
    boolean atHeads =
        planner.unknown().isEmpty()
            && planner.current().equals(revisions.directory().graph().heads());
    Map<String, Object> answer = new LinkedHashMap<>();
    RevisionLines marked =
        new RevisionLines(
            revisions.directory(),
            context.style(),
            planner.current().stream().map(Revision::id).collect(Collectors.toSet()));
    answer.put("current", planner.current().stream().map(marked::json).toList());
    answer.put("unknown", planner.unknown());
    answer.put("pending", planner.pending().stream().map(Revision::id).toList());
    answer.put("atHeads", atHeads);
    if (checkHeads && !atHeads) {
      List<Revision> pending = planner.pending();
      context.error(
          "%s is not at the heads: %s."
              .formatted(
                  database.name(),
                  pending.isEmpty()
                      ? "it is newer than the files"
                      : pending.size() + " pending, the next is " + pending.get(0).title()));
      return new Answer(ExitCode.DRIFT, answer);
    }
    return Answer.ok(answer);
  }
}
