// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import static io.reactivesqlite.client.scheduling.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteQueryEvent;
import io.reactivesqlite.client.SQLiteStatementOptions;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who listens hears of every statement once, and of values only where that is allowed. */
@Timeout(120)
class QueryListenerTest {

  private static final String SECRET = "4711-secret";

  @TempDir Path directory;
  private Lab lab;
  private final List<SQLiteQueryEvent> events = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    lab = new Lab(directory);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private SQLitePool listened(SQLiteConnectOptions options) {
    SQLitePool pool = lab.pool(options);
    Lab.run(pool, "CREATE TABLE t(v UNIQUE)");
    return pool.queryListener(events::add);
  }

  private SQLiteQueryEvent only() {
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  @Test
  void aWriteIsToldWithWhatItChanged() {
    SQLitePool pool = listened(lab.options());
    await(
        pool.preparedQuery("INSERT INTO t VALUES (?) RETURNING v")
            .executeBatch(List.of(Tuple.of(1), Tuple.of(2))));
    assertThat(only().getSql()).isEqualTo("INSERT INTO t VALUES (?) RETURNING v");
    assertThat(only().getChanges()).isEqualTo(2);
    assertThat(only().getRows()).isEqualTo(2);
    assertThat(only().getDurationNanos()).isPositive();
    assertThat(only().getWaitedNanos()).isPositive();
    assertThat(only().isFailed()).isFalse();
  }

  @Test
  void aFailureIsToldAsTheCallerHearsIt() {
    SQLitePool pool = listened(lab.options());
    Throwable failure = Lab.failure(pool.query("SELECT * FROM nowhere").execute());
    assertThat(only().getFailure()).isSameAs(failure);
    assertThat(only().isFailed()).isTrue();
  }

  @Test
  void whatNeverRanIsToldWithTheTimeItWaited() {
    SQLitePool pool = listened(lab.options());
    SQLiteConnection holder = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    Lab.failure(
        pool.preparedQuery("INSERT INTO t VALUES (1)", new SQLiteStatementOptions().setTimeout(20))
            .execute());
    assertThat(only().getDurationNanos()).isZero();
    assertThat(only().getWaitedNanos()).isGreaterThanOrEqualTo(20_000_000);
    assertThat(((SQLiteException) only().getFailure()).kind()).isEqualTo(SQLiteErrorKind.TIMEOUT);
    await(tx.rollback());
    await(holder.close());
  }

  @Test
  void writesOfAGroupThatWasUndoneAreToldOnce() {
    SQLitePool pool = listened(lab.options());
    Lab.run(pool, "CREATE TABLE r(v UNIQUE ON CONFLICT ROLLBACK)");
    SQLiteConnection holder = Lab.connection(pool);
    Transaction tx = await(holder.begin());
    events.clear();
    List<io.vertx.core.Future<?>> writes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      writes.add(pool.query("INSERT INTO r VALUES (" + (i == 3 ? 0 : i) + ")").execute());
    }
    await(tx.rollback());
    writes.forEach(w -> await(w.otherwiseEmpty()));
    assertThat(pool.figures().getUndoneGroups()).isPositive();
    assertThat(events).hasSize(6);
    assertThat(events.stream().filter(SQLiteQueryEvent::isFailed)).hasSize(1);
    await(holder.close());
  }

  @Test
  void connectionsOfThePoolAreHeardToo() {
    SQLitePool pool = listened(lab.options());
    await(pool.withConnection(c -> c.query("SELECT 1").execute()));
    assertThat(only().getSql()).isEqualTo("SELECT 1");
  }

  @Test
  void aListenerOfAConnectionEndsWhenItGoesBackToThePool() {
    SQLitePool pool = lab.pool(lab.options(), 1);
    SQLiteConnection connection = Lab.connection(pool).queryListener(events::add);
    await(connection.query("SELECT 1").execute());
    assertThat(only().getRows()).isEqualTo(1);
    await(pool.query("SELECT 2").execute());
    await(connection.close());
    await(pool.withConnection(c -> c.query("SELECT 3").execute()));
    assertThat(events).hasSize(1);
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    SQLitePool pool = lab.pool();
    pool.queryListener(
        event -> {
          events.add(event);
          throw new IllegalStateException("from a listener");
        });
    Context context = lab.vertx.getOrCreateContext();
    List<Throwable> reported = new CopyOnWriteArrayList<>();
    context.exceptionHandler(reported::add);
    Promise<Long> done = Promise.promise();
    context.runOnContext(
        v ->
            pool.query("SELECT 5")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .onComplete(done));
    assertThat(await(done.future())).isEqualTo(5);
    assertThat(reported).singleElement().asString().contains("from a listener");
  }

  @Test
  void theListenerIsCalledOnTheContextOfTheCaller() {
    SQLitePool pool = lab.pool();
    Context context = lab.vertx.getOrCreateContext();
    List<Context> contexts = new CopyOnWriteArrayList<>();
    pool.queryListener(event -> contexts.add(Vertx.currentContext()));
    Promise<Void> done = Promise.promise();
    context.runOnContext(v -> pool.query("SELECT 5").execute().<Void>mapEmpty().onComplete(done));
    await(done.future());
    assertThat(contexts).containsExactly(context);
  }

  @Test
  void valuesAreHiddenUnlessTheyMayBeLogged() {
    SQLitePool pool = listened(lab.options());
    await(pool.preparedQuery("INSERT INTO t VALUES (?)").execute(Tuple.of(SECRET)));
    assertThat(only().getParameters()).isEmpty();
    assertThat(only().toString()).doesNotContain(SECRET);
    SQLitePool open = lab.pool(lab.options().setLogParameters(true)).queryListener(events::add);
    await(open.preparedQuery("SELECT ?").execute(Tuple.of(SECRET)));
    assertThat(events.get(1).getParameters())
        .singleElement()
        .extracting(tuple -> tuple.getString(0))
        .isEqualTo(SECRET);
    assertThat(events.get(1).toString()).doesNotContain(SECRET);
  }

  @Test
  void slowStatementsAreLoggedAndTheirValuesOnlyIfAllowed() {
    List<String> log = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("io.reactivesqlite.client.slow");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            log.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      String slow = Endless.slow(300_000) + " WHERE ? IS NOT NULL";
      for (boolean shown : new boolean[] {false, true}) {
        SQLitePool pool =
            lab.pool(lab.options().setSlowStatementThreshold(5).setLogParameters(shown));
        await(pool.query("SELECT 'quick'").execute());
        log.clear();
        await(pool.preparedQuery(slow).execute(Tuple.of(SECRET)));
        assertThat(log).singleElement().asString().startsWith("statement took ").contains(slow);
        assertThat(log.get(0).contains(SECRET)).isEqualTo(shown);
      }
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
  }
}
