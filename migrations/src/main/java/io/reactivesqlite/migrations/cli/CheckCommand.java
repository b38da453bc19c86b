// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.cli.Context.Answer;
import io.reactivesqlite.migrations.revisions.Check;
import io.reactivesqlite.migrations.revisions.Revision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "check",
    description = "Compare files and database; exit code 3 if they differ. For CI.")
final class CheckCommand extends MigrateCommand {

  @Override
  int run(Context context) {
    return context.onEach(
        database -> {
          Check check = context.reading(database).check();
          // While revisions are pending, the difference to the entities is theirs.
          List<String> entities =
              check.pending().isEmpty() && context.settings().text(Key.ENTITIES).isPresent()
                  ? new Entities(context).compare(database).differences()
                  : List.of();
          boolean clean = check.isClean() && entities.isEmpty();
          check.pending().forEach(each -> context.data("pending: " + each.title()));
          check.unknown().forEach(id -> context.data("in none of the files: " + id));
          check
              .edited()
              .forEach(each -> context.data("edited: " + each.title() + ", " + each.source()));
          entities.forEach(each -> context.data("entities: " + each));
          context.say(clean ? "Files and database agree." : "Files and database differ.");
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("clean", clean);
          answer.put("pending", check.pending().stream().map(Revision::id).toList());
          answer.put("unknown", check.unknown().stream().sorted().toList());
          answer.put("edited", check.edited().stream().map(Revision::id).toList());
          answer.put("entities", entities);
          return new Answer(clean ? ExitCode.OK : ExitCode.DRIFT, answer);
        });
  }
}
