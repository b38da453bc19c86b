// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate;

import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.reactivesqlite.quarkus.runtime.SQLiteDataSourcesConfig;
import io.reactivesqlite.quarkus.runtime.migrations.SQLiteMigrationsConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the generated start of an application calls when Hibernate reads the entities, and when it
 * starts.
 */
@Recorder
public class SQLiteHibernateRecorder {

  private final RuntimeValue<SQLiteMigrationsConfig> migrations;
  private final RuntimeValue<SQLiteDataSourcesConfig> sqlite;
  private final Map<String, DataSourceSessions> sessions = new HashMap<>();

  public SQLiteHibernateRecorder(
      RuntimeValue<SQLiteMigrationsConfig> migrations,
      RuntimeValue<SQLiteDataSourcesConfig> sqlite) {
    this.migrations = migrations;
    this.sqlite = sqlite;
  }

  public HibernateOrmIntegrationStaticInitListener dialect() {
    return new OwnDialect();
  }

  public HibernateOrmIntegrationRuntimeInitListener services(String unit, String dataSource) {
    SQLiteMigrationsConfig.DataSource config = migrations.getValue().dataSources().get(dataSource);
    return new RuntimeServices(
        config.checkEntitiesAtStart()
            ? new EntityCheck(unit, dataSource, config.entitiesExclude().orElse(List.of()))
            : null,
        sessions.computeIfAbsent(dataSource, this::sessionsOn));
  }

  private DataSourceSessions sessionsOn(String dataSource) {
    return new DataSourceSessions(
        dataSource,
        sqlite.getValue().dataSources().get(dataSource).reactive().sqlite().sharedTransactions());
  }
}
