// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.hibernate.SQLiteDialect;
import io.reactivesqlite.hibernate.testing.ReactiveBoot;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Persistence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stateless sessions, tenants, and what only the reactive side has. */
class StatelessAndTenantsTest {
  @TempDir Path folder;

  @Entity(name = "Note")
  static class Note {
    @Id Long id;
    String text;

    Note() {}

    Note(Long id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  @Entity(name = "Counted")
  static class Counted {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    JsonObject document;
  }

  private static <T> T run(SessionFactory root, Supplier<CompletionStage<T>> step) {
    final CompletableFuture<T> result = new CompletableFuture<>();
    final Vertx vertx = ReactiveBoot.vertx(root);
    vertx
        .getOrCreateContext()
        .runOnContext(
            it ->
                step.get()
                    .whenComplete(
                        (value, failure) -> {
                          if (failure == null) {
                            result.complete(value);
                          } else {
                            result.completeExceptionally(failure);
                          }
                        }));
    return ReactiveBoot.join(result);
  }

  private List<String> rows(Path file, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      final List<String> rows = new ArrayList<>();
      while (results.next()) {
        rows.add(results.getString(1));
      }
      return rows;
    }
  }

  @Test
  void upsertInsertsAndUpdates() throws Exception {
    final Path file = folder.resolve("upsert.db");
    try (SessionFactory root = ReactiveBoot.factory(file, Map.of(), Note.class)) {
      final Stage.SessionFactory factory = root.unwrap(Stage.SessionFactory.class);
      for (String text : List.of("first", "second")) {
        run(
            root,
            () -> factory.withStatelessTransaction(session -> session.upsert(new Note(1L, text))));
      }
      run(root, () -> factory.withStatelessTransaction(it -> it.upsert(new Note(2L, null))));
      assertThat(rows(file, "select id || coalesce(text, '-') from Note order by id"))
          .containsExactly("1second", "2-");
    }
  }

  @Test
  void updatesAndUpsertsOverMutiny() throws Exception {
    final Path file = folder.resolve("mutiny.db");
    try (SessionFactory root = ReactiveBoot.factory(file, Map.of(), Note.class)) {
      final Mutiny.SessionFactory factory = root.unwrap(Mutiny.SessionFactory.class);
      for (String text : List.of("first", "second")) {
        run(
            root,
            () ->
                factory
                    .withStatelessTransaction(session -> session.upsert(new Note(1L, text)))
                    .subscribeAsCompletionStage());
      }
      run(
          root,
          () ->
              factory
                  .withStatelessTransaction(session -> session.update(new Note(1L, "third")))
                  .subscribeAsCompletionStage());
      assertThat(rows(file, "select text from Note")).containsExactly("third");
    }
  }

  @Test
  void statelessBatchesWork() throws Exception {
    final Path file = folder.resolve("batch.db");
    try (SessionFactory root =
        ReactiveBoot.factory(file, Map.of("hibernate.jdbc.batch_size", "20"), Note.class)) {
      final Stage.SessionFactory factory = root.unwrap(Stage.SessionFactory.class);
      final Object[] notes = new Object[100];
      for (int i = 0; i < notes.length; i++) {
        notes[i] = new Note((long) i, "n" + i);
      }
      run(root, () -> factory.withStatelessTransaction(session -> session.insert(20, notes)));
      final Object[] changed = new Object[100];
      for (int i = 0; i < changed.length; i++) {
        changed[i] = new Note((long) i, "changed");
      }
      run(root, () -> factory.withStatelessTransaction(session -> session.update(20, changed)));
      assertThat(rows(file, "select count(*) from Note where text = 'changed'"))
          .containsExactly("100");
      run(
          root,
          () ->
              factory.withTransaction(
                  session ->
                      session.setBatchSize(10).persist(new Note(500L, "a"), new Note(501L, "b"))));
      assertThat(rows(file, "select count(*) from Note")).containsExactly("102");
    }
  }

  @Test
  void jsonObjectsOfVertxAreAttributes() throws Exception {
    final Path file = folder.resolve("json.db");
    try (SessionFactory root = ReactiveBoot.factory(file, Map.of(), Counted.class)) {
      final Mutiny.SessionFactory factory = root.unwrap(Mutiny.SessionFactory.class);
      final Counted counted = new Counted();
      counted.document = new JsonObject().put("a", 1);
      run(
          root,
          () ->
              factory
                  .withTransaction(session -> session.persist(counted))
                  .subscribeAsCompletionStage());
      final Counted read =
          run(
              root,
              () ->
                  factory
                      .withSession(session -> session.find(Counted.class, counted.id))
                      .subscribeAsCompletionStage());
      assertThat(read.document).isEqualTo(counted.document);
      assertThat(rows(file, "select typeof(document) from Counted")).containsExactly("text");
    }
  }

