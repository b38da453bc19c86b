// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.scalar;
import static io.reactivesqlite.client.Sandbox.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RowStreamTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private SQLiteConnection connection;
  private final List<Integer> seen = new CopyOnWriteArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  @BeforeEach
  void connect() {
    connection = sandbox.connect();
    run(connection, "CREATE TABLE t(a INTEGER PRIMARY KEY)");
    await(
        connection
            .preparedQuery("INSERT INTO t VALUES (?)")
            .executeBatch(IntStream.range(0, 100).mapToObj(i -> Tuple.of(i)).toList()));
  }

  @AfterEach
  void close() {
    await(connection.close());
  }

  private RowStream<Row> stream(int fetch) {
    return await(connection.prepare("SELECT a FROM t ORDER BY a")).createStream(fetch);
  }

  @Test
  void allRowsComeInOrderAndThenTheEnd() {
    Promise<Void> end = Promise.promise();
    stream(7)
        .exceptionHandler(end::tryFail)
        .endHandler(v -> end.complete())
        .handler(row -> seen.add(row.getInteger(0)));
    await(end.future());
    assertThat(seen).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void aPausedStreamGivesAsManyRowsAsAreFetched() {
    RowStream<Row> stream = stream(10);
    stream.pause();
    stream.endHandler(v -> ended.set(true)).handler(row -> seen.add(row.getInteger(0)));
    stream.fetch(5);
    until("five rows came", () -> seen.size() == 5);
    // What is asked of the connection now comes after anything that the stream had asked for.
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
    assertThat(seen).containsExactly(0, 1, 2, 3, 4);
    stream.fetch(30);
    until("35 rows came", () -> seen.size() == 35);
    assertThat(scalar(connection, "SELECT 1")).isEqualTo(1L);
    assertThat(seen).hasSize(35);
    assertThat(ended).isFalse();
    stream.resume();
    until("the stream has ended", ended::get);
    assertThat(seen).hasSize(100);
  }

  @Test
  void aStreamThatIsClosedEarlyLeavesNothingOpen() {
    RowStream<Row> stream = stream(10);
    stream.pause();
    stream.handler(row -> seen.add(row.getInteger(0)));
    stream.fetch(3);
    until("three rows came", () -> seen.size() == 3);
    await(stream.close());
    run(connection, "DROP TABLE t");
    assertThat(seen).hasSize(3);
  }

  @Test
  void aStreamThatFailsTellsItsExceptionHandlerAndLeavesNothingOpen() {
    Promise<Void> end = Promise.promise();
    await(
            connection.prepare(
                "SELECT CASE a WHEN 50 THEN abs(-9223372036854775808) ELSE a END FROM t"))
        .createStream(20)
        .exceptionHandler(end::tryFail)
        .endHandler(v -> end.complete())
        .handler(row -> seen.add(row.getInteger(0)));
    assertThat(Sandbox.error(end.future())).hasMessageContaining("integer overflow");
    assertThat(seen).hasSize(40);
    run(connection, "DROP TABLE t");
  }

  @Test
  void aStreamTakesParameters() {
    Promise<Void> end = Promise.promise();
    await(connection.prepare("SELECT a FROM t WHERE a >= ?"))
        .createStream(20, Tuple.of(90))
        .exceptionHandler(end::tryFail)
        .endHandler(v -> end.complete())
        .handler(row -> seen.add(row.getInteger(0)));
    await(end.future());
    assertThat(seen).hasSize(10);
  }

  @Test
  void twoStreamsOnOneConnectionTakeTurns() {
    Promise<Void> one = Promise.promise();
    Promise<Void> two = Promise.promise();
    List<Integer> others = new CopyOnWriteArrayList<>();
    stream(3).endHandler(v -> one.complete()).handler(row -> seen.add(row.getInteger(0)));
    stream(5).endHandler(v -> two.complete()).handler(row -> others.add(row.getInteger(0)));
    await(one.future());
    await(two.future());
    assertThat(seen).isEqualTo(others).hasSize(100);
  }
}
