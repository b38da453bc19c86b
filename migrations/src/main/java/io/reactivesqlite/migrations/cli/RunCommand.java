// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.cli.Context.Answer;
import io.reactivesqlite.migrations.revisions.Plan;
import io.reactivesqlite.migrations.revisions.Plan.Direction;
import io.reactivesqlite.migrations.revisions.Planner;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.RevisionRange;
import io.reactivesqlite.migrations.revisions.Revisions;
import io.reactivesqlite.migrations.revisions.Target;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What upgrade and downgrade have in common. */
abstract class RunCommand extends MigrateCommand {

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(
      names = "--sql",
      description =
          "Write SQL instead, without a database; with --dry-run for the database as it is.")
  private boolean sql;

  @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
  private boolean dryRun;

  @Option(
      names = "--backup",
      paramLabel = "<folder>",
      arity = "0..1",
      fallbackValue = "",
      description = "Copy the database first; beside it, or into a folder.")
  private String backup;

  abstract Direction direction();

  abstract String target();

  abstract Plan plan(Planner planner, Target target);

  abstract Plan execute(Revisions revisions, Target target, Ticker ticker);

  /** Asks what has to be asked before the plan runs. */
  abstract void confirm(Context context, DatabaseUrl database, Target target, Plan plan)
      throws RevisionException;

  @Override
  int run(Context context) throws Exception {
    if (sql && context.json()) {
      throw new RevisionException(
          Problem.USAGE, "--sql writes SQL, which is no JSON. Leave out one of them.");
    }
    if (sql && !dryRun) {
      context.offline().sql(direction(), range(), out(context));
      return ExitCode.OK.number();
    }
    if (RevisionRange.isRange(target())) {
      throw new RevisionException(
          Problem.USAGE, "A range needs --sql: a database already says where it stands.");
    }
    Target target = Target.parse(target());
    return context.onEach(
        database ->
            dryRun
                ? show(context, context.reading(database), target)
                : migrate(context, database, target));
  }

  private RevisionRange range() {
    if (RevisionRange.isRange(target())) {
      return RevisionRange.parse(target());
    }
    if (direction() == Direction.DOWNGRADE) {
      throw new RevisionException(
          Problem.USAGE,
          "SQL of a downgrade needs to know where it begins: downgrade --sql <from>:<to>, or --dry-run --sql for the database as it is.");
    }
    return new RevisionRange(Optional.empty(), Optional.of(Target.parse(target())));
  }

  private Answer show(Context context, Revisions revisions, Target target) {
    if (sql) {
      Plan plan = revisions.sql(direction(), target, out(context));
      return Answer.ok(answer(plan.steps(), revisions));
    }
    Plan plan = plan(revisions.planner(), target);
    RevisionLines lines = new RevisionLines(revisions.directory(), context.style(), Set.of());
    plan.steps().forEach(revision -> context.data(verb() + " " + lines.titled(revision)));
    context.say(plan.isEmpty() ? "Nothing to do." : "Dry run: nothing was changed.");
    return Answer.ok(answer(plan.steps(), revisions));
  }

  private Answer migrate(Context context, DatabaseUrl database, Target target) {
    Plan plan = plan(context.reading(database).planner(), target);
    confirm(context, database, target, plan);
    Revisions revisions = context.writing(database);
    if (!plan.isEmpty()) {
      backup(context, database, revisions);
    }
    Ticker ticker = new Ticker(context);
    Plan ran;
    try {
      ran = execute(revisions, target, ticker);
    } catch (RevisionException failure) {
      ticker.failed();
      throw failure;
    }
    List<Revision> current = revisions.planner().current();
    String where =
        current.isEmpty() ? "base" : String.join(", ", current.stream().map(Revision::id).toList());
    context.say(
        ran.isEmpty()
            ? "Nothing to do; at %s.".formatted(where)
            : "%s of %d %s in %d ms; now at %s."
                .formatted(
                    direction() == Direction.UPGRADE ? "Upgrade" : "Downgrade",
                    ran.steps().size(),
                    ran.steps().size() == 1 ? "revision" : "revisions",
                    ticker.totalMillis(),
                    where));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("steps", ticker.steps());
    answer.put("current", current.stream().map(Revision::id).toList());
    return Answer.ok(answer);
  }

  private void backup(Context context, DatabaseUrl database, Revisions revisions) {
    Optional<String> wanted =
        Optional.ofNullable(backup).or(() -> context.settings().text(Key.BACKUP));
    if (wanted.isEmpty() || database.file().isEmpty() || revisions.applied().isEmpty()) {
      return;
    }
    Path file = database.file().get();
    Path folder =
        backup == null
            ? context.settings().paths(Key.BACKUP).get(0)
            : backup.isEmpty() ? file.getParent() : context.terminal().folder().resolve(backup);
    Path copy =
        folder.resolve(
            "%s.%s.bak"
                .formatted(file.getFileName(), STAMP.format(LocalDateTime.now(ZoneOffset.UTC))));
    revisions.backup(copy);
    context.say("Backup: " + copy);
  }

  private Map<String, Object> answer(List<Revision> steps, Revisions revisions) {
    return Map.of(
        "plan",
        steps.stream().map(Revision::id).toList(),
        "current",
        revisions.planner().current().stream().map(Revision::id).toList());
  }

  private String verb() {
    return direction() == Direction.UPGRADE ? "upgrade" : "downgrade";
  }

  /** Standard output for SQL; it is data. */
  static Writer out(Context context) {
    return new OutputStreamWriter(context.terminal().out(), StandardCharsets.UTF_8);
  }
}
