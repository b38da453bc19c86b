// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An example in a process of its own, as its user starts it. */
public final class Application implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path log;
  private URI address;

  private Application(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code java} with these arguments and waits until it has printed where it listens.
   *
   * @param folder where it runs; its output goes to a file there
   */
  public static Application start(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    Application application = run(folder, arguments);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && application.process.isAlive()) {
      Matcher address = ADDRESS.matcher(application.output());
      if (address.find()) {
        application.address = URI.create(address.group());
        return application;
      }
      // A short-lived process that has ended is noticed at once.
      application.process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    application.close();
    throw new AssertionError("the application does not listen:\n" + application.output());
  }

  /** Starts {@code java} with these arguments. */
  public static Application run(Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(arguments);
    Path log = Files.createTempFile(folder, "output", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Application(process, log);
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  /** What it has printed. */
  public String output() throws IOException {
    return Files.readString(log);
  }

  /** Ends it as {@code kill -9} does: it can do nothing about it. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends it as Ctrl-C or {@code kill} does, and waits until it has closed its database. */
  public void stop() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** Waits until it has ended by itself. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the application does not end");
    }
    return process.exitValue();
  }

  /** Whatever has become of it, nothing of it is left. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
