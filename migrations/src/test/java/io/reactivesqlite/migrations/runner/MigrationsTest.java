// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.migrations.liquibase.MigrationEvent;
import io.reactivesqlite.migrations.liquibase.MigrationException;
import io.reactivesqlite.migrations.liquibase.MigrationResult;
import io.reactivesqlite.migrations.liquibase.MigratorOptions;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

  private static final String CHANGE_LOG =
      """
      --liquibase formatted sql

      --changeset shop:1
      CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      --rollback DROP TABLE author;

      --changeset shop:2
      CREATE TABLE book (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES author ON DELETE CASCADE);
      --rollback DROP TABLE book;
      """;

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void writeChangeLog() throws Exception {
    Files.writeString(folder.resolve("changelog.sql"), CHANGE_LOG);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private Migrations configured(Migrations migrations) {
    return migrations
        .changeLog("changelog.sql")
        .options(MigratorOptions.defaults().withDirectory(folder));
  }

  private Pool pool(String uri) {
    return SQLiteBuilder.pool().connectingTo(uri).using(vertx).build();
  }

  private String file() {
    return "sqlite:" + folder.resolve("shop.db");
  }

  private static List<String> tables(Pool pool) throws Exception {
    List<String> names = new ArrayList<>();
    for (Row row :
        await(
            pool.query(
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'DATABASECHANGELOG%'")
                .execute())) {
      names.add(row.getString(0));
    }
    return names;
  }

  @Test
  void migratesADatabaseInMemoryInPlace() throws Exception {
    Pool pool = pool("sqlite::memory:");
    MigrationResult result = await(configured(Migrations.on(pool)).update());
    assertThat(result.changeSets()).hasSize(2);
    assertThat(tables(pool)).containsExactlyInAnyOrder("author", "book");
    assertThat(await(configured(Migrations.on(pool)).update()).changeSets()).isEmpty();
  }

  @Test
  void migratesAFileWhileAPoolReadsAndWritesIt() throws Exception {
    Pool pool = pool(file());
    await(pool.query("CREATE TABLE log (x)").execute());
    List<Future<?>> writes = new CopyOnWriteArrayList<>();
    long timer =
        vertx.setPeriodic(1, id -> writes.add(pool.query("INSERT INTO log VALUES (1)").execute()));
    await(configured(Migrations.on(vertx, file())).update());
    vertx.cancelTimer(timer);
    for (Future<?> write : writes) {
      await(write);
    }
    assertThat(tables(pool)).contains("author", "book", "log");
  }

  @Test
  void leavesTheConnectionAsItWas() throws Exception {
    Pool pool = pool("sqlite::memory:");
    await(configured(Migrations.on(pool)).update());
    Future<?> orphan =
        pool.withConnection(c -> c.query("INSERT INTO book (author) VALUES (99)").execute());
    assertThatThrownBy(() -> await(orphan)).hasMessageContaining("FOREIGN KEY");
  }

  @Test
  void rollsBackAndTellsTheStatus() throws Exception {
    Migrations migrations = configured(Migrations.on(pool(file())));
    await(migrations.update());
    assertThat(await(migrations.rollback(1)).changeSets()).hasSize(1);
    assertThat(await(migrations.status()).pending()).hasSize(1);
    assertThat(await(migrations.updateSql())).contains("CREATE TABLE book");
  }

  @Test
  void tellsItsProgressOnTheCallersContext() throws Exception {
    List<MigrationEvent> events = new CopyOnWriteArrayList<>();
    CompletableFuture<Boolean> onContext = new CompletableFuture<>();
    Context context = vertx.getOrCreateContext();
    CompletableFuture<Object> done = new CompletableFuture<>();
    context.runOnContext(
        v ->
            configured(Migrations.on(pool(file())))
                .progress(
                    event -> {
                      events.add(event);
                      onContext.complete(Vertx.currentContext() == context);
                    })
                .update()
                .onComplete(ar -> done.complete(ar)));
    done.get(60, TimeUnit.SECONDS);
    assertThat(onContext.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(events).anyMatch(e -> e instanceof MigrationEvent.ChangeSetFinished);
  }

  @Test
  void stopsBetweenTwoChangeSets() throws Exception {
    Migrations migrations = configured(Migrations.on(pool(file())));
    migrations.progress(
        event -> {
          if (event instanceof MigrationEvent.ChangeSetStarted) {
            migrations.cancel();
          }
        });
    assertThatThrownBy(() -> await(migrations.update()))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.kind()).isEqualTo(MigrationException.Kind.CANCELLED));
    migrations.progress(event -> {});
    await(migrations.update());
    assertThat(await(migrations.status()).pending()).isEmpty();
  }

  @Test
  void aVerticleMigratesBeforeOthersStart() throws Exception {
    Path log = folder.resolve("changelog.sql");
    DeploymentOptions options =
        new DeploymentOptions()
            .setConfig(new JsonObject().put("database", file()).put("changeLog", relative(log)));
    await(vertx.deployVerticle(new MigrationsVerticle(), options));
    assertThat(tables(pool(file()))).contains("author", "book");
  }

  /** By default change logs are found relative to the working directory. */
  private static String relative(Path file) {
    return Path.of("").toAbsolutePath().relativize(file.toAbsolutePath()).toString();
  }

  @Test
  void theVerticleSaysWhatItLacks() {
    assertThatThrownBy(() -> await(vertx.deployVerticle(new MigrationsVerticle())))
        .hasMessageContaining("lacks 'database'");
  }

  @Test
  void speaksMutiny() {
    MutinyMigrations migrations = MutinyMigrations.of(configured(Migrations.on(pool(file()))));
    assertThat(migrations.update().await().indefinitely().changeSets()).hasSize(2);
    assertThat(migrations.status().await().indefinitely().pending()).isEmpty();
  }

  @Test
  void waitsWhereThatIsAllowed() throws Exception {
    assertThat(configured(Migrations.on(vertx, file())).updateAndAwait().changeSets()).hasSize(2);

    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    vertx.runOnContext(
        v -> {
          try {
            configured(Migrations.on(vertx, file())).updateAndAwait();
          } catch (IllegalStateException e) {
            refused.complete(e);
          }
        });
    assertThat(refused.get(20, TimeUnit.SECONDS)).hasMessageContaining("event loop");
  }

  @Test
  void aFailureNamesWhatIsWrong() throws Exception {
    Files.writeString(
        folder.resolve("changelog.sql"),
        "--liquibase formatted sql\n--changeset shop:1\nCREATE TABEL t (x);\n");
    assertThatThrownBy(() -> await(configured(Migrations.on(pool(file()))).update()))
        .hasMessageContaining("TABEL");
  }
}