  @Test
  void everyTenantHasItsFile() throws Exception {
    final Path tenants = Files.createDirectory(folder.resolve("tenants"));
    for (String tenant : List.of("red", "blue")) {
      ReactiveBoot.factory(tenants.resolve(tenant + ".db"), Map.of(), Note.class).close();
    }
    try (SessionFactory root =
        ReactiveBoot.factory(
            folder.resolve("main.db"),
            Map.of(
                "hibernate.multi_tenant_connection_provider",
                "unused",
                "hibernate.sqlite.tenant_url",
                "sqlite:" + tenants + "/{tenant}.db"),
            Note.class)) {
      final Stage.SessionFactory factory = root.unwrap(Stage.SessionFactory.class);
      for (String tenant : List.of("red", "blue")) {
        run(
            root,
            () ->
                factory.withTransaction(
                    tenant, (session, tx) -> session.persist(new Note(1L, tenant))));
      }
      assertThat(rows(tenants.resolve("red.db"), "select text from Note")).containsExactly("red");
      assertThat(rows(tenants.resolve("blue.db"), "select text from Note")).containsExactly("blue");
      assertThatThrownBy(
              () ->
                  run(
                      root,
                      () ->
                          factory.withTransaction(
                              "../main", (session, tx) -> session.persist(new Note(2L, "x")))))
          .hasStackTraceContaining("name of a tenant");
    }
  }

  @Test
  void theFileOfAnIdleTenantIsClosed() throws Exception {
    final Path tenants = Files.createDirectory(folder.resolve("idle"));
    final Path red = tenants.resolve("red.db");
    // the log of a file is there as long as the file is open
    final Path log = tenants.resolve("red.db-wal");
    ReactiveBoot.factory(red, Map.of(), Note.class).close();
    await(() -> !Files.exists(log));
    try (SessionFactory root =
        ReactiveBoot.factory(
            folder.resolve("main.db"),
            Map.of(
                "hibernate.multi_tenant_connection_provider",
                "unused",
                "hibernate.sqlite.tenant_url",
                "sqlite:" + tenants + "/{tenant}.db",
                "hibernate.sqlite.tenant_idle_timeout",
                "100"),
            Note.class)) {
      final Stage.SessionFactory factory = root.unwrap(Stage.SessionFactory.class);
      final CompletableFuture<Void> until = new CompletableFuture<>();
      final CompletableFuture<Void> busy = new CompletableFuture<>();
      final CompletableFuture<Void> ended = new CompletableFuture<>();
      final Context context = ReactiveBoot.vertx(root).getOrCreateContext();
      context.runOnContext(
          it ->
              factory
                  .withTransaction(
                      "red",
                      (session, tx) ->
                          session
                              .persist(new Note(1L, "red"))
                              .thenCompose(v -> session.flush())
                              .thenAccept(busy::complete)
                              .thenCompose(v -> until))
                  .thenAccept(ended::complete));
      ReactiveBoot.join(busy);
      final long start = System.nanoTime();
      await(() -> System.nanoTime() - start > 400_000_000);
      assertThat(log).as("a session is open").exists();
      context.runOnContext(it -> until.complete(null));
      ReactiveBoot.join(ended);
      await(() -> !Files.exists(log));
      assertThat(rows(red, "select text from Note")).containsExactly("red");

      // it opens again when it is asked for
      run(
          root,
          () ->
              factory.withTransaction("red", (session, tx) -> session.persist(new Note(2L, "x"))));
      assertThat(rows(red, "select count(*) from Note")).containsExactly("2");
    }
  }

  private static void await(BooleanSupplier condition) {
    final long end = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("30 seconds are over").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void pathsWithBlanksAreFine() throws Exception {
    final Path file = Files.createDirectory(folder.resolve("my files")).resolve("a b.db");
    try (SessionFactory root = ReactiveBoot.factory(file, Map.of(), Note.class)) {
      assertThat(root.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect())
          .isInstanceOf(SQLiteDialect.class);
    }
    assertThat(rows(file, "select count(*) from Note")).containsExactly("0");
  }

  @Test
  void aPersistenceUnitNeedsTheUrlOnly() throws Exception {
    final Path file = folder.resolve("unit.db");
    try (var factory =
        Persistence.createEntityManagerFactory(
            "notes", Map.of("jakarta.persistence.jdbc.url", "sqlite:" + file))) {
      final SessionFactory root = factory.unwrap(SessionFactory.class);
      run(
          root,
          () ->
              root.unwrap(Stage.SessionFactory.class)
                  .withTransaction(session -> session.persist(new Note(1L, "unit"))));
    }
    assertThat(rows(file, "select text from Note")).containsExactly("unit");
  }
}
