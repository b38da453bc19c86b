// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.cli.Context.Answer;
import io.reactivesqlite.migrations.copy.CopyException;
import io.reactivesqlite.migrations.copy.CopyOptions;
import io.reactivesqlite.migrations.copy.CopyOptions.Epoch;
import io.reactivesqlite.migrations.copy.CopyPlan;
import io.reactivesqlite.migrations.copy.CopyProblem;
import io.reactivesqlite.migrations.copy.CopyReport;
import io.reactivesqlite.migrations.copy.DataCopy;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import liquibase.database.jvm.JdbcConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "copy",
    description = "Copy all rows of a SQLite file into a database that was upgraded already.")
final class CopyCommand extends MigrateCommand {

  @Option(
      names = "--to",
      paramLabel = "<url>",
      description = "JDBC URL of the target; its user and password stand in the settings.")
  private String to;

  @Option(
      names = "--include",
      paramLabel = "<tables>",
      split = ",",
      description = "Copy these tables only; * is a wildcard.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "<tables>",
      split = ",",
      description = "Leave these tables out; * is a wildcard.")
  private List<String> exclude = List.of();

  @Option(
      names = "--batch",
      paramLabel = "<rows>",
      description = "Rows in one transaction. Default: 1000.")
  private int batch = CopyOptions.DEFAULT.batchSize();

  @Option(
      names = "--epoch",
      paramLabel = "<unit>",
      description =
          "What numbers in columns of moments count: seconds, millis or julian-days. Default: seconds.")
  private String epoch = "seconds";

  @Option(
      names = "--replace",
      description = "Empty the target's tables first; an unfinished copy begins again.")
  private boolean replace;

  @Option(
      names = "--dry-run",
      description = "Show the plan, look at every value, and write nothing.")
  private boolean dryRun;

  @Override
  int run(Context context) {
    return context.onEach(
        database -> {
          requireOneFile(context, database);
          DatabaseUrl target = DatabaseUrl.copyTarget(context.settings(), Optional.ofNullable(to));
          try (Connection from = open(database);
              Connection into = open(target)) {
            DataCopy copy = new DataCopy(from, into, options());
            return dryRun ? show(context, copy) : copy(context, copy, target);
          } catch (CopyException failure) {
            throw new RevisionException(problem(failure), failure.getMessage(), failure);
          } catch (SQLException failure) {
            throw new RevisionException(Problem.FAILED, failure.getMessage(), failure);
          }
        });
  }

  private static void requireOneFile(Context context, DatabaseUrl database) {
    if (database.file().isEmpty() || DatabaseUrl.parse(context.settings()).size() > 1) {
      throw new RevisionException(Problem.USAGE, "copy reads one SQLite file: --url sqlite:app.db");
    }
    if (!Files.exists(database.file().get())) {
      throw new RevisionException(
          Problem.USAGE, "%s does not exist; there is nothing to copy.".formatted(database.name()));
    }
  }

  private static Connection open(DatabaseUrl database) throws SQLException {
    try {
      return ((JdbcConnection) database.source().connect()).getUnderlyingConnection();
    } catch (liquibase.exception.DatabaseException failure) {
      throw new SQLException(failure.getMessage(), failure);
    }
  }

  private CopyOptions options() {
    if (batch < 1) {
      throw new RevisionException(
          Problem.USAGE, "A batch needs at least 1 row, not %d.".formatted(batch));
    }
    Epoch unit =
        switch (epoch.toLowerCase(Locale.ROOT)) {
          case "seconds" -> Epoch.SECONDS;
          case "millis" -> Epoch.MILLIS;
          case "julian-days" -> Epoch.JULIAN_DAYS;
          default ->
              throw new RevisionException(
                  Problem.USAGE,
                  "\"%s\" is no unit of time here. Say seconds, millis or julian-days."
                      .formatted(epoch));
        };
    return new CopyOptions(include, exclude, batch, replace, unit);
  }

  private static Problem problem(CopyException failure) {
    return switch (failure.problem()) {
      case MISFIT, NOT_EMPTY -> Problem.USAGE;
      case FAILED -> Problem.FAILED;
      case DIFFERENT -> Problem.DRIFT;
      case BUSY -> Problem.LOCKED;
    };
  }

  private static Answer show(Context context, DataCopy copy) {
    CopyPlan plan = copy.plan();
    for (CopyPlan.Table table : plan.tables()) {
      context.data("%s  %s".formatted(context.style().revision(table.name()), rows(table.rows())));
    }
    plan.leftOut().forEach((name, why) -> context.say(name + " is left out: " + why));
    plan.notes().forEach(context::say);
    List<CopyProblem> problems = copy.check(new CopyTicker(context));
    problems.forEach(problem -> context.data(problem.toString()));
    context.say(
        problems.isEmpty()
            ? "Dry run: every value fits; nothing was written."
            : "Dry run: the target cannot take all values; nothing was written.");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("tables", plan.tables().stream().map(CopyCommand::described).toList());
    answer.put("leftOut", plan.leftOut());
    answer.put("notes", plan.notes());
    answer.put("problems", problems.stream().map(CopyProblem::toString).toList());
    return new Answer(problems.isEmpty() ? ExitCode.OK : ExitCode.FAILURE, answer);
  }

  private static Answer copy(Context context, DataCopy copy, DatabaseUrl target) {
    CopyReport report = copy.run(new CopyTicker(context));
    report.notes().forEach(context::say);
    context.say(
        "Copied %d tables with %s into %s; all are equal."
            .formatted(report.tables().size(), rows(report.rows()), target.name()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("target", target.name());
    answer.put("rows", report.rows());
    answer.put("tables", report.tables().stream().map(CopyCommand::described).toList());
    answer.put("notes", report.notes());
    return Answer.ok(answer);
  }

  private static Map<String, Object> described(CopyPlan.Table table) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", table.name());
    described.put("target", table.target());
    described.put("rows", table.rows());
    described.put("group", table.group());
    described.put("columns", table.columns());
    return described;
  }

  private static Map<String, Object> described(CopyReport.Table table) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", table.name());
    described.put("target", table.target());
    described.put("rows", table.rows());
    described.put("found", table.found());
    described.put("checksum", table.checksum());
    described.put("millis", table.took().toMillis());
    return described;
  }

  static String rows(long number) {
    return number + (number == 1 ? " row" : " rows");
  }
}
