// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A million rows pass through a heap that could not hold them. */
class MillionRowsTest {

  private static final int ROWS = 1_000_000;
  private static final long SUM = (ROWS - 1L) * ROWS / 2;

  /** Each row carries a text of 100 characters: a hundred megabytes all together. */
  private static final String SQL =
      "WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < "
          + ROWS
          + ") SELECT i, printf('%0100d', i) FROM n";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  @ParameterizedTest
  @ValueSource(strings = {"cursor", "stream"})
  void theyPassThroughAHeapOf32Megabytes(String how) throws Exception {
    Path output = sandbox.directory().resolve("output");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                how,
                sandbox.file().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(output);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("sum " + SUM);
  }

  /** A consumer that asks for ten rows at a time gets ten at a time, however long it takes. */
  @Test
  void aSlowConsumerIsNeverGivenMoreThanItAskedFor() {
    SQLiteConnection connection = sandbox.connect();
    Promise<Integer> done = Promise.promise();
    RowStream<Row> stream = Sandbox.await(connection.prepare(SQL)).createStream(50);
    int[] seen = {0};
    int[] allowed = {0};
    stream.pause();
    stream
        .exceptionHandler(done::tryFail)
        .handler(
            row -> {
              if (++seen[0] > allowed[0]) {
                done.tryFail("more rows than were asked for");
              }
            });
    sandbox
        .vertx()
        .setPeriodic(
            1,
            id -> {
              if (seen[0] == allowed[0] && allowed[0] == 1_000) {
                sandbox.vertx().cancelTimer(id);
                done.tryComplete(seen[0]);
              } else if (seen[0] == allowed[0]) {
                allowed[0] += 10;
                stream.fetch(10);
              }
            });
    assertThat(Sandbox.await(done.future())).isEqualTo(1_000);
    Sandbox.await(stream.close());
    assertThat(Sandbox.scalar(connection, "SELECT 1")).isEqualTo(1L);
    Sandbox.await(connection.close());
  }

  /** What runs in the small process. */
  static final class Reader {

    private Reader() {}

    public static void main(String[] args) {
      Vertx vertx = Vertx.vertx();
      SQLiteConnection.connect(vertx, SQLiteConnectOptions.file(args[1]))
          .compose(
              connection ->
                  connection
                      .prepare(SQL)
                      .compose(
                          statement ->
                              args[0].equals("cursor")
                                  ? readAll(statement.cursor(), 0)
                                  : streamAll(statement.createStream(500)))
                      .compose(sum -> connection.close().map(sum)))
          .onSuccess(sum -> System.out.println("sum " + sum))
          .onFailure(Throwable::printStackTrace)
          .onComplete(ar -> vertx.close().onComplete(v -> System.exit(ar.succeeded() ? 0 : 1)));
    }

    private static Future<Long> readAll(Cursor cursor, long before) {
      return cursor
          .read(1_000)
          .compose(
              rows -> {
                long sum = before;
                for (Row row : rows) {
                  sum += row.getLong(0);
                }
                long now = sum;
                return cursor.hasMore() ? readAll(cursor, now) : cursor.close().map(now);
              });
    }

    private static Future<Long> streamAll(RowStream<Row> stream) {
      Promise<Long> promise = Promise.promise();
      long[] sum = {0};
      stream
          .exceptionHandler(promise::tryFail)
          .endHandler(v -> promise.tryComplete(sum[0]))
          .handler(row -> sum[0] += row.getLong(0));
      return promise.future();
    }
  }
}
