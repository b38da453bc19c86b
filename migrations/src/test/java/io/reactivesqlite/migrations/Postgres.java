// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A real PostgreSQL on loopback, one for all tests of this JVM, started when the first asks for it.
 * Where none is installed the test is skipped, and says so.
 */
public final class Postgres {

  private static final int NOBODY = 65534;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static Postgres server;

  private final Path folder;
  private final int port;
  private int databases;

  private Postgres() throws Exception {
    folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "postgres");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectory(folder.resolve("data"));
    List<String> unprivileged = List.of();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root.
      Files.setAttribute(data, "unix:uid", NOBODY);
      unprivileged =
          List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups");
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String at = data.toString();
    assertThat(
            start(unprivileged, "initdb", "-D", at, "-U", "anna", "--auth=trust", "-N", "-EUTF8")
                .waitFor())
        .isZero();
    Process postgres =
        start(
            unprivileged,
            "postgres",
            "-D",
            at,
            "-p",
            "" + port,
            "-k",
            at,
            "-c",
            "fsync=off",
            "-c",
            "listen_addresses=127.0.0.1");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
    awaitConnection(postgres);
  }

  /** A new and empty database. */
  public static synchronized Postgres.Database database() {
    boolean here =
        program("initdb").isPresent()
            && program("postgres").isPresent()
            && (!"root".equals(System.getProperty("user.name")) || program("setpriv").isPresent());
    if (!here) {
      System.err.println(
          "NOTICE: PostgreSQL is not installed, its tests are skipped. Debian: apt-get install postgresql");
    }
    assumeTrue(here, "PostgreSQL is not installed");
    try {
      if (server == null) {
        server = new Postgres();
      }
      return server.newDatabase();
    } catch (Exception failure) {
      throw new IllegalStateException("PostgreSQL does not start", failure);
    }
  }

  private Database newDatabase() throws SQLException {
    String name = "test" + ++databases;
    new Database(url("postgres")).execute("create database " + name);
    return new Database(url(name));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=anna".formatted(port, database);
  }

  private Process start(List<String> prefix, String name, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(prefix);
    words.add(program(name).orElseThrow().toString());
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  /** On the path, or where Debian keeps the server's own programs. */
  private static Optional<Path> program(String name) {
    List<Path> places = new ArrayList<>();
    for (String path : System.getenv("PATH").split(":")) {
      places.add(Path.of(path));
    }
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (DirectoryStream<Path> versions = Files.newDirectoryStream(debian)) {
        versions.forEach(version -> places.add(version.resolve("bin")));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return places.stream().map(place -> place.resolve(name)).filter(Files::isExecutable).findAny();
  }

  private void awaitConnection(Process postgres) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Connection connection = DriverManager.getConnection(url("postgres"))) {
        assertThat(connection.isValid(5)).isTrue();
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > deadline || !postgres.isAlive()) {
          throw notYet;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static void stop(Process postgres) {
    postgres.destroy();
    try {
      postgres.waitFor();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A database of a test.
   *
   * @param url for JDBC
   */
  public record Database(String url) {

    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url);
    }

    public void execute(String sql) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    /** All columns of all rows, as text. */
    public List<String> query(String sql) throws SQLException {
      List<String> found = new ArrayList<>();
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(rows.getString(i));
          }
          found.add(String.join("|", row.stream().map(String::valueOf).toList()));
        }
      }
      return found;
    }
  }
}
