// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Plan;
import io.reactivesqlite.migrations.revisions.Plan.Direction;
import io.reactivesqlite.migrations.revisions.Planner;
import io.reactivesqlite.migrations.revisions.Revisions;
import io.reactivesqlite.migrations.revisions.Target;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "upgrade", description = "Upgrade a database to a later revision.")
final class UpgradeCommand extends RunCommand {

  @Parameters(
      paramLabel = "<target>",
      defaultValue = "head",
      description =
          "Revision or beginning of one, head, heads, +2, <revision>+2, <branch>@head; <from>:<to> with --sql. Default: head.")
  private String target;

  @Option(
      names = "--tag",
      paramLabel = "<tag>",
      description = "Tag the last revision that is applied.")
  private String tag;

  @Override
  Direction direction() {
    return Direction.UPGRADE;
  }

  @Override
  String target() {
    return target;
  }

  @Override
  Plan plan(Planner planner, Target wanted) {
    return planner.upgrade(wanted);
  }

  @Override
  Plan execute(Revisions revisions, Target wanted, Ticker ticker) {
    return revisions.upgrade(wanted, Optional.ofNullable(tag), ticker);
  }

  @Override
  void confirm(Context context, DatabaseUrl database, Target wanted, Plan plan) {
    // Going up needs no question: it only runs what its author wrote.
  }
}
