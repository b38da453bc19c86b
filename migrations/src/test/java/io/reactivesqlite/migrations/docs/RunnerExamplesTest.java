// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.migrations.liquibase.MigrationResult;
import io.reactivesqlite.migrations.revisions.Check;
import io.reactivesqlite.migrations.revisions.NewRevision;
import io.reactivesqlite.migrations.revisions.NewRevision.Content;
import io.reactivesqlite.migrations.revisions.Plan;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionLayout;
import io.reactivesqlite.migrations.revisions.RevisionSettings;
import io.reactivesqlite.migrations.revisions.RevisionWriter;
import io.reactivesqlite.migrations.revisions.Revisions;
import io.reactivesqlite.migrations.revisions.StampPlan;
import io.reactivesqlite.migrations.revisions.Target;
import io.reactivesqlite.migrations.runner.Migrations;
import io.reactivesqlite.migrations.runner.MigrationsVerticle;
import io.reactivesqlite.migrations.runner.MutinyMigrations;
import io.reactivesqlite.migrations.runner.RevisionMigrations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/migrations/runner.md shows, run. */
class RunnerExamplesTest {

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private Pool memory() {
    return SQLiteBuilder.pool().connectingTo("sqlite::memory:").using(vertx).build();
  }

  @Test
  void future() throws Exception {
    Pool pool = memory();
    // tag::future
    Future<MigrationResult> migrated =
        Migrations.on(pool)
            .changeLog("docs/changelog.xml")
            .progress(event -> told.add(event.toString()))
            .update();
    // end::future
    assertThat(await(migrated).changeSets()).hasSize(2);
    assertThat(told).isNotEmpty();
    assertThat(await(pool.query("SELECT * FROM customer").execute()).size()).isZero();
  }

  @Test
  void mutiny() {
    Pool pool = memory();
    // tag::mutiny
    MutinyMigrations migrations =
        MutinyMigrations.of(Migrations.on(pool).changeLog("docs/changelog.xml"));
    Uni<MigrationResult> migrated = migrations.update();
    // end::mutiny
    assertThat(migrated.await().indefinitely().changeSets()).hasSize(2);
  }

  @Test
  void verticle() throws Exception {
    String database = "sqlite:" + folder.resolve("shop.db");
    final class ShopVerticle extends AbstractVerticle {
      @Override
      public void start() {
        told.add("started");
      }
    }
    // tag::verticle
    JsonObject config =
        new JsonObject().put("database", database).put("changeLog", "docs/changelog.xml");
    Future<String> started =
        vertx
            .deployVerticle(new MigrationsVerticle(), new DeploymentOptions().setConfig(config))
            .compose(migrated -> vertx.deployVerticle(new ShopVerticle()));
    // end::verticle
    await(started);
    assertThat(told).containsExactly("started");
  }

  @Test
  void blocking() {
    Pool pool = memory();
    // tag::blocking
    MigrationResult result = Migrations.on(pool).changeLog("docs/changelog.xml").updateAndAwait();
    // end::blocking
    assertThat(result.changeSets()).hasSize(2);
  }

  @Test
  void revisions() throws Exception {
    revision("aaa111", "create table account (id integer);", "drop table account;");
    revision(
        "bbb222",
        "alter table account add column name text;",
        "alter table account drop column name;");
    Pool pool = memory();
    // tag::revisions
    RevisionDirectory directory = RevisionDirectory.read(List.of(folder));
    RevisionMigrations revisions =
        Migrations.on(pool)
            .revisions(directory)
            .progress(
                done -> told.add(done.number() + "/" + done.of() + " " + done.revision().id()));
    Future<Plan> upgraded = revisions.upgrade();
    // end::revisions
    assertThat(await(upgraded).steps()).hasSize(2);
    assertThat(told).containsExactly("1/2 aaa111", "2/2 bbb222");
    // tag::more
    Future<Check> atHead =
        revisions
            .downgrade(Target.parse("-1"))
            .compose(plan -> revisions.upgrade(Target.HEAD))
            .compose(plan -> revisions.check());
    Future<List<Revision>> current = atHead.compose(check -> revisions.current());
    // end::more
    assertThat(await(atHead).isClean()).isTrue();
    assertThat(await(current)).extracting(Revision::id).containsExactly("bbb222");
    assertThat(told).endsWith("1/1 bbb222", "1/1 bbb222");
    // tag::run
    Future<StampPlan> stamped =
        Migrations.on(pool)
            .run(
                target ->
                    new Revisions(directory, target, RevisionSettings.DEFAULT)
                        .stamp(List.of(Target.parse("aaa111")), true));
    // end::run
    await(stamped);
    assertThat(await(revisions.current())).extracting(Revision::id).containsExactly("aaa111");
  }

  private void revision(String id, String upgrade, String downgrade) {
    new RevisionWriter(RevisionLayout.of(folder))
        .create(
            NewRevision.named("revision " + id)
                .withId(id)
                .with(new Content(upgrade, Optional.of(downgrade))));
  }

  /** Each block of Java in the page is a piece of this class. */
  @Test
  void thePageShowsWhatRunsHere() throws Exception {
    String page = Files.readString(Path.of("../docs/migrations/runner.md"));
    String source =
        Files.readString(
            Path.of("src/test/java/io/reactivesqlite/migrations/docs/RunnerExamplesTest.java"));
    Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
    int shown = 0;
    while (blocks.find()) {
      assertThat(words(source)).contains(words(blocks.group(1)));
      shown++;
    }
    assertThat(shown).isEqualTo(source.split("// tag::[a-z]").length - 1);
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").trim();
  }
}
