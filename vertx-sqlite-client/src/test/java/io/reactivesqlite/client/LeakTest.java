// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.error;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.scheduling.Database;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever is done ten thousand times leaves nothing behind. Runs a fifth of that by default;
 * {@code -Dleak.rounds=10000} for all.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "open files are counted in /proc")
class LeakTest {

  private static final int ROUNDS = Integer.getInteger("leak.rounds", 2_000);
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  /** The open files below the test's directory. */
  private Set<String> openFiles() {
    try (var descriptors = Files.list(OPEN_FILES)) {
      return descriptors
          .map(LeakTest::target)
          .filter(target -> target.startsWith(sandbox.directory().toString()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long openFileCount() {
    try (var descriptors = Files.list(OPEN_FILES)) {
      return descriptors
          .map(LeakTest::target)
          .filter(target -> target.startsWith(sandbox.directory().toString()))
          .count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      // It was closed while the directory was read.
      return "";
    }
  }

  @Test
  void connectionsWithoutAPoolLeaveNothing() {
    SQLitePool pool = sandbox.pool(sandbox.options(), new PoolOptions().setMaxSize(4));
    run(pool, "CREATE TABLE t(a)");
    long files = openFileCount();
    for (int i = 0; i < ROUNDS / 10; i++) {
      SQLiteConnection connection = sandbox.connect();
      run(connection, "INSERT INTO t VALUES (1)");
      await(connection.close());
    }
    // The pool itself may have opened a lane more by now.
    assertThat(openFileCount()).isLessThanOrEqualTo(files + 2);
    assertThat(Database.openCount()).isEqualTo(1);
    await(pool.close());
    assertThat(openFiles()).isEmpty();
  }

  @Test
  void connectionsTakenFromAPoolAndGivenBackLeaveNothing() {
    SQLitePool pool = sandbox.pool(sandbox.options(), new PoolOptions().setMaxSize(2));
    run(pool, "CREATE TABLE t(a)");
    for (int i = 0; i < ROUNDS; i++) {
      SqlConnection connection = await(pool.getConnection());
      if (i % 3 == 0) {
        await(connection.begin());
      }
      run(connection, "INSERT INTO t VALUES (1)");
      await(connection.close());
    }
    assertThat(pool.figures().getConnections()).isLessThanOrEqualTo(2);
    await(pool.close());
    assertThat(openFiles()).isEmpty();
  }

  @Test
  void statementsThatArePreparedAndForgottenLeaveNoMoreThanTheCacheHolds() {
    SQLiteConnection connection =
        sandbox.connect(sandbox.options().setPreparedStatementCacheMaxSize(16));
    for (int i = 0; i < ROUNDS; i++) {
      PreparedStatement statement = await(connection.prepare("SELECT " + i + " + ?"));
      if (i % 2 == 0) {
        await(statement.query().execute(Tuple.of(1)));
      }
      if (i % 3 == 0) {
        await(statement.close());
      }
    }
    // SQLite itself knows all statements that are open on a connection.
    assertThat(run(connection, "SELECT count(*) FROM sqlite_schema").size()).isEqualTo(1);
    await(connection.close());
    assertThat(openFiles()).isEmpty();
  }

  @Test
  void cursorsThatAreAbandonedEndWithTheirConnection() {
    SQLitePool pool = sandbox.pool(sandbox.options(), new PoolOptions().setMaxSize(1));
    run(pool, "CREATE TABLE t(a)");
    run(pool, "INSERT INTO t VALUES (1), (2), (3)");
    for (int i = 0; i < ROUNDS; i++) {
      SqlConnection connection = await(pool.getConnection());
      PreparedStatement statement = await(connection.prepare("SELECT a FROM t"));
      await(statement.cursor().read(1));
      await(connection.close());
    }
    SqlConnection connection = await(pool.getConnection());
    run(connection, "DROP TABLE t");
    await(connection.close());
  }

  @Test
  void openingsThatFailLeaveNothing() throws Exception {
    Path text = Files.writeString(sandbox.directory().resolve("text"), "no database".repeat(500));
    SQLitePool notADatabase = sandbox.pool(SQLiteConnectOptions.file(text));
    SQLitePool missing =
        sandbox.pool(SQLiteConnectOptions.file(sandbox.directory().resolve("no/such")));
    SQLitePool badInit =
        sandbox.pool(
            SQLiteConnectOptions.file(sandbox.directory().resolve("init"))
                .addInitSql("SELECT missing_function()"));
    for (int i = 0; i < ROUNDS / 4; i++) {
      error(notADatabase.query("SELECT 1").execute());
      error(missing.query("SELECT 1").execute());
      error(badInit.query("SELECT 1").execute());
      error(badInit.getConnection());
    }
    assertThat(openFiles().stream().filter(file -> !file.contains("/init"))).isEmpty();
    assertThat(openFileCount()).as("the files of one connection").isLessThanOrEqualTo(4);
    await(badInit.close());
    assertThat(openFiles()).isEmpty();
  }

  @Test
  void poolsThatAreOpenedAndClosedLeaveNothing() {
    int threads = Thread.activeCount();
    for (int i = 0; i < ROUNDS / 20; i++) {
      SQLitePool pool = sandbox.pool();
      run(pool, "SELECT count(*) FROM sqlite_schema");
      await(pool.close());
    }
    assertThat(Database.openCount()).isZero();
    assertThat(openFiles()).isEmpty();
    until("the workers have ended", () -> Sandbox.workerThreads() == 0);
    until("no more threads than before", () -> Thread.activeCount() <= threads + 8);
  }

  @Test
  void statementsThatFailLeaveNothing() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t(a INT UNIQUE)");
    run(connection, "INSERT INTO t VALUES (1)");
    for (int i = 0; i < ROUNDS; i++) {
      error(connection.query("SELEC " + i).execute());
      error(connection.query("INSERT INTO t VALUES (1)").execute());
      error(connection.preparedQuery("SELECT ?").execute(Tuple.of(1, 2)));
    }
    run(connection, "DROP TABLE t");
    await(connection.close());
    assertThat(openFiles()).isEmpty();
  }
}
