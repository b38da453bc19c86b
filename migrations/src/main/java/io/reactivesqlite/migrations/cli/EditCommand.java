// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.Planner;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.Target;
import io.reactivesqlite.migrations.revisions.Target.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "edit", description = "Open a revision in the editor of VISUAL or EDITOR.")
final class EditCommand extends MigrateCommand {

  @Parameters(
      paramLabel = "<target>",
      defaultValue = "head",
      description = "Revision, or beginning of one, head, heads, current. Default: head.")
  private String target;

  @Override
  int run(Context context) throws Exception {
    Target wanted = Target.parse(target);
    RevisionDirectory directory = context.directory();
    Planner planner =
        wanted.point() == Word.CURRENT
            ? context.reading(DatabaseUrl.parse(context.settings()).get(0)).planner()
            : new Planner(directory.graph(), Set.of());
    List<Revision> revisions = planner.resolve(wanted);
    if (revisions.isEmpty()) {
      throw new RevisionException(Problem.USAGE, "\"%s\" is no file to edit.".formatted(target));
    }
    Map<String, String> environment = context.terminal().environment();
    String editor = environment.getOrDefault("VISUAL", environment.get("EDITOR"));
    if (editor == null || editor.isBlank()) {
      throw new RevisionException(
          Problem.USAGE, "Which editor? Set VISUAL or EDITOR, for example EDITOR=vi.");
    }
    List<String> command = new ArrayList<>(List.of(editor.strip().split("\\s+")));
    revisions.forEach(
        revision -> command.add(directory.file(revision).onDisk().orElseThrow().toString()));
    int code =
        new ProcessBuilder(command)
            .directory(context.terminal().folder().toFile())
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new RevisionException(
          Problem.FAILED, "The editor \"%s\" ended with %d.".formatted(editor, code));
    }
    return ExitCode.OK.number();
  }
}
