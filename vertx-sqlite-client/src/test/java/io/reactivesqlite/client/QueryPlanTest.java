// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryPlanTest {

  private final Vertx vertx = Vertx.vertx();
  private final SQLitePool pool =
      SQLitePool.cast(SQLiteBuilder.pool().connectingTo("sqlite::memory:").using(vertx).build());

  @BeforeEach
  void schema() throws Exception {
    await(pool.query("CREATE TABLE book (id INTEGER PRIMARY KEY, title, author)").execute());
    await(pool.query("CREATE INDEX by_title ON book (title)").execute());
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void tellsASearchByIndex() throws Exception {
    SQLiteQueryPlan plan = await(pool.explainQueryPlan("SELECT * FROM book WHERE title = ?"));
    assertThat(plan).hasToString("QUERY PLAN\n`--SEARCH book USING INDEX by_title (title=?)");
    assertThat(plan.fullScans()).isEmpty();
  }

  @Test
  void tellsAFullScan() throws Exception {
    SQLiteQueryPlan plan = await(pool.explainQueryPlan("SELECT * FROM book WHERE author = ?"));
    assertThat(plan.fullScans()).containsExactly("SCAN book");
  }

  @Test
  void isATree() throws Exception {
    SQLiteQueryPlan plan =
        await(
            pool.explainQueryPlan(
                "SELECT title FROM book WHERE id = 1 UNION SELECT author FROM book ORDER BY 1"));
    assertThat(plan.getChildren()).hasSize(1);
    assertThat(plan.getChildren().get(0).getChildren()).isNotEmpty();
    assertThat(new SQLiteQueryPlan(plan.toJson())).hasToString(plan.toString());
  }

  @Test
  void worksOnAConnectionWithItsTemporaryTables() throws Exception {
    String plan =
        await(
            pool.withConnection(
                c ->
                    c.query("CREATE TEMP TABLE mine (x)")
                        .execute()
                        .compose(
                            v -> SQLiteConnection.cast(c).explainQueryPlan("SELECT * FROM mine"))
                        .map(SQLiteQueryPlan::toString)));
    assertThat(plan).contains("SCAN mine");
  }
}
