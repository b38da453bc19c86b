// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime.migrations;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.reactivesqlite.migrations.runner.Migrations;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which databases are migrated, and by what. */
@ConfigMapping(prefix = "quarkus.sqlite-migrations")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface SQLiteMigrationsConfig {

  /** With what the keys begin. */
  String PREFIX = "quarkus.sqlite-migrations.";

  /** Datasources. */
  @ConfigDocSection
  @ConfigDocMapKey("datasource-name")
  @WithParentName
  @WithDefaults
  @WithUnnamedKey(DataSourceUtil.DEFAULT_DATASOURCE_NAME)
  Map<String, DataSource> dataSources();

  /** The migrations of one datasource. */
  @ConfigGroup
  interface DataSource {

    /**
     * Whether the change sets that have not run yet run before the application serves. Where one
     * fails, the application does not start.
     */
    @WithDefault("false")
    boolean migrateAtStart();

    /**
     * Whether the application refuses to start where change sets have not run, were edited after
     * they ran, or are unknown to the change log. With {@code migrate-at-start} it looks after the
     * migration.
     */
    @WithDefault("false")
    boolean checkAtStart();

    /**
     * Whether the application refuses to start where the database differs from what the entities of
     * Hibernate ask for, down to defaults, keys and indexes. For tests: with it, a change of an
     * entity without a revision fails each of them. It needs quarkus-hibernate-reactive.
     */
    @WithDefault("false")
    boolean checkEntitiesAtStart();

    /** The tables that entities know nothing of; {@code *} stands for any characters. */
    @ConfigDocDefault("none")
    Optional<List<String>> entitiesExclude();

    /**
     * The file with the change sets, in any format of Liquibase: looked for on the class path, then
     * in the working directory.
     */
    @ConfigDocDefault(Migrations.DEFAULT_CHANGE_LOG)
    Optional<String> changeLog();

    /**
     * The folders of the class path with revisions, as {@code sqlite-migrate} writes them, to run
     * in place of a change log.
     */
    @ConfigDocDefault("none")
    Optional<List<String>> locations();

    /** An expression of contexts, as Liquibase has them. */
    @ConfigDocDefault("all")
    Optional<String> contexts();

    /** An expression of labels, as Liquibase has them. */
    @ConfigDocDefault("all")
    Optional<String> labels();

    /** Values for <code>${…}</code> in change logs. */
    @ConfigDocMapKey("parameter-name")
    Map<String, String> parameters();

    /** How long to wait for another process that migrates the same database. */
    @WithDefault("1M")
    Duration lockTimeout();
  }
}
