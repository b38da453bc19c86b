// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime.migrations;

import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.migrations.liquibase.MigrationResult;
import io.reactivesqlite.migrations.liquibase.MigrationStatus;
import io.reactivesqlite.migrations.liquibase.MigratorOptions;
import io.reactivesqlite.migrations.runner.Migrations;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * The migrations of one datasource, as they are configured.
 *
 * @param dataSource its name
 * @param config its keys
 */
record DatabaseMigrations(String dataSource, SQLiteMigrationsConfig.DataSource config) {

  private static final Logger LOG = Logger.getLogger(DatabaseMigrations.class);

  Migrations on(SQLitePool pool) {
    return Migrations.on(pool)
        .changeLog(config.changeLog())
        .options(
            MigratorOptions.defaults()
                .withContexts(config.contexts().orElse(""))
                .withLabels(config.labels().orElse(""))
                .withParameters(config.parameters())
                .withLockTimeout(config.lockTimeout()));
  }

  void start(SQLitePool pool) {
    if (config.migrateAtStart()) {
      MigrationResult result = await(on(pool).update());
      LOG.infof(
          "The datasource %s is migrated: %d change sets of %s have run",
          dataSource, result.changeSets().size(), config.changeLog());
    }
    if (config.checkAtStart()) {
      await(on(pool).validate());
      check(await(on(pool).status()));
    }
  }

  private void check(MigrationStatus status) {
    if (!status.pending().isEmpty() || !status.unknown().isEmpty()) {
      throw new IllegalStateException(
          "The datasource "
              + dataSource
              + " is not what "
              + config.changeLog()
              + " says: have not run "
              + status.pending()
              + ", unknown "
              + status.unknown()
              + ". Migrate it before the start, or set migrate-at-start");
    }
  }

  private <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "The datasource "
              + dataSource
              + " cannot be migrated by "
              + config.changeLog()
              + ": "
              + e.getCause().getMessage(),
          e.getCause());
    }
  }
}
