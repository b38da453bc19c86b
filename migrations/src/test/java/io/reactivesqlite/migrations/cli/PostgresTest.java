// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivesqlite.migrations.cli.Cli.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way up: the same files and commands on PostgreSQL, where it is installed. */
class PostgresTest {

  private static final int NOBODY = 65534;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path server;
  @TempDir Path folder;
  private static Process postgres;
  private static String url;
  private Cli cli;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(isInstalled("initdb") && isInstalled("postgres"), "PostgreSQL is not installed");
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectory(server.resolve("data"));
    boolean root = "root".equals(System.getProperty("user.name"));
    List<String> unprivileged = List.of();
    if (root) {
      // PostgreSQL refuses to run as root.
      assumeTrue(isInstalled("setpriv"), "setpriv is not installed");
      Files.setAttribute(data, "unix:uid", NOBODY);
      unprivileged =
          List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups");
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process initdb =
        start(unprivileged, "initdb", "-D", data.toString(), "-U", "anna", "--auth=trust", "-N");
    assertThat(initdb.waitFor()).isZero();
    postgres =
        start(
            unprivileged,
            "postgres",
            "-D",
            data.toString(),
            "-p",
            "" + port,
            "-k",
            data.toString(),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "fsync=off");
    url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=anna";
    awaitConnection();
  }

  private static Process start(List<String> prefix, String... command) throws Exception {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(List.of(command));
    return new ProcessBuilder(words)
        .directory(server.toFile())
        .redirectErrorStream(true)
        .redirectOutput(server.resolve(command[0] + ".log").toFile())
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

  private static void awaitConnection() throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Connection connection = DriverManager.getConnection(url)) {
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

  @AfterAll
  static void stop() throws InterruptedException {
    if (postgres != null) {
      postgres.destroy();
      postgres.waitFor();
    }
  }

  @BeforeEach
  void revisions() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema public cascade");
      statement.execute("create schema public");
    }
    cli = Cli.initialized(folder);
    cli.environment.put("SQLITE_MIGRATE_URL", url);
    cli.table("aaa111", "one");
    cli.table("bbb222", "two");
  }

  private static List<String> tables() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'public'"
                    + " and table_name not like 'databasechangelog%' order by 1")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Test
  void upDownStampAndCheckWork() throws SQLException {
    assertThat(cli.ok("current").out()).isEmpty();
    cli.ok("upgrade", "--tag", "v1");
    assertThat(tables()).containsExactly("one", "two");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222 (head)");
    assertThat(cli.ok("check").err()).contains("agree");
    assertThat(cli.ok("upgrade").err()).contains("Nothing to do");
    cli.ok("downgrade", "-1");
    assertThat(tables()).containsExactly("one");
    cli.ok("stamp", "head");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222 (head)");
  }

  @Test
  void sqlIsWrittenForTheDatabaseAsItIs() throws SQLException {
    cli.ok("upgrade", "aaa111");
    Result result = cli.ok("upgrade", "--dry-run", "--sql");
    assertThat(result.out())
        .contains("create table two", "INSERT INTO", "bbb222")
        .doesNotContain("create table one", "PRAGMA");
    assertThat(tables()).containsExactly("one");
    Result offline = cli.run("upgrade", "--sql");
    assertThat(offline.code()).isEqualTo(2);
    assertThat(offline.err()).contains("--dry-run --sql");
  }

  @Test
  void aFailedRevisionNamesFileAndStatementAndLeavesNothing() throws SQLException {
    Path file = cli.table("ccc333", "three");
    cli.edit(file, "create table three (", "create table x (id int); create tabel three (");
    Result result = cli.run("upgrade");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains(file.toString(), "ccc333", "create tabel three");
    assertThat(tables()).containsExactly("one", "two");
    assertThat(cli.ok("current").lines()).containsExactly("bbb222");
  }
}
