// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.revisions.Workspace;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page whose console blocks are run in a folder and compared with what is said, but for times,
 * dates and places. {@code -Dupdate.docs=true} writes the page anew.
 *
 * <p>Hidden comments help: {@code <!-- run: command -->}, {@code <!-- sqlite: statement -->}, and
 * {@code <!-- edit: revision -->} in front of the SQL that goes into the file of a revision.
 */
final class Transcript {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern COMMENT = Pattern.compile("<!-- (run|sqlite|edit): (.*) -->");

  private final Path folder;
  private final Map<String, String> environment;
  private final Map<String, String> shown;

  /**
   * A transcript.
   *
   * @param folder where the commands run; the page calls it /home/anna/shop
   * @param environment the commands' variables, also written as {@code $NAME} in them
   * @param shown what else the page calls by another name
   */
  Transcript(Path folder, Map<String, String> environment, Map<String, String> shown) {
    this.folder = folder;
    this.environment = environment;
    this.shown = shown;
  }

  void assertReal(Path page) throws Exception {
    List<String> fresh = new ArrayList<>();
    String block = "";
    String edited = "";
    List<String> sql = new ArrayList<>();
    for (String line : Files.readAllLines(page)) {
      Matcher comment = COMMENT.matcher(line);
      if (line.startsWith("```")) {
        if (block.equals("sql") && !edited.isEmpty()) {
          edit(edited, sql);
          edited = "";
        }
        block = block.isEmpty() ? line.substring(3) : "";
        sql.clear();
        fresh.add(line);
      } else if (block.equals("console")) {
        if (line.startsWith("$ ")) {
          fresh.add(line);
          run(line.substring(2)).lines().forEach(fresh::add);
        }
      } else {
        if (block.equals("sql")) {
          sql.add(line);
        } else if (comment.matches()) {
          switch (comment.group(1)) {
            case "run" -> run(comment.group(2));
            case "sqlite" -> Workspace.execute(folder.resolve("app.db"), comment.group(2));
            default -> edited = comment.group(2);
          }
        }
        fresh.add(line);
      }
    }
    if (Boolean.getBoolean("update.docs")) {
      Files.write(page, fresh);
    }
    assertThat(masked(Files.readAllLines(page))).isEqualTo(masked(fresh));
  }

  /** What a person would see: both streams in one. */
  String run(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      words.add(word.startsWith("$") ? environment.get(word.substring(1)) : word);
    }
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8);
    int code =
        SqliteMigrate.run(
            new Terminal(
                stream,
                stream,
                new BufferedReader(new StringReader("")),
                false,
                environment,
                folder),
            words.subList(1, words.size()).toArray(String[]::new));
    String said = screen.toString(StandardCharsets.UTF_8);
    if (code != 0) {
      said += "(exit code " + code + ")\n";
    }
    for (Map.Entry<String, String> name : shown.entrySet()) {
      said = said.replace(name.getKey(), name.getValue());
    }
    return said.replace(folder.toString(), "/home/anna/shop");
  }

  private void edit(String id, List<String> sql) throws Exception {
    try (var files = Files.list(folder.resolve("migrations/versions"))) {
      Path file = files.filter(each -> each.toString().contains(id)).findFirst().orElseThrow();
      String text = Files.readString(file);
      int form = text.indexOf("-- Write the statements");
      Files.writeString(file, text.substring(0, form) + String.join("\n", sql) + "\n");
    }
  }

  private static List<String> masked(List<String> lines) {
    return lines.stream()
        .map(
            line ->
                line.replaceAll("\\d+ ms", "N ms")
                    .replaceAll("\\d{8}_\\d{6}", "DATE_TIME")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "DATE"))
        .toList();
  }
}
