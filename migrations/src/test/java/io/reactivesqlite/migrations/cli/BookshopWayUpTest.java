// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bookshop of the examples on PostgreSQL, by its own revisions, with what it has sold. */
class BookshopWayUpTest {

  private static final Path REVISIONS =
      Path.of("../examples/bookshop/src/main/resources/db/migrations").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void itsRevisionsRunThereAndItsRowsFollow() throws SQLException {
    Postgres.Database postgres = Postgres.database();
    Cli cli = new Cli(folder);
    cli.environment.put("SQLITE_MIGRATE_VERSION_LOCATIONS", REVISIONS.toString());
    cli.environment.put("SQLITE_MIGRATE_URL", "sqlite:bookshop.db");
    cli.environment.put("SQLITE_MIGRATE_COPY_TO", postgres.url());
    cli.ok("upgrade");
    cli.execute(
        "bookshop.db",
        "insert into book_order (id, reference, placed_at) values (7, 'r-7', '2026-03-05 10:20:30.5')");
    cli.execute(
        "bookshop.db",
        "insert into order_line (order_id, book_id, quantity, price_cents)"
            + " select 7, book_id, 2, 990 from stock");
    cli.execute("bookshop.db", "update stock set quantity = quantity - 2");

    cli.ok("upgrade", "--url", postgres.url());
    // One of the revisions brings the first books, so the target is not empty.
    assertThat(cli.run("copy").code()).isEqualTo(2);
    assertThat(cli.ok("copy", "--replace").err())
        .contains("book_search is left out", "all are equal");

    for (String query :
        List.of(
            "select sum(quantity * price_cents) from order_line",
            "select sum(quantity) from stock",
            "select count(*) from book",
            "select min(title) from book")) {
      assertThat(postgres.query(query)).isEqualTo(cli.query("bookshop.db", query));
    }
    assertThat(
            postgres.query(
                "insert into book_order (reference, placed_at) values ('r-8', now()) returning id"))
        .containsExactly("8");
    assertThat(cli.ok("check", "--url", postgres.url()).err()).contains("agree");
  }
}
