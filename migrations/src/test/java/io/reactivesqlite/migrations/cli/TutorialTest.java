// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tutorial, and writes it anew with {@code -Dupdate.docs=true}. */
class TutorialTest {

  private static final Path PAGE = Path.of("../docs/migrations/tutorial.md");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir Path folder;

  @Test
  void everyTranscriptIsReal() throws Exception {
    List<String> page = Files.readAllLines(PAGE);
    List<String> fresh = new ArrayList<>();
    String block = "";
    String edited = "";
    List<String> sql = new ArrayList<>();
    for (String line : page) {
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
        } else if (line.startsWith("<!-- run: ")) {
          run(line.replace("<!-- run: ", "").replace(" -->", ""));
        } else if (line.startsWith("<!-- edit: ")) {
          edited = line.replace("<!-- edit: ", "").replace(" -->", "");
        }
        fresh.add(line);
      }
    }
    if (Boolean.getBoolean("update.docs")) {
      Files.write(PAGE, fresh);
    }
    assertThat(masked(Files.readAllLines(PAGE))).isEqualTo(masked(fresh));
  }

  // What a person would see: both streams in one, paths and times as on any other day.
  private String run(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8);
    int code =
        SqliteMigrate.run(
            new Terminal(
                stream, stream, new BufferedReader(new StringReader("")), false, Map.of(), folder),
            words.subList(1, words.size()).toArray(String[]::new));
    String said = screen.toString(StandardCharsets.UTF_8);
    if (code != 0) {
      said += "(exit code " + code + ")\n";
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
