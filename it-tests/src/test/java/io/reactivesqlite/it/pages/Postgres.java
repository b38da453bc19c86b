// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A server of PostgreSQL for one class of tests, where it is installed. */
final class Postgres {

  private static final int NOBODY = 65534;
  private static final int TRIES = 600;

  private final Path folder;
  private final Process process;
  final PgConnectOptions options;

  private Postgres(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setDatabase("postgres")
            .setUser("anna");
  }

  static Postgres start() throws Exception {
    assumeTrue(isInstalled("initdb") && isInstalled("postgres"), "PostgreSQL is not installed");
    Path folder = Files.createTempDirectory("postgres");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectory(folder.resolve("data"));
    List<String> who = List.of();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to run as root.
      assumeTrue(isInstalled("setpriv"), "setpriv is not installed");
      Files.setAttribute(data, "unix:uid", NOBODY);
      who = List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups");
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String at = data.toString();
    Process initdb = run(who, folder, "initdb", "-D", at, "-U", "anna", "--auth=trust", "-N");
    assertThat(initdb.waitFor()).as("initdb").isZero();
    Process server =
        run(
            who,
            folder,
            List.of("postgres", "-D", at, "-p", "" + port, "-k", at, "-F").toArray(String[]::new));
    Postgres postgres = new Postgres(folder, server, port);
    postgres.awaitConnection();
    return postgres;
  }

  private static Process run(List<String> who, Path folder, String... command) throws Exception {
    List<String> words = new ArrayList<>(who);
    words.addAll(List.of(command));
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(command[0] + ".log").toFile())
        .start();
  }

  private static boolean isInstalled(String program) {
    for (String path : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(path, program))) {
        return true;
      }
    }
    return false;
  }

  private void awaitConnection() {
    Vertx vertx = Vertx.vertx();
    try {
      for (int i = 1; ; i++) {
        try {
          await(PgConnection.connect(vertx, options).compose(PgConnection::close));
          return;
        } catch (Exception notYet) {
          assertThat(process.isAlive() && i < TRIES).as(notYet.getMessage()).isTrue();
          LockSupport.parkNanos(50_000_000);
        }
      }
    } finally {
      await(vertx.close());
    }
  }

  void stop() throws Exception {
    process.destroy();
    process.waitFor();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
