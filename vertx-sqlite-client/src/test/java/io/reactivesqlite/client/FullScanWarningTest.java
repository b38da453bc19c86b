// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement that reads a large table from end to end is warned of, once. */
class FullScanWarningTest {

  private static final String SECRET = "4711-secret";

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  private CapturedLog log;

  @BeforeEach
  void capture() {
    log = CapturedLog.of("io.reactivesqlite.client.scan");
  }

  @AfterEach
  void release() {
    log.close();
  }

  private SQLitePool pool(int threshold) {
    SQLitePool pool = sandbox.pool(sandbox.options().setFullScanThreshold(threshold));
    await(
        pool.executeScript(
            """
            CREATE TABLE big (i INTEGER PRIMARY KEY, k INTEGER, s TEXT);
            CREATE TABLE small (i INTEGER PRIMARY KEY, s TEXT);
            CREATE TABLE keyed (a TEXT PRIMARY KEY, b TEXT) WITHOUT ROWID;
            CREATE INDEX by_k ON big (k);
            CREATE VIEW seen AS SELECT b.s AS text FROM big AS b;
            """));
    fill(pool, "big", 100);
    run(pool, "INSERT INTO small VALUES (1, 'x'), (2, 'y')");
    run(pool, "INSERT INTO keyed SELECT i, s FROM big");
    log.warnings().clear();
    return pool;
  }

  private static void fill(SqlClient client, String table, int rows) {
    run(
        client,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + rows
            + ") INSERT INTO "
            + table
            + " (s) SELECT 'row ' || i FROM n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM big WHERE s = 'x'",
        "SELECT other.i FROM small, big AS other WHERE other.s = small.s",
        "SELECT text FROM seen WHERE text LIKE '%x'",
        "SELECT i FROM small WHERE s IN (SELECT s FROM big)",
        "UPDATE big SET k = 0 WHERE s = 'x'",
        "DELETE FROM big WHERE s = 'x'",
        "INSERT INTO small (s) SELECT s FROM big WHERE s = 'x'"
      })
  void aTableThatIsReadWithoutAnIndexIsNamed(String sql) {
    SQLitePool pool = pool(100);
    for (int i = 0; i < 5; i++) {
      run(pool, sql);
    }
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("reads all of big (at least 100 rows; the plan says SCAN ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM big WHERE i = 5",
        "SELECT * FROM big WHERE k = 5",
        "SELECT * FROM big ORDER BY k LIMIT 3",
        "SELECT * FROM small WHERE s = 'x'",
        "SELECT * FROM small JOIN big ON big.i = small.i",
        "SELECT value FROM json_each('[1, 2]')",
        "INSERT INTO small (s) VALUES ('x')",
        "PRAGMA table_info(big)",
        "EXPLAIN QUERY PLAN SELECT * FROM big",
        "CREATE TABLE copied AS SELECT * FROM big"
      })
  void whatGoesByAnIndexOrIsSmallIsNot(String sql) {
    SQLitePool pool = pool(100);
    run(pool, sql);
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void tablesWithoutRowidAreTablesToo() {
    run(pool(100), "SELECT * FROM keyed WHERE b = 'x'");
    assertThat(log.warnings()).singleElement().asString().contains("reads all of keyed ");
  }

  @Test
  void oneWarningServesAllValuesAndShowsNone() {
    SQLitePool pool = pool(1);
    for (String secret : List.of(SECRET, SECRET + "2", SECRET + "3")) {
      run(pool, "SELECT * FROM big WHERE s = '" + secret + "'");
    }
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("SELECT * FROM big WHERE s = ?")
        .doesNotContain(SECRET);
  }

  @Test
  void aTableThatGrowsIsNoticed() {
    SQLitePool pool = pool(1_000);
    String sql = "SELECT count(s) FROM big WHERE s = ?";
    for (int i = 0; i < 20; i++) {
      await(pool.preparedQuery(sql).execute(Tuple.of("x")));
    }
    assertThat(log.warnings()).isEmpty();
    fill(pool, "big", 900);
    for (int i = 20; i < 40; i++) {
      await(pool.preparedQuery(sql).execute(Tuple.of("x")));
    }
    assertThat(log.warnings()).singleElement().asString().contains("at least 1000 rows");
  }

  @Test
  void connectionsTransactionsAndCursorsAreLookedAtToo() {
    SQLitePool pool = pool(100);
    await(
        pool.withTransaction(
            c ->
                c.query("DELETE FROM big WHERE s = 'x'")
                    .execute()
                    .compose(v -> c.prepare("SELECT s FROM big WHERE s > 'r'"))
                    .compose(statement -> statement.cursor().read(10))));
    assertThat(log.warnings()).hasSize(2);
    assertThat(log.warnings().get(1)).contains("SELECT s FROM big");
  }

  @Test
  void theResultIsWhatItIsWithoutTheWarning() {
    SQLitePool pool = pool(1);
    SQLiteConnection connection = SQLiteConnection.cast(await(pool.getConnection()));
    await(connection.begin());
    assertThat(run(connection, "UPDATE big SET k = 1 WHERE s < 'row 2'").rowCount()).isPositive();
    long changed = await(connection.totalChanges());
    assertThat(run(connection, "SELECT * FROM big WHERE s < 'row 2'").size())
        .isEqualTo((int) changed);
    assertThat(await(connection.inTransaction())).isTrue();
    assertThat(log.warnings()).hasSize(2);
  }

  @Test
  void itIsOffByDefault() {
    pool(0);
    run(sandbox.pool(), "SELECT * FROM big WHERE s = 'x'");
    assertThat(log.warnings()).isEmpty();
  }
}
