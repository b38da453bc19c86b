// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteBackupOptions;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A live query answers again when the whole database was replaced under it. */
class LiveQueryOverCopiesTest {

  /** Where the database is. */
  enum Place {
    FILE,
    MEMORY
  }

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<List<Object>> emitted = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private SQLitePool pool(SQLiteConnectOptions options) {
    return SQLitePool.cast(SQLiteBuilder.pool().connectingTo(options).using(vertx).build());
  }

  private SQLitePool watched(Place place) throws Exception {
    SQLitePool pool =
        pool(
            place == Place.FILE
                ? SQLiteConnectOptions.file(folder.resolve("live.db"))
                : SQLiteConnectOptions.memory());
    await(pool.executeScript("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1)"));
    pool.liveQuery("SELECT i FROM t ORDER BY i")
        .exceptionHandler(failures::add)
        .handler(rows -> emitted.add(column(rows)));
    assertThat(next()).containsExactly(1);
    return pool;
  }

  private static List<Object> column(RowSet<Row> rows) {
    List<Object> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(row.getValue(0)));
    return cells;
  }

  private List<Object> next() throws Exception {
    List<Object> next = emitted.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("an emission; failures: " + failures).isNotNull();
    return next;
  }

  /** Another database with another row. */
  private SQLitePool other() throws Exception {
    SQLitePool other = pool(SQLiteConnectOptions.memory());
    await(other.executeScript("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (2)"));
    return other;
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aFileThatIsRestored(Place place) throws Exception {
    SQLitePool pool = watched(place);
    String file = folder.resolve("other.db").toString();
    await(other().backup().toFile(file));
    await(pool.backup().restoreFile(file));
    assertThat(next()).containsExactly(2);
    // And it goes on with the new database.
    await(pool.query("INSERT INTO t VALUES (3)").execute());
    assertThat(next()).containsExactly(2, 3);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void bytesThatAreDeserialized(Place place) throws Exception {
    SQLitePool pool = watched(place);
    Buffer bytes = await(other().backup().serialize());
    await(pool.backup().deserialize(bytes));
    assertThat(next()).containsExactly(2);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aCopyOfAnotherPool(Place place) throws Exception {
    SQLitePool pool = watched(place);
    await(other().backup().toPool(pool, new SQLiteBackupOptions(), null));
    assertThat(next()).containsExactly(2);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void sqlThatIsLoaded(Place place) throws Exception {
    SQLitePool pool = watched(place);
    await(pool.backup().load(new Piece("INSERT INTO t VALUES (5); INSERT INTO t VALUES (6);")));
    assertThat(next()).containsExactly(1, 5, 6);
  }

  @Test
  void aTableThatIsGoneEndsItWithTheReason() throws Exception {
    SQLitePool pool = watched(Place.FILE);
    SQLitePool other = pool(SQLiteConnectOptions.memory());
    await(other.executeScript("CREATE TABLE u (i)"));
    await(other.backup().toPool(pool, new SQLiteBackupOptions(), null));
    assertThat(failures.poll(20, TimeUnit.SECONDS)).hasMessageContaining("no such table: t");
  }

  /** A stream of one piece. */
  private static final class Piece implements ReadStream<String> {
    private final String piece;
    private Handler<String> handler;
    private Handler<Void> endHandler;

    Piece(String piece) {
      this.piece = piece;
    }

    @Override
    public ReadStream<String> exceptionHandler(Handler<Throwable> handler) {
      return this;
    }

    @Override
    public ReadStream<String> handler(Handler<String> handler) {
      this.handler = handler;
      return this;
    }

    @Override
    public ReadStream<String> pause() {
      return this;
    }

    @Override
    public ReadStream<String> resume() {
      return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<String> fetch(long amount) {
      handler.handle(piece);
      endHandler.handle(null);
      return this;
    }

    @Override
    public ReadStream<String> endHandler(Handler<Void> handler) {
      this.endHandler = handler;
      return this;
    }
  }
}
