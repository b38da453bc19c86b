// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "init", description = "Set up a configuration file and a folder for revisions.")
final class InitCommand implements Callable<Integer> {

  @ParentCommand private SqliteMigrate root;

  @Parameters(
      paramLabel = "<folder>",
      arity = "0..1",
      description = "Folder for revisions; the template has a default.")
  private String folder;

  @Option(
      names = {"-t", "--template"},
      paramLabel = "<template>",
      description = "See list-templates. Default: generic.")
  private String template = "generic";

  @Override
  public Integer call() throws IOException {
    Template chosen = Template.of(template);
    Path config = root.terminal().folder().resolve(root.configFile()).normalize();
    Path directory =
        root.terminal().folder().resolve(folder == null ? chosen.folder() : folder).normalize();
    // Paths in the file begin at the file.
    String into = config.getParent().relativize(directory).toString().replace('\\', '/');
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(config, chosen.text(Settings.DEFAULT_FILE, into));
    files.put(directory.resolve("README.md"), chosen.text("README.md", into));
    for (Path file : files.keySet()) {
      if (Files.exists(file)) {
        throw new RevisionException(
            Problem.USAGE,
            "%s exists already; init replaces nothing. Remove it, or name another with -c or <folder>."
                .formatted(file));
      }
    }
    List<String> written = new ArrayList<>();
    Files.createDirectories(directory.resolve("versions"));
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Files.createDirectories(file.getKey().toAbsolutePath().getParent());
      Files.writeString(file.getKey(), file.getValue());
      written.add(root.terminal().folder().relativize(file.getKey()).toString());
    }
    if (root.wantsJson()) {
      root.terminal().out().println(Json.write(Map.of("files", written)));
    } else {
      written.forEach(root.terminal().out()::println);
    }
    root.say("Next: look at %s, then sqlite-migrate revision -m \"...\"".formatted(written.get(0)));
    return ExitCode.OK.number();
  }
}
