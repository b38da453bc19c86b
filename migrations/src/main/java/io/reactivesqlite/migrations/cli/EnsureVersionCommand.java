// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.cli.Context.Answer;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "ensure-version",
    aliases = "ensure_version",
    description = "Create Liquibase's tables if they are missing.")
final class EnsureVersionCommand extends MigrateCommand {

  @Option(names = "--sql", description = "Write SQL instead, without a database.")
  private boolean sql;

  @Override
  int run(Context context) {
    if (sql) {
      context.offline().versionTablesSql(RunCommand.out(context));
      return ExitCode.OK.number();
    }
    return context.onEach(
        database -> {
          context.writing(database).ensureVersionTables();
          context.say("The tables DATABASECHANGELOG and DATABASECHANGELOGLOCK are there.");
          return Answer.ok(Map.of());
        });
  }
}
