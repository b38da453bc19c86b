// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.migrations.liquibase.MigrationResult;
import io.reactivesqlite.migrations.runner.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of migrations, run. */
class ReadmeTest {

  @TempDir Path folder;

  private static Future<MigrationResult> migrate(Pool pool) {
    return Migrations.on(pool)
        .changeLog("db/changelog.sql")
        .update()
        .onSuccess(done -> System.out.println(done.changeSets().size() + " change sets have run"));
  }

  @Test
  void itRuns() throws Exception {
    Path file = folder.resolve("app.db");
    Vertx vertx = Vertx.vertx();
    Pool pool = SQLiteBuilder.pool().connectingTo("sqlite:" + file).using(vertx).build();
    MigrationResult result =
        migrate(pool).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);

    assertThat(result.changeSets()).hasSize(1);
    try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows = jdbc.createStatement().executeQuery("SELECT count(*) FROM book")) {
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void theReadmeShowsWhatRunsHere() throws Exception {
    String readme = Files.readString(Path.of("../README.md"));
    String source =
        Files.readString(
            Path.of("src/test/java/io/reactivesqlite/migrations/docs/ReadmeTest.java"));
    assertThat(words(source)).contains(words(block(readme, "```java\nMigrations")));
    assertThat(words(block(readme, "```sql\n--liquibase")))
        .isEqualTo(words(Files.readString(Path.of("src/test/resources/db/changelog.sql"))));
  }

  private static String block(String page, String beginning) {
    assertThat(page).containsOnlyOnce(beginning);
    int start = page.indexOf('\n', page.indexOf(beginning));
    return page.substring(start, page.indexOf("```", start));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").trim();
  }
}
