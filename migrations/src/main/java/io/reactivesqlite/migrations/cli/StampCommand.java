// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.cli.Context.Answer;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.RevisionRange;
import io.reactivesqlite.migrations.revisions.StampPlan;
import io.reactivesqlite.migrations.revisions.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "stamp",
    description = "Record revisions as applied, or not, without running anything.")
final class StampCommand extends MigrateCommand {

  @Parameters(
      paramLabel = "<target>",
      arity = "1..*",
      description = "Revisions that become the newest; base forgets all. <from>:<to> with --sql.")
  private List<String> targets;

  @Option(
      names = "--purge",
      description = "Forget everything else, also what none of the files has.")
  private boolean purge;

  @Option(names = "--sql", description = "Write SQL instead, without a database.")
  private boolean sql;

  @Override
  int run(Context context) {
    if (sql) {
      offline(context);
      return ExitCode.OK.number();
    }
    List<Target> wanted = targets.stream().map(Target::parse).toList();
    return context.onEach(
        database -> {
          StampPlan plan = context.writing(database).stamp(wanted, purge);
          List<String> recorded = plan.recorded().stream().map(Revision::id).toList();
          List<String> forgotten = plan.forgotten().stream().sorted().toList();
          if (!recorded.isEmpty()) {
            context.say("Recorded as applied: " + String.join(", ", recorded));
          }
          if (!forgotten.isEmpty()) {
            context.say("Recorded as not applied: " + String.join(", ", forgotten));
          }
          if (plan.isEmpty()) {
            context.say("Nothing to do.");
          }
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("recorded", recorded);
          answer.put("forgotten", forgotten);
          return Answer.ok(answer);
        });
  }

  private void offline(Context context) {
    if (targets.size() == 1 && RevisionRange.isRange(targets.get(0))) {
      RevisionRange range = RevisionRange.parse(targets.get(0));
      Target to = range.to().orElse(Target.HEAD);
      context.offline().stampSql(range.from(), List.of(to), purge, RunCommand.out(context));
      return;
    }
    if (purge) {
      throw new RevisionException(
          Problem.USAGE, "--purge has to see what the database has, so it does not go with --sql.");
    }
    List<Target> wanted = targets.stream().map(Target::parse).toList();
    context.offline().stampSql(Optional.empty(), wanted, false, RunCommand.out(context));
  }
}
