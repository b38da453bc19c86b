// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.autogenerate.Autogenerate;
import io.reactivesqlite.migrations.revisions.Format;
import io.reactivesqlite.migrations.revisions.NewRevision;
import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import io.reactivesqlite.migrations.revisions.RevisionFile;
import io.reactivesqlite.migrations.revisions.RevisionWriter;
import io.reactivesqlite.migrations.revisions.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "revision", description = "Write a new revision.")
final class RevisionCommand extends MigrateCommand {

  @Option(
      names = {"-m", "--message"},
      paramLabel = "<text>",
      description = "One line for people; names the file.")
  private String message = "";

  @Option(names = "--sql", description = "Write it to standard output instead of a file.")
  private boolean sql;

  @Option(
      names = "--head",
      paramLabel = "<target>",
      description = "What it follows: a revision, head, <branch>@head, or base. Default: head.")
  private List<String> heads = new ArrayList<>();

  @Option(names = "--splice", description = "It may follow a revision that is no head.")
  private boolean splice;

  @Option(
      names = "--branch-label",
      paramLabel = "<label>",
      description = "Label of the branch that begins with it.")
  private Set<String> labels = new LinkedHashSet<>();

  @Option(
      names = "--version-path",
      paramLabel = "<folder>",
      description = "Version location to write to. Default: the first.")
  private String versionPath;

  @Option(names = "--rev-id", paramLabel = "<id>", description = "Identifier; random by default.")
  private String id;

  @Option(
      names = "--depends-on",
      paramLabel = "<revision>",
      description = "Revision or label of another branch that it needs.")
  private List<String> dependsOn = new ArrayList<>();

  @Option(
      names = "--autogenerate",
      description = "Write what the entities of the settings ask for and the database has not.")
  private boolean autogenerate;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      description = "sql, yaml, xml or java. Default: the setting format.")
  private String format;

  @Override
  int run(Context context) throws Exception {
    String chosen = format == null ? context.settings().text(Key.FORMAT).orElseThrow() : format;
    boolean java = chosen.equals(JavaForm.NAME) && !autogenerate;
    String chosenId = id == null ? RevisionWriter.randomId() : id;
    Optional<JavaForm> javaForm =
        java ? Optional.of(new JavaForm(context.settings(), chosenId)) : Optional.empty();
    NewRevision wanted =
        new NewRevision(
            message,
            Optional.of(chosenId),
            heads.isEmpty() ? List.of(Target.HEAD) : heads.stream().map(Target::parse).toList(),
            splice,
            dependsOn,
            labels,
            autogenerate ? Format.SQL : java ? Format.YAML : Format.ofName(chosen),
            Optional.ofNullable(versionPath).map(context.terminal().folder()::resolve),
            autogenerate ? generated(context) : javaForm.map(JavaForm::content));
    if (autogenerate && wanted.content().isEmpty()) {
      context.say(
          "The entities ask for nothing that the database has not; no revision is written.");
      context.json(Map.of("files", List.of()));
      return ExitCode.OK.number();
    }
    RevisionWriter writer = new RevisionWriter(context.settings().layout());
    if (sql) {
      String text = writer.preview(wanted).stripTrailing();
      context.data(text);
      context.json(Map.of("id", chosenId, "text", text));
      return ExitCode.OK.number();
    }
    RevisionFile file = writer.create(wanted);
    written(context, file, javaForm.map(JavaForm::write).stream().toList());
    return ExitCode.OK.number();
  }

  private Optional<Content> generated(Context context) {
    if (format != null && !format.equals("sql")) {
      throw new RevisionException(
          Problem.USAGE, "--autogenerate writes SQL; leave out --format " + format + ".");
    }
    DatabaseUrl database = DatabaseUrl.parse(context.settings()).get(0);
    List<Revision> pending = context.reading(database).planner().pending();
    if (!pending.isEmpty()) {
      throw new RevisionException(
          Problem.DRIFT,
          "%s is behind the files, so what they bring would be written twice: %d pending. Upgrade first."
              .formatted(database.name(), pending.size()));
    }
    Autogenerate.Result result = new Entities(context).compare(database);
    result.differences().forEach(context::say);
    return result.isEmpty()
        ? Optional.empty()
        : Optional.of(new Content(result.upgradeSql(), Optional.of(result.downgradeSql())));
  }

  /** Runs the hooks on new files and names them. */
  static void written(Context context, RevisionFile file, List<Path> more) {
    List<Path> files = new ArrayList<>(List.of(file.onDisk().orElseThrow()));
    files.addAll(more);
    for (Path each : files) {
      context.settings().hooks().forEach((name, command) -> hook(context, name, command, each));
      context.data(each.toString());
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", file.revision().id());
    data.put("files", files);
    context.json(data);
    context.say("Wrote revision " + file.revision().title() + ".");
  }

  private static void hook(Context context, String name, List<String> command, Path file) {
    List<String> words =
        command.stream().map(word -> word.replace("{file}", file.toString())).toList();
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(context.settings().base().toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      int code = process.waitFor();
      if (!output.isBlank()) {
        context.say(output.stripTrailing());
      }
      if (code != 0) {
        throw hookFailed(name, file, "it ended with " + code, null);
      }
    } catch (java.io.IOException failure) {
      throw hookFailed(name, file, failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw hookFailed(name, file, "it was interrupted", interrupted);
    }
  }

  private static RevisionException hookFailed(String name, Path file, String why, Throwable cause) {
    return new RevisionException(
        Problem.FAILED,
        "The hook %s failed on %s: %s. The file is written.".formatted(name, file, why),
        cause);
  }
}
