// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.migrations.revisions.NewRevision;
import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.Target;
import io.reactivesqlite.migrations.revisions.Workspace;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionMigrationsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Migrations migrations;
  private RevisionDirectory directory;

  @BeforeEach
  void threeRevisions() {
    Workspace workspace = new Workspace(folder);
    for (String id : List.of("one", "two", "three")) {
      workspace.writer.create(
          NewRevision.named("create " + id)
              .withId(id)
              .with(
                  new Content(
                      "create table " + id + " (id integer primary key);",
                      Optional.of("drop table " + id + ";"))));
    }
    directory = RevisionDirectory.read(List.of(workspace.versions));
    Pool pool =
        SQLiteBuilder.pool().connectingTo("sqlite:" + workspace.database).using(vertx).build();
    migrations = Migrations.on(pool);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private List<String> current() throws Exception {
    return await(migrations.revisions(directory).current()).stream().map(Revision::id).toList();
  }

  @Test
  void cancelStopsBetweenTwoRevisionsAndTheNextCallGoesOn() throws Exception {
    RevisionMigrations revisions = migrations.revisions(directory);
    revisions.progress(done -> revisions.cancel());
    assertThatThrownBy(() -> await(revisions.upgrade())).hasMessageContaining("two");
    assertThat(current()).containsExactly("one");
    revisions.progress(done -> {});
    assertThat(await(revisions.upgrade()).steps()).hasSize(2);
    assertThat(current()).containsExactly("three");
  }

  @Test
  void cancelStopsADowngradeAsWell() throws Exception {
    RevisionMigrations revisions = migrations.revisions(directory);
    await(revisions.upgrade());
    revisions.progress(done -> revisions.cancel());
    assertThatThrownBy(() -> await(revisions.downgrade(Target.BASE))).hasMessageContaining("two");
    assertThat(current()).containsExactly("two");
  }

  @Test
  void speaksMutiny() {
    MutinyRevisionMigrations revisions = MutinyMigrations.of(migrations).revisions(directory);
    assertThat(revisions.upgrade(Target.parse("+1")).await().atMost(PATIENCE).steps()).hasSize(1);
    assertThat(revisions.check().await().atMost(PATIENCE).pending()).hasSize(2);
    assertThat(revisions.upgrade().await().atMost(PATIENCE).steps()).hasSize(2);
    assertThat(revisions.current().await().atMost(PATIENCE))
        .extracting(Revision::id)
        .containsExactly("three");
    assertThat(revisions.downgrade(Target.BASE).await().atMost(PATIENCE).steps()).hasSize(3);
  }

  @Test
  void cancellingASubscriptionStopsBetweenTwoRevisions() throws Exception {
    CompletableFuture<Cancellable> subscription = new CompletableFuture<>();
    RevisionMigrations told =
        migrations.revisions(directory).progress(done -> subscription.join().cancel());
    subscription.complete(MutinyRevisionMigrations.of(told).upgrade().subscribe().with(plan -> {}));
    assertThat(await(untilSomethingRan())).containsExactly("one");
  }

  // It waits for the turn to write, which the cancelled upgrade has until it ends.
  private Future<List<String>> untilSomethingRan() {
    return migrations
        .revisions(directory)
        .current()
        .compose(
            current ->
                current.isEmpty()
                    ? untilSomethingRan()
                    : Future.succeededFuture(current.stream().map(Revision::id).toList()));
  }
}
