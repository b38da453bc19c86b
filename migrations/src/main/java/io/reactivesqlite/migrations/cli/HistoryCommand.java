// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Planner;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "history", description = "Show revisions, the newest first.")
final class HistoryCommand extends MigrateCommand {

  @Option(
      names = {"-r", "--rev-range"},
      paramLabel = "<from>:<to>",
      description = "Only these; either side may be left out, and may be current, -2, +1.")
  private String range = ":";

  @Option(
      names = {"-v", "--verbose"},
      description = "Show everything about each.")
  private boolean verbose;

  @Option(
      names = {"-i", "--indicate-current"},
      description = "Ask the database, and mark what is current.")
  private boolean indicateCurrent;

  @Override
  int run(Context context) {
    RevisionRange selected = RevisionRange.parse(range);
    RevisionDirectory directory = context.directory();
    Planner planner = new Planner(directory.graph(), Set.of());
    Set<String> current = Set.of();
    // Looking at files alone must work without a database.
    if (indicateCurrent || range.contains("current") || range.matches(".*(^|:)[+-]\\d+.*")) {
      planner = context.reading(DatabaseUrl.parse(context.settings()).get(0)).planner();
    }
    if (indicateCurrent) {
      current = planner.current().stream().map(Revision::id).collect(Collectors.toSet());
    }
    List<Revision> newestFirst = new ArrayList<>(planner.history(selected));
    Collections.reverse(newestFirst);
    RevisionLines lines = new RevisionLines(directory, context.style(), current);
    ShowCommand.show(context, lines, newestFirst, verbose, lines::line);
    return ExitCode.OK.number();
  }
}
