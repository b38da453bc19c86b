// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.micrometer.SQLitePoolMeters;
import io.reactivesqlite.mutiny.client.SQLiteBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/client/companions.md. */
class CompanionsPageTest {

  @RegisterExtension static final DocPage page = new DocPage("client/companions.md");

  @RegisterExtension private final Place place = new Place();

  private SQLitePool pool;

  @BeforeEach
  void open() {
    pool = place.pool("books.db");
    run(pool, "CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT)");
    run(pool, "INSERT INTO book VALUES (1, 'Dune'), (2, 'Emma')");
  }

  @Test
  void meters() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    // [meters
    new SQLitePoolMeters(pool, Tag.of("pool", "orders")).bindTo(registry);
    // meters]
    assertThat(registry.get("sqlite.writes").tag("pool", "orders").functionCounter().count())
        .isPositive();
  }

  // [book
  record Book(long id, String title) {}

  // book]

  @Test
  void templates() {
    // [template
    Future<Book> book =
        SqlTemplate.forQuery(pool, "SELECT * FROM book WHERE id = #{id}")
            .mapTo(row -> new Book(row.getLong("id"), row.getString("title")))
            .execute(Map.of("id", 1))
            .map(rows -> rows.iterator().next());
    // template]
    assertThat(await(book)).isEqualTo(new Book(1, "Dune"));
  }

  @Test
  void mutiny() {
    Vertx vertx = Vertx.newInstance(place.vertx());
    String file = place.in("books.db");
    // [mutiny
    Pool pool = SQLiteBuilder.pool().connectingTo("sqlite:" + file).using(vertx).build();
    Uni<List<Long>> ids =
        pool.withTransaction(
            connection ->
                connection
                    .prepare("SELECT id FROM book")
                    .toMulti()
                    .flatMap(statement -> statement.createStream(50).toMulti())
                    .map(row -> row.getLong("id"))
                    .collect()
                    .asList());
    // mutiny]
    assertThat(ids.await().atMost(Duration.ofSeconds(20))).containsExactly(1L, 2L);
  }
}
