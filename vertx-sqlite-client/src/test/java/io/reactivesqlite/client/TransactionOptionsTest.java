// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.OnFiles.await;
import static io.reactivesqlite.client.OnFiles.run;
import static io.reactivesqlite.client.OnFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionOptionsTest {

  @TempDir Path directory;
  private OnFiles files;
  private SQLitePool pool;

  @BeforeEach
  void open() {
    files = new OnFiles(directory);
    pool = files.pool(files.options("t.db").setBusyTimeout(20), new PoolOptions().setMaxSize(1));
    run(pool, "CREATE TABLE t (x)");
  }

  @AfterEach
  void close() {
    files.close();
  }

  private static void assertTimeout(Future<?> future) {
    assertThatThrownBy(() -> await(future))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.TIMEOUT));
  }

  @Test
  void itCommitsAndGivesTheResult() {
    String result =
        await(
            pool.withTransaction(
                new SQLiteTransactionOptions(),
                c -> c.query("INSERT INTO t VALUES (1)").execute().map("done")));

    assertThat(result).isEqualTo("done");
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(1L);
  }

  @Test
  void aLockOfAnotherProgramIsTriedAgainUntilItIsGone() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite:" + files.path("t.db"));
        Statement statement = plain.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Future<Object> result =
          pool.withTransaction(
              new SQLiteTransactionOptions()
                  .setMode(TransactionMode.DEFERRED)
                  .setAttempts(1_000)
                  .setFirstPause(1)
                  .setLongestPause(5),
              c -> {
                if (tries.incrementAndGet() == 3) {
                  try {
                    statement.execute("COMMIT");
                  } catch (java.sql.SQLException e) {
                    return Future.failedFuture(e);
                  }
                }
                return c.query("INSERT INTO t VALUES (1)").execute().map("done");
              });

      assertThat(await(result)).isEqualTo("done");
    }
    assertThat(tries.get()).isGreaterThanOrEqualTo(3);
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(1L);
  }

  @Test
  void aStaleSnapshotIsTriedAgainWithAFreshOne() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    run(pool, "INSERT INTO t VALUES (1)");
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite:" + files.path("t.db"));
        Statement statement = plain.createStatement()) {
      await(
          pool.withTransaction(
              new SQLiteTransactionOptions().setMode(TransactionMode.DEFERRED).setFirstPause(1),
              c ->
                  c.query("SELECT max(x) FROM t")
                      .execute()
                      .map(rows -> rows.iterator().next().getLong(0))
                      .onSuccess(
                          max -> {
                            if (tries.incrementAndGet() == 1) {
                              commitElsewhere(statement);
                            }
                          })
                      .compose(
                          max -> c.query("INSERT INTO t VALUES (" + (max + 1) + ")").execute())));
    }

    assertThat(tries).hasValue(2);
    assertThat(value(pool, "SELECT group_concat(x, ' ') FROM t")).isEqualTo("1 2 3");
  }

  private static void commitElsewhere(Statement statement) {
    try {
      statement.execute("INSERT INTO t SELECT max(x) + 1 FROM t");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void otherFailuresAreNotTriedAgain() {
    AtomicInteger tries = new AtomicInteger();

    assertThatThrownBy(
            () ->
                await(
                    pool.withTransaction(
                        new SQLiteTransactionOptions(),
                        c -> {
                          tries.incrementAndGet();
                          return c.query("INSERT INTO t VALUES (1)")
                              .execute()
                              .compose(v -> Future.failedFuture("my own"));
                        })))
        .hasMessage("my own");
    assertThatThrownBy(
            () ->
                await(
                    pool.withTransaction(
                        new SQLiteTransactionOptions(),
                        c -> {
                          throw new IllegalStateException("thrown");
                        })))
        .hasMessage("thrown");
    assertThat(tries).hasValue(1);
    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(0L);
  }

  @Test
  void afterTheLastAttemptTheErrorIsTold() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    try (Connection plain = DriverManager.getConnection("jdbc:sqlite:" + files.path("t.db"));
        Statement statement = plain.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(
              () ->
                  await(
                      pool.withTransaction(
                          new SQLiteTransactionOptions()
                              .setMode(TransactionMode.DEFERRED)
                              .setAttempts(3)
                              .setFirstPause(1),
                          c -> {
                            tries.incrementAndGet();
                            return c.query("INSERT INTO t VALUES (1)").execute();
                          })))
          .asInstanceOf(type(SQLiteException.class))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.BUSY));
    }
    assertThat(tries).hasValue(3);
  }

  @Test
  void aStatementThatTakesTooLongIsInterruptedAndAllIsRolledBack() {
    assertTimeout(
        pool.withTransaction(
            new SQLiteTransactionOptions().setTimeout(100),
            c ->
                c.query("INSERT INTO t VALUES (1)")
                    .execute()
                    .compose(
                        v ->
                            c.query(
                                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
                                .execute())));

    assertThat(value(pool, "SELECT count(*) FROM t")).isEqualTo(0L);
    run(pool, "INSERT INTO t VALUES (2)");
    Long viaConnection =
        await(
            pool.withConnection(
                c -> SQLiteConnection.cast(c).scalar(Long.class, "SELECT count(*) FROM t")));
    assertThat(viaConnection).isEqualTo(1L);
  }

  @Test
  void aFunctionThatNeverEndsKeepsNeitherTheTurnNorTheConnection() {
    AtomicReference<SqlConnection> kept = new AtomicReference<>();
    Promise<Void> never = Promise.promise();
    assertTimeout(
        pool.withTransaction(
            new SQLiteTransactionOptions().setTimeout(50),
            c -> {
              kept.set(c);
              return c.query("INSERT INTO t VALUES (1)").execute().compose(v -> never.future());
            }));

    await(pool.withTransaction(c -> c.query("INSERT INTO t VALUES (2)").execute()));
    assertThat(value(pool, "SELECT group_concat(x) FROM t")).isEqualTo("2");
    assertThatThrownBy(() -> run(kept.get(), "INSERT INTO t VALUES (3)"))
        .asInstanceOf(type(SQLiteException.class))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CLOSED));
    never.complete();
    assertThat(value(pool, "SELECT group_concat(x) FROM t")).isEqualTo("2");
  }

  @Test
  void waitingForAConnectionCountsToo() {
    SqlConnection held = await(pool.getConnection());
    assertTimeout(
        pool.withTransaction(
            new SQLiteTransactionOptions().setTimeout(50), c -> Future.succeededFuture()));
    await(held.close());

    run(pool, "INSERT INTO t VALUES (1)");
    await(pool.withTransaction(c -> c.query("INSERT INTO t VALUES (2)").execute()));
  }

  @Test
  void optionsAreCheckedAndGoThroughJson() {
    SQLiteTransactionOptions options =
        new SQLiteTransactionOptions().setMode(TransactionMode.EXCLUSIVE).setAttempts(2);

    assertThat(new SQLiteTransactionOptions(options.toJson()).toJson()).isEqualTo(options.toJson());
    assertThat(new SQLiteTransactionOptions(new JsonObject()).getAttempts()).isEqualTo(5);
    assertThatThrownBy(() -> options.setAttempts(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> options.setTimeout(-1)).hasMessageContaining("at least 0");
  }
}
