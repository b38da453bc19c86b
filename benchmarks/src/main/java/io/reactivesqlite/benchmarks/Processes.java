// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands that always end. */
final class Processes {

  /** What a command has said; the exit code is -1 where it had to be ended. */
  record Outcome(int exitCode, String output, String errors) {

    boolean isSuccess() {
      return exitCode == 0;
    }

    /** The line of the errors that says most. */
    String reason(Duration limit) {
      if (exitCode == -1) {
        return "ended after " + limit.toSeconds() + " s without a result";
      }
      List<String> lines =
          (errors + '\n' + output).lines().filter(line -> !line.isBlank()).toList();
      return lines.stream()
          .filter(line -> line.contains("OutOfMemoryError"))
          .findFirst()
          .or(() -> lines.stream().filter(line -> line.startsWith("Caused by")).reduce((a, b) -> b))
          .or(
              () ->
                  lines.stream()
                      .filter(line -> line.contains("Exception") || line.contains("Error"))
                      .findFirst())
          .orElse(lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1))
          .strip();
    }
  }

  private Processes() {}

  static Outcome run(List<String> command, Path work, Duration limit)
      throws IOException, InterruptedException {
    File output = work.resolve("output.txt").toFile();
    File errors = work.resolve("errors.txt").toFile();
    Process process;
    try {
      process = new ProcessBuilder(command).redirectOutput(output).redirectError(errors).start();
    } catch (IOException e) {
      // There is no such command here.
      return new Outcome(127, "", String.valueOf(e.getMessage()));
    }
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Outcome(ended ? process.exitValue() : -1, read(output), read(errors));
    } finally {
      process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
  }

  private static String read(File file) throws IOException {
    return new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
  }
}
