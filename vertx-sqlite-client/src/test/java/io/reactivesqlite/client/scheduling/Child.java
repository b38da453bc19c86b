// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process with this test's class path. */
final class Child implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  Child(Class<?> main, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader();
  }

  /** The next line that it prints; {@code null} when it has ended. */
  String line() throws IOException {
    return output.readLine();
  }

  /** SIGKILL: nothing of Java's or SQLite's runs any more. */
  void kill() {
    // The process itself would also close what it has printed, unread.
    process.toHandle().destroyForcibly();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("the child does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
