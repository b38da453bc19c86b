// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteLiveQuery;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveQueryTest {

  private static final String SCHEMA =
      """
      CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
      CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT, author INTEGER REFERENCES author ON DELETE CASCADE);
      CREATE TABLE tag (name TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE other (x);
      CREATE TABLE log (what TEXT);
      CREATE VIEW shelf AS SELECT b.title, a.name FROM book b JOIN author a ON a.id = b.author;
      CREATE TRIGGER logged AFTER INSERT ON other BEGIN INSERT INTO log VALUES (CASE WHEN new.x THEN 'x' END); END;
      CREATE VIRTUAL TABLE search USING fts5(body);
      INSERT INTO author VALUES (1, 'Le Guin');
      INSERT INTO book VALUES (1, 'The Dispossessed', 1);
      INSERT INTO tag VALUES ('sf');
      """;

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private SQLitePool pool;
  private String file;

  @BeforeEach
  void open() throws Exception {
    file = folder.resolve("live.db").toString();
    pool = pool(file);
    await(pool.withConnection(c -> SQLiteConnection.cast(c).executeScript(SCHEMA)));
  }

  private SQLitePool pool(String path) {
    Pool built =
        SQLiteBuilder.pool().connectingTo(SQLiteConnectOptions.file(path)).using(vertx).build();
    return SQLitePool.cast(built);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** What a live query has emitted, in order. */
  private static final class Emissions {
    final BlockingQueue<List<Object>> rows = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    Emissions(SQLiteLiveQuery query) {
      query
          .exceptionHandler(failures::add)
          .endHandler(v -> ends.add("end"))
          .handler(set -> rows.add(firstColumn(set)));
    }

    private static List<Object> firstColumn(RowSet<Row> set) {
      List<Object> values = new ArrayList<>();
      set.forEach(row -> values.add(row.getValue(0)));
      return values;
    }

    List<Object> next() throws InterruptedException {
      List<Object> next = rows.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("an emission").isNotNull();
      return next;
    }
  }

  private void run(String sql) throws Exception {
    await(pool.query(sql).execute());
  }

  @Test
  void givesTheRowsOfNowAndThoseAfterEachCommit() throws Exception {
    Emissions titles = new Emissions(pool.liveQuery("SELECT title FROM book ORDER BY id"));
    assertThat(titles.next()).containsExactly("The Dispossessed");

    run("INSERT INTO book VALUES (2, 'The Lathe of Heaven', 1)");
    assertThat(titles.next()).containsExactly("The Dispossessed", "The Lathe of Heaven");

    run("DELETE FROM book WHERE id = 1");
    assertThat(titles.next()).containsExactly("The Lathe of Heaven");
  }

  @Test
  void takesParameters() throws Exception {
    Emissions titles =
        new Emissions(pool.liveQuery("SELECT title FROM book WHERE id = ?", Tuple.of(7)));
    assertThat(titles.next()).isEmpty();

    run("INSERT INTO book VALUES (7, 'Lavinia', 1)");
    assertThat(titles.next()).containsExactly("Lavinia");
  }

  @Test
  void isSilentForTablesThatItDoesNotRead() throws Exception {
    Emissions titles = new Emissions(pool.liveQuery("SELECT title FROM book ORDER BY id"));
    titles.next();

    run("INSERT INTO tag VALUES ('utopia')");
    run("UPDATE book SET title = 'Changed'");
    assertThat(titles.next()).containsExactly("Changed");
    assertThat(titles.rows).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE author SET name = 'U. K. Le Guin'",
        "INSERT INTO book VALUES (3, 'Tehanu', 1)",
        "DELETE FROM author",
        "DELETE FROM book",
        "REPLACE INTO author VALUES (2, 'Le Guin')"
      })
  void seesThroughViewsAndForeignKeyActions(String sql) throws Exception {
    Emissions shelf = new Emissions(pool.liveQuery("SELECT title || name FROM shelf"));
    List<Object> before = shelf.next();

    run(sql);
    assertThat(shelf.next()).isNotEqualTo(before);
  }

  @Test
  void seesThroughTriggers() throws Exception {
    Emissions log = new Emissions(pool.liveQuery("SELECT count(*) FROM log"));
    log.next();

    run("INSERT INTO other VALUES (1)");
    assertThat(log.next()).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO tag VALUES ('fantasy')",
        "DELETE FROM tag",
        "REPLACE INTO tag VALUES ('SF')",
        "UPDATE tag SET name = 'x'"
      })
  void seesTablesWithoutRowid(String sql) throws Exception {
    Emissions tags = new Emissions(pool.liveQuery("SELECT name FROM tag ORDER BY name"));
    List<Object> before = tags.next();

    run(sql);
    assertThat(tags.next()).isNotEqualTo(before);
  }

  @Test
  void seesVirtualTables() throws Exception {
    Emissions found =
        new Emissions(pool.liveQuery("SELECT body FROM search WHERE search MATCH 'dragon'"));
    assertThat(found.next()).isEmpty();

    run("INSERT INTO search VALUES ('a dragon')");
    assertThat(found.next()).containsExactly("a dragon");
  }

  @Test
  void waitsForTheCommitOfATransaction() throws Exception {
    Emissions tags = new Emissions(pool.liveQuery("SELECT name FROM tag ORDER BY name"));
    tags.next();

    await(
        pool.withTransaction(
            c ->
                c.query("INSERT INTO tag VALUES ('a')")
                    .execute()
                    .compose(v -> c.query("INSERT INTO tag VALUES ('b')").execute())));
    assertThat(tags.next()).containsExactly("a", "b", "sf");
    assertThat(tags.rows).isEmpty();
  }

  @Test
  void isSilentWhenATransactionIsRolledBack() throws Exception {
    Emissions tags = new Emissions(pool.liveQuery("SELECT name FROM tag ORDER BY name"));
    tags.next();

    Future<Void> rolledBack =
        pool.withTransaction(
            c ->
                c.query("INSERT INTO tag VALUES ('a')")
                    .execute()
                    .compose(v -> Future.failedFuture("no")));
    assertThat(rolledBack.toCompletionStage().toCompletableFuture())
        .failsWithin(20, TimeUnit.SECONDS);
    run("INSERT INTO tag VALUES ('z')");
    assertThat(tags.next()).containsExactly("sf", "z");
    assertThat(tags.rows).isEmpty();
  }

  @Test
  void seesTheCommitsOfAnotherPool() throws Exception {
    SQLitePool other = pool(file);
    Emissions tags = new Emissions(pool.liveQuery("SELECT name FROM tag ORDER BY name"));
    tags.next();

    await(other.query("INSERT INTO tag VALUES ('a')").execute());
    assertThat(tags.next()).containsExactly("a", "sf");
  }

  @Test
  void seesTheCommitsOfStrangers() throws Exception {
    Emissions tags = new Emissions(pool.liveQuery("SELECT name FROM tag ORDER BY name"));
    tags.next();

    // A connection that this client knows nothing of, as another process would have it.
    try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = jdbc.createStatement()) {
      statement.execute("INSERT INTO tag VALUES ('stranger')");
    }
    assertThat(tags.next()).containsExactly("sf", "stranger");
  }

  @Test
  void seesTheCommitsOfStrangersWhileThisProcessCommitsAllTheTime() throws Exception {
    Emissions tags = new Emissions(pool.liveQuery("SELECT name FROM tag ORDER BY name"));
    tags.next();
    long timer =
        vertx.setPeriodic(5, id -> pool.query("INSERT INTO log VALUES ('busy')").execute());

    try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
        var statement = jdbc.createStatement()) {
      statement.execute("INSERT INTO tag VALUES ('stranger')");
    }
    assertThat(tags.next()).containsExactly("sf", "stranger");
    vertx.cancelTimer(timer);
  }

  @Test
  void answersManyCommitsAtOnceWhenTheConsumerIsSlow() throws Exception {
    SQLiteLiveQuery query = pool.liveQuery("SELECT count(*) FROM tag");
    query.pause();
    query.fetch(1);
    Emissions counts = new Emissions(query);
    assertThat(counts.next()).containsExactly(1L);

    for (int i = 0; i < 50; i++) {
      run("INSERT INTO tag VALUES ('t" + i + "')");
    }
    assertThat(counts.rows).isEmpty();
    query.fetch(1);
    assertThat(counts.next()).containsExactly(51L);
    assertThat(counts.rows).isEmpty();
  }

  @Test
  void endsWhenClosedAndSaysNothingMore() throws Exception {
    SQLiteLiveQuery query = pool.liveQuery("SELECT name FROM tag");
    Emissions tags = new Emissions(query);
    tags.next();

    await(query.close());
    assertThat(tags.ends.poll(20, TimeUnit.SECONDS)).isEqualTo("end");
    run("INSERT INTO tag VALUES ('late')");
    assertThat(tags.rows).isEmpty();
  }

  @Test
  void endsWithItsPool() throws Exception {
    Emissions tags = new Emissions(pool.liveQuery("SELECT name FROM tag"));
    tags.next();

    await(pool.close());
    assertThat(tags.ends.poll(20, TimeUnit.SECONDS)).isEqualTo("end");
    assertThat(tags.failures).isEmpty();
  }

  @Test
  void endsWithTheFailureOfItsQuery() throws Exception {
    Emissions tags = new Emissions(pool.liveQuery("SELECT name FROM tag"));
    tags.next();

    run("DROP TABLE tag");
    assertThat(tags.failures.poll(20, TimeUnit.SECONDS)).hasMessageContaining("no such table: tag");
    assertThat(tags.ends.poll(20, TimeUnit.SECONDS)).isEqualTo("end");
  }

  @Test
  void tellsAtOnceWhenTheQueryIsWrong() throws Exception {
    Emissions wrong = new Emissions(pool.liveQuery("SELECT name FROM nowhere"));
    assertThat(wrong.failures.poll(20, TimeUnit.SECONDS)).hasMessageContaining("nowhere");
  }

  @Test
  void refusesAStatementThatWrites() throws Exception {
    Emissions writing = new Emissions(pool.liveQuery("DELETE FROM tag RETURNING name"));
    assertThat(writing.failures.poll(20, TimeUnit.SECONDS))
        .hasMessageContaining("it can only read");
    assertThat(await(pool.scalar(Long.class, "SELECT count(*) FROM tag"))).isEqualTo(1L);
  }

  @Test
  void worksOnADatabaseInMemory() throws Exception {
    SQLitePool memory =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo("sqlite::memory:").using(vertx).build());
    await(memory.query("CREATE TABLE t (x)").execute());
    Emissions counts = new Emissions(memory.liveQuery("SELECT count(*) FROM t"));
    assertThat(counts.next()).containsExactly(0L);

    await(memory.query("INSERT INTO t VALUES (1)").execute());
    assertThat(counts.next()).containsExactly(1L);
  }

  @Test
  void seesTheRowsThatAConflictResolvedByFailLeavesWritten() throws Exception {
    Emissions titles = new Emissions(pool.liveQuery("SELECT title FROM book ORDER BY id"));
    titles.next();

    Future<?> failed =
        pool.query("INSERT OR FAIL INTO book VALUES (8, 'Rocannon', 1), (1, 'again', 1)").execute();
    assertThatThrownBy(() -> await(failed)).hasMessageContaining("UNIQUE");
    assertThat(titles.next()).containsExactly("The Dispossessed", "Rocannon");
  }
}
