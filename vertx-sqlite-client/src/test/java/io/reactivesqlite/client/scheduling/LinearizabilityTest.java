// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.JournalMode;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLitePoolFigures;
import io.reactivesqlite.client.Synchronous;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Counters that only grow, increased and read from several event loops through two pools. A read
 * must see at least what was acknowledged before it was asked for, and nobody may ever see a
 * counter shrink.
 */
@Timeout(300)
class LinearizabilityTest {

  private static final int COUNTERS = 5;
  private static final int OBSERVERS = 12;
  private static final int STEPS = Lab.LONG ? 20_000 : 600;

  @TempDir Path directory;

  private final AtomicLongArray acknowledged = new AtomicLongArray(COUNTERS);
  private final ConcurrentLinkedQueue<String> mistakes = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource(names = {"WAL", "TRUNCATE"})
  void readsSeeWhatWasAcknowledgedBeforeThem(JournalMode mode) {
    Random random = Lab.random("LinearizabilityTest " + mode);
    try (Lab lab = new Lab(directory, new VertxOptions().setEventLoopPoolSize(4))) {
      List<SQLitePool> pools = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        pools.add(lab.pool(lab.options().setJournalMode(mode).setSynchronous(Synchronous.OFF)));
      }
      Lab.run(pools.get(0), "CREATE TABLE c(id INTEGER PRIMARY KEY, v, twin)");
      for (int i = 0; i < COUNTERS; i++) {
        Lab.run(pools.get(0), "INSERT INTO c VALUES (" + i + ", 0, 0)");
      }
      List<Future<Void>> observers = new ArrayList<>();
      for (int i = 0; i < OBSERVERS; i++) {
        Observer observer = new Observer(pools, new Random(random.nextLong()));
        Promise<Void> done = Promise.promise();
        Context context = ((VertxInternal) lab.vertx).createEventLoopContext();
        context.runOnContext(v -> observer.steps(STEPS).onComplete(done));
        observers.add(done.future());
      }
      observers.forEach(Lab::await);
      assertThat(mistakes).isEmpty();
      for (int i = 0; i < COUNTERS; i++) {
        assertThat(Lab.number(pools.get(1), "SELECT v FROM c WHERE id = " + i))
            .isEqualTo(acknowledged.get(i));
      }
      for (SQLitePool pool : pools) {
        SQLitePoolFigures figures = pool.figures();
        assertThat(figures.getSnapshots()).as("%s", figures).isLessThan(figures.getReads());
      }
    }
  }

  /** Does one thing after the other, and several at once now and then. */
  private final class Observer {
    private final List<SQLitePool> pools;
    private final Random random;
    private final long[] seen = new long[COUNTERS];

    Observer(List<SQLitePool> pools, Random random) {
      this.pools = pools;
      this.random = random;
    }

    Future<Void> steps(int count) {
      AtomicInteger left = new AtomicInteger(count);
      return Lab.until(() -> left.get() <= 0, () -> step(left));
    }

    private Future<?> step(AtomicInteger left) {
      List<Future<?>> together = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        together.add(random.nextInt(4) == 0 ? write() : read());
      }
      left.addAndGet(-together.size());
      return Future.join(together);
    }

    private SQLitePool pool() {
      return pools.get(random.nextInt(pools.size()));
    }

    private Future<?> write() {
      int id = random.nextInt(COUNTERS);
      String sql = "UPDATE c SET v = v + 1, twin = twin + 1 WHERE id = ? RETURNING v";
      Future<RowSet<Row>> written =
          random.nextInt(6) == 0
              ? pool().withTransaction(c -> c.preparedQuery(sql).execute(Tuple.of(id)))
              : pool().preparedQuery(sql).execute(Tuple.of(id));
      return written.onSuccess(
          rows -> {
            long value = rows.iterator().next().getLong(0);
            acknowledged.accumulateAndGet(id, value, Math::max);
            seen[id] = Math.max(seen[id], value);
          });
    }

    private Future<?> read() {
      int id = random.nextInt(COUNTERS);
      long atLeast = Math.max(seen[id], acknowledged.get(id));
      String sql = "SELECT v, twin FROM c WHERE id = ?";
      Future<RowSet<Row>> read =
          random.nextInt(10) == 0
              ? pool().withConnection(c -> c.preparedQuery(sql).execute(Tuple.of(id)))
              : pool().preparedQuery(sql).execute(Tuple.of(id));
      return read.onSuccess(
          rows -> {
            Row row = rows.iterator().next();
            long value = row.getLong(0);
            if (value < atLeast) {
              mistakes.add("counter " + id + " was " + atLeast + " and is " + value);
            }
            if (value != row.getLong(1)) {
              mistakes.add("half a write: " + value + " and " + row.getLong(1));
            }
          });
    }
  }
}
