// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Plan;
import io.reactivesqlite.migrations.revisions.Plan.Direction;
import io.reactivesqlite.migrations.revisions.Planner;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.Revisions;
import io.reactivesqlite.migrations.revisions.Target;
import io.reactivesqlite.migrations.revisions.Target.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "downgrade", description = "Take a database back to an earlier revision.")
final class DowngradeCommand extends RunCommand {

  @Parameters(
      paramLabel = "<target>",
      description =
          "Revision that stays, or beginning of one, base, -1, <branch>@base; <from>:<to> with --sql.")
  private String target;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before everything is undone.")
  private boolean yes;

  @Override
  Direction direction() {
    return Direction.DOWNGRADE;
  }

  @Override
  String target() {
    return target;
  }

  @Override
  Plan plan(Planner planner, Target wanted) {
    return planner.downgrade(wanted);
  }

  @Override
  Plan execute(Revisions revisions, Target wanted, Ticker ticker) {
    return revisions.downgrade(wanted, ticker);
  }

  @Override
  void confirm(Context context, DatabaseUrl database, Target wanted, Plan plan) {
    if (wanted.point() != Word.BASE || plan.isEmpty() || yes) {
      return;
    }
    String question =
        "This undoes %d revisions of %s, and the data in what they made."
            .formatted(plan.steps().size(), database.name());
    if (!context.terminal().interactive()) {
      throw new RevisionException(
          Problem.USAGE, question + " Nobody is here to be asked; say --yes if it is meant.");
    }
    context.terminal().err().print(question + " Continue? [y/N] ");
    context.terminal().err().flush();
    if (!answer(context).strip().toLowerCase(Locale.ROOT).startsWith("y")) {
      throw new RevisionException(Problem.USAGE, "Not confirmed; nothing was changed.");
    }
  }

  private static String answer(Context context) {
    try {
      String line = context.terminal().in().readLine();
      return line == null ? "" : line;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
