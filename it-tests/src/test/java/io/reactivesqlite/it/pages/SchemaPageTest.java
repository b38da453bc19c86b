// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;

import io.reactivesqlite.client.CheckpointMode;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteTransactionOptions;
import io.reactivesqlite.client.schema.Table;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/client/schema.md. */
class SchemaPageTest {

  @RegisterExtension static final DocPage page = new DocPage("client/schema.md");

  @RegisterExtension private final Place place = new Place();

  private final List<String> shown = new ArrayList<>();

  private void show(Object value) {
    shown.add(String.valueOf(value));
  }

  @Test
  void schema() {
    SQLitePool pool = place.pool("s.db");
    // [schema
    Future<Table> table =
        pool.executeScript(
                """
                CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE);
                CREATE TABLE invoice (
                  id INTEGER PRIMARY KEY,
                  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
                  net INTEGER CONSTRAINT positive CHECK (net > 0),
                  gross INTEGER AS (net * 119 / 100) STORED) STRICT;
                CREATE INDEX large ON invoice (net DESC) WHERE net > 1000;
                """)
            .compose(v -> pool.schema())
            .map(schema -> schema.table("invoice").orElseThrow());
    // schema]
    Table invoice = await(table);
    // [walk
    invoice.columns().forEach(column -> show(column));
    invoice.indexes().forEach(index -> show(index));
    invoice.foreignKeys().forEach(key -> show(key));
    invoice.checks().forEach(check -> show(check));
    // walk]
    page.gives("walk", String.join("\n", shown));
  }

  @Test
  void shortQueries() {
    Pool built = place.pool("q.db");
    // [short
    SQLitePool pool = SQLitePool.cast(built);
    Future<Integer> version =
        pool.executeScript(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); PRAGMA user_version = 3;")
            .compose(v -> pool.one("INSERT INTO t (name) VALUES (?) RETURNING id", Tuple.of("Ann")))
            .compose(
                row -> pool.optional("SELECT name FROM t WHERE id = ?", Tuple.of(row.getLong(0))))
            .compose(row -> pool.pragma("user_version"))
            .map(value -> ((Long) value).intValue());
    // short]
    page.gives("short", await(version));
    // [retry
    Future<Long> counted =
        pool.withTransaction(
            new SQLiteTransactionOptions().setAttempts(5).setTimeout(2_000),
            connection ->
                connection
                    .query("INSERT INTO t (name) VALUES ('Bob')")
                    .execute()
                    .compose(
                        v ->
                            SQLiteConnection.cast(connection)
                                .scalar(Long.class, "SELECT count(*) FROM t")));
    // retry]
    page.gives("retry", await(counted));
    // [health
    Future<Boolean> healthy =
        pool.maintenance()
            .health()
            .compose(health -> pool.maintenance().quickCheck())
            .compose(
                findings ->
                    pool.maintenance()
                        .checkpoint(CheckpointMode.TRUNCATE)
                        .map(checkpoint -> findings.isEmpty() && !checkpoint.isBlocked()));
    // health]
    page.gives("health", await(healthy));
  }
}
