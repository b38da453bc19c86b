// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.reactivesqlite.migrations.liquibase.MigrationStatus;
import io.reactivesqlite.migrations.runner.Migrations;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrateAtStartTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(TestDatabase.class, AtStart.class)
                      .addAsResource("db/bookshop.sql", "db/changelog.sql")
                      .addAsResource("db/bookshop.sql", "db/bookshop.sql"))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.migrate-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.check-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.parameters.firstAuthor", "Lem")
          .overrideConfigKey("quarkus.datasource.memory.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.memory.reactive.url", "sqlite::memory:")
          .overrideConfigKey("quarkus.sqlite-migrations.memory.migrate-at-start", "true")
          .overrideConfigKey("quarkus.sqlite-migrations.memory.change-log", "db/bookshop.sql")
          .overrideConfigKey("quarkus.sqlite-migrations.memory.contexts", "production")
          .overrideConfigKey("quarkus.datasource.later.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.later.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.sqlite-migrations.later.change-log", "db/bookshop.sql");

  @Inject AtStart atStart;

  @Inject
  @Named("memory")
  Pool memory;

  @Inject
  @ReactiveDataSource("later")
  Migrations later;

  @Inject
  @Named("later")
  Pool laterPool;

  @Test
  void theApplicationFindsItsTablesWhenItStarts() {
    assertThat(atStart.author).isEqualTo("Lem");
  }

  @Test
  void eachDatasourceHasItsOwnChangeLogAndContexts() {
    assertThat(memory.query("select * from author").executeAndAwait().size()).isZero();
  }

  @Test
  void withoutMigrateAtStartTheApplicationMigratesByItself() {
    MigrationStatus before = later.status().toCompletionStage().toCompletableFuture().join();
    assertThat(before.pending()).hasSize(3);
    assertThat(tables("book")).isZero();

    assertThat(later.updateAndAwait().changeSets()).hasSize(3);
    assertThat(tables("book")).isEqualTo(1);
  }

  private int tables(String name) {
    return laterPool
        .query("select 1 from sqlite_schema where name = '" + name + "'")
        .executeAndAwait()
        .size();
  }

  @Singleton
  static class AtStart {

    @Inject Pool pool;
    String author;

    void start(@Observes StartupEvent event) {
      author =
          pool.query("select name from author").executeAndAwait().iterator().next().getString(0);
    }
  }
}
