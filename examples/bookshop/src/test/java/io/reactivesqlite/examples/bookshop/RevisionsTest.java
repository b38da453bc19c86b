// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.bookshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.migrations.revisions.Check;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.Target;
import io.reactivesqlite.migrations.runner.Migrations;
import io.reactivesqlite.migrations.runner.RevisionMigrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The revisions, the root change log and the entities are three views of one schema. */
class RevisionsTest {

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private Path file;
  private Migrations migrations;
  private RevisionMigrations revisions;

  @BeforeEach
  void open() {
    file = folder.resolve("bookshop.db");
    migrations = Migrations.on(vertx, "sqlite:" + file).changeLog("db/changelog.yaml");
    revisions =
        Migrations.on(vertx, "sqlite:" + file)
            .revisions(
                RevisionDirectory.read(getClass().getClassLoader(), List.of("db/migrations")));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void theChangeLogHasAllRevisions() throws Exception {
    await(migrations.update());

    Check check = await(revisions.check());
    assertThat(check.isClean()).as(check.toString()).isTrue();
  }

  @Test
  void theEntitiesFitTheTables() throws Exception {
    await(revisions.upgrade());

    // The unit validates when it starts, and fails where a table or column is missing or differs.
    Persistence.createEntityManagerFactory(
            "bookshop", Map.of("jakarta.persistence.jdbc.url", "sqlite:" + file))
        .close();
  }

  @Test
  void theWayDownLeavesNothing() throws Exception {
    await(revisions.upgrade());
    await(revisions.downgrade(Target.parse("base")));

    assertThat(
            column(
                "select name from sqlite_schema where name not like 'sqlite_%' and name not like 'DATABASECHANGELOG%'"))
        .isEmpty();
  }

  @Test
  void theSearchKnowsWhatIsWrittenLater() throws Exception {
    await(revisions.upgrade());
    String search = "select rowid from book_search where book_search match 'hobbits'";
    assertThat(column(search)).isEmpty();

    execute("update book set summary = 'No hobbits here.' where title = 'Emma'");
    assertThat(column(search)).hasSize(1);

    execute("update author set name = 'Hobbit' where name = 'Leo Tolstoy'");
    assertThat(column(search)).hasSize(3);

    execute("delete from stock where book_id = (select id from book where title = 'Emma')");
    execute("delete from book where title = 'Emma'");
    assertThat(column(search)).hasSize(2);
  }

  private void execute(String sql) throws SQLException {
    try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows = jdbc.createStatement().executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
