// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime.migrations;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.migrations.liquibase.MigrationResult;
import io.reactivesqlite.migrations.liquibase.MigrationStatus;
import io.reactivesqlite.migrations.liquibase.MigratorOptions;
import io.reactivesqlite.migrations.revisions.Check;
import io.reactivesqlite.migrations.revisions.Plan;
import io.reactivesqlite.migrations.revisions.Revision;
import io.reactivesqlite.migrations.revisions.RevisionDirectory;
import io.reactivesqlite.migrations.revisions.RevisionException;
import io.reactivesqlite.migrations.revisions.RevisionSettings;
import io.reactivesqlite.migrations.runner.Migrations;
import io.reactivesqlite.migrations.runner.RevisionMigrations;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * The migrations of one datasource, as they are configured: by a change log, or by revisions.
 *
 * @param dataSource its name
 * @param config its keys
 */
record DatabaseMigrations(String dataSource, SQLiteMigrationsConfig.DataSource config) {

  private static final Logger LOG = Logger.getLogger(DatabaseMigrations.class);

  Migrations on(SQLitePool pool) {
    return Migrations.on(pool)
        .changeLog(changeLog())
        .options(
            MigratorOptions.defaults()
                .withContexts(config.contexts().orElse(""))
                .withLabels(config.labels().orElse(""))
                .withParameters(config.parameters())
                .withLockTimeout(config.lockTimeout()));
  }

  void start(SQLitePool pool) {
    if (config.locations().isPresent() && config.changeLog().isPresent()) {
      throw wrong("locations", "there is a change-log too: set one");
    }
    if (config.locations().isPresent()) {
      runRevisions(pool);
    } else {
      runChangeLog(pool);
    }
  }

  void requireHibernate(boolean isThere) {
    if (config.checkEntitiesAtStart() && !isThere) {
      throw wrong(
          "check-entities-at-start", "there are no entities without quarkus-hibernate-reactive");
    }
  }

  private void runChangeLog(SQLitePool pool) {
    if (config.migrateAtStart()) {
      MigrationResult result = await(on(pool).update());
      LOG.infof(
          "The datasource %s is migrated: %d change sets of %s have run",
          dataSource, result.changeSets().size(), changeLog());
    }
    if (config.checkAtStart()) {
      await(on(pool).validate());
      MigrationStatus status = await(on(pool).status());
      refuse(status.pending(), status.unknown(), List.of());
    }
  }

  private void runRevisions(SQLitePool pool) {
    if (!config.migrateAtStart() && !config.checkAtStart()) {
      return;
    }
    RevisionMigrations revisions =
        on(pool)
            .revisions(directory())
            .settings(
                new RevisionSettings(
                    RevisionSettings.DEFAULT.logicalFilePath(),
                    config.parameters(),
                    config.lockTimeout()));
    if (config.migrateAtStart()) {
      Plan plan = await(revisions.upgrade());
      LOG.infof(
          "The datasource %s is migrated: %d revisions of %s have run",
          dataSource, plan.steps().size(), what());
    }
    if (config.checkAtStart()) {
      Check check = await(revisions.check());
      refuse(
          check.pending().stream().map(Revision::title).toList(),
          check.unknown(),
          check.edited().stream().map(Revision::title).toList());
    }
  }

  private RevisionDirectory directory() {
    try {
      return RevisionDirectory.read(
          Thread.currentThread().getContextClassLoader(), config.locations().get());
    } catch (RevisionException e) {
      throw wrong("locations", e.getMessage());
    }
  }

  private void refuse(Collection<?> pending, Collection<?> unknown, Collection<?> edited) {
    if (!pending.isEmpty() || !unknown.isEmpty() || !edited.isEmpty()) {
      throw new IllegalStateException(
          "The datasource "
              + dataSource
              + " is not what "
              + what()
              + " says: have not run "
              + pending
              + ", unknown "
              + unknown
              + ", edited since "
              + edited
              + ". Migrate it before the start, or set migrate-at-start");
    }
  }

  private String changeLog() {
    return config.changeLog().orElse(Migrations.DEFAULT_CHANGE_LOG);
  }

  /** What it is migrated by, for people. */
  private String what() {
    return config.locations().map(places -> String.join(", ", places)).orElseGet(this::changeLog);
  }

  private <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "The datasource "
              + dataSource
              + " cannot be migrated by "
              + what()
              + ": "
              + e.getCause().getMessage(),
          e.getCause());
    }
  }

  private ConfigurationException wrong(String key, String why) {
    String name =
        DataSourceUtil.isDefault(dataSource)
            ? SQLiteMigrationsConfig.PREFIX + key
            : SQLiteMigrationsConfig.PREFIX + "\"" + dataSource + "\"." + key;
    return new ConfigurationException(name + " cannot be used: " + why, Set.of(name));
  }
}
