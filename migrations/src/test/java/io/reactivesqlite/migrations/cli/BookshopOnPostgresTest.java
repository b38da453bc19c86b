// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The revisions of the examples on PostgreSQL, where it is installed. */
class BookshopOnPostgresTest {

  private static final Path REVISIONS =
      Path.of("../examples/bookshop/src/main/resources/db/migrations").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void theShopMovesThereAndItsRevisionsCanBeUndone() throws SQLException {
    Postgres.Database postgres = Postgres.database();
    Cli cli = Cli.initialized(folder);
    cli.environment.put("SQLITE_MIGRATE_VERSION_LOCATIONS", REVISIONS.toString());
    cli.ok("upgrade");
    cli.execute("app.db", "insert into book_order values (7, 'first', '2026-03-06 10:11:12')");
    cli.execute("app.db", "insert into order_line values (8, 7, 1, 2, 1250)");
    cli.execute("app.db", "update stock set quantity = quantity - 2 where book_id = 1");

    cli.ok("upgrade", "--url", postgres.url());
    // Its revisions bring the first books, which are in the file, too.
    assertThat(cli.ok("copy", "--replace", "--to", postgres.url()).err())
        .contains("compare stock  24 rows equal")
        .endsWith("all are equal.\n");

    assertThat(
            postgres.query(
                "select title, reference, placed_at, stock.quantity from order_line"
                    + " join book_order on book_order.id = order_id"
                    + " join book on book.id = book_id join stock on stock.book_id = book.id"))
        .containsExactly("Pride and Prejudice|first|2026-03-06 10:11:12|29");
    assertThat(
            postgres.query(
                "select title from book where to_tsvector('english', title || ' ' || summary)"
                    + " @@ to_tsquery('english', 'whale')"))
        .containsExactly("Moby-Dick");
    postgres.execute("insert into author (name) values ('somebody new')");

    // The revision that brought the first books cannot be undone while one of them is in an order.
    postgres.execute("delete from order_line");
    cli.ok("downgrade", "base", "--yes", "--url", postgres.url());
    assertThat(
            postgres.query(
                "select table_name from information_schema.tables where table_schema = 'public'"
                    + " and table_name not like 'databasechangelog%'"))
        .isEmpty();
  }
}
