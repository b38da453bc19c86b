// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.templates;

import static io.reactivesqlite.it.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.templates.RowMapper;
import io.vertx.sqlclient.templates.SqlTemplate;
import io.vertx.sqlclient.templates.TupleMapper;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named parameters and mapping, by vertx-sql-client-templates. */
class TemplatesTest {

  private static final RowMapper<Book> TO_BOOK =
      row -> new Book(row.getLong("id"), row.getString("title"), row.getLocalDate("published"));
  private static final TupleMapper<Book> FROM_BOOK =
      TupleMapper.mapper(
          book -> Map.of("id", book.id(), "title", book.title(), "published", book.published()));

  private static final Book DUNE = new Book(1, "Dune", LocalDate.of(1965, 8, 1));
  private static final Book SOLARIS = new Book(2, "Solaris", LocalDate.of(1961, 6, 1));

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Pool pool;

  @BeforeEach
  void open() {
    pool =
        SQLiteBuilder.pool()
            .connectingTo("sqlite:" + folder.resolve("books.db"))
            .using(vertx)
            .build();
    await(
        pool.query(
                "CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL, published DATE)")
            .execute());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void anUpdateTakesNamedParameters() throws SQLException {
    SqlResult<Void> result =
        await(
            insert(pool).execute(Map.of("id", 1, "title", "Dune", "published", DUNE.published())));
    assertThat(result.rowCount()).isEqualTo(1);
    assertThat(stored()).containsExactly("1 Dune 1965-08-01");
  }

  @Test
  void aQueryMayUseAParameterTwice() {
    store(DUNE, SOLARIS);
    RowSet<Row> rows =
        await(
            SqlTemplate.forQuery(
                    pool, "SELECT title FROM book WHERE id = #{id} OR id = #{id} + #{more}")
                .execute(Map.of("id", 1, "more", 1)));
    assertThat(rows).extracting(row -> row.getString(0)).containsExactly("Dune", "Solaris");
  }

  @Test
  void aBatchIsOneStatementForManyTuples() throws SQLException {
    SqlResult<Void> result =
        await(insert(pool).mapFrom(FROM_BOOK).executeBatch(List.of(DUNE, SOLARIS)));
    assertThat(result.rowCount()).isEqualTo(1);
    assertThat(result.next().rowCount()).isEqualTo(1);
    assertThat(result.next().next()).isNull();
    assertThat(stored()).containsExactly("1 Dune 1965-08-01", "2 Solaris 1961-06-01");
  }

  @Test
  void rowsAreMapped() {
    store(DUNE, SOLARIS);
    RowSet<Book> books =
        await(
            SqlTemplate.forQuery(pool, "SELECT * FROM book WHERE id >= #{id} ORDER BY id")
                .mapTo(TO_BOOK)
                .execute(Map.of("id", 1)));
    assertThat(books).containsExactly(DUNE, SOLARIS);
  }

  @Test
  void rowsAreMappedToClassesByJackson() {
    store(DUNE);
    RowSet<Title> titles =
        await(
            SqlTemplate.forQuery(pool, "SELECT id, title FROM book")
                .mapTo(Title.class)
                .execute(Map.of()));
    assertThat(titles).containsExactly(new Title(1, "Dune"));
  }

  @Test
  void parametersAreMappedFromJson() throws SQLException {
    await(
        insert(pool)
            .mapFrom(TupleMapper.jsonObject())
            .execute(
                new JsonObject().put("id", 1).put("title", "Dune").put("published", "1965-08-01")));
    assertThat(stored()).containsExactly("1 Dune 1965-08-01");
  }

  @Test
  void rowsAreCollected() {
    store(DUNE, SOLARIS);
    SqlResult<Map<Long, String>> titles =
        await(
            SqlTemplate.forQuery(pool, "SELECT id, title FROM book")
                .collecting(Collectors.toMap(row -> row.getLong(0), row -> row.getString(1)))
                .execute(Map.of()));
    assertThat(titles.value()).isEqualTo(Map.of(1L, "Dune", 2L, "Solaris"));
  }

  @Test
  void theyRunWithinATransactionToo() throws SQLException {
    store(DUNE);
    assertThatThrownBy(
            () ->
                await(
                    pool.withTransaction(
                        connection ->
                            insert(connection)
                                .mapFrom(FROM_BOOK)
                                .execute(SOLARIS)
                                .compose(
                                    v -> insert(connection).mapFrom(FROM_BOOK).execute(DUNE)))))
        .isInstanceOfSatisfying(
            SQLiteException.class,
            e -> assertThat(e.kind()).isEqualTo(SQLiteErrorKind.CONSTRAINT_PRIMARY_KEY));
    assertThat(stored()).containsExactly("1 Dune 1965-08-01");
  }

  @Test
  void aNullParameterIsNull() throws SQLException {
    Map<String, Object> undated = new HashMap<>(Map.of("id", 3, "title", "Undated"));
    undated.put("published", null);
    await(insert(pool).execute(undated));
    assertThat(stored()).containsExactly("3 Undated null");
  }

  /** For Jackson. */
  record Title(long id, String title) {}

  private static SqlTemplate<Map<String, Object>, SqlResult<Void>> insert(SqlClient client) {
    return SqlTemplate.forUpdate(
        client, "INSERT INTO book (id, title, published) VALUES (#{id}, #{title}, #{published})");
  }

  private void store(Book... books) {
    await(insert(pool).mapFrom(FROM_BOOK).executeBatch(List.of(books)));
  }

  /** What another program finds in the file. */
  private List<String> stored() throws SQLException {
    List<String> books = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("books.db"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id, title, published FROM book ORDER BY id")) {
      while (rows.next()) {
        books.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
      }
    }
    return books;
  }
}
