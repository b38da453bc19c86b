// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.deployment;

import io.quarkus.agroal.spi.JdbcDataSourceSchemaReadyBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.hibernate.orm.deployment.PersistenceUnitDescriptorBuildItem;
import io.quarkus.hibernate.orm.deployment.integration.HibernateOrmIntegrationRuntimeConfiguredBuildItem;
import io.quarkus.hibernate.orm.deployment.integration.HibernateOrmIntegrationStaticConfiguredBuildItem;
import io.quarkus.hibernate.orm.deployment.spi.DatabaseKindDialectBuildItem;
import io.reactivesqlite.hibernate.SQLiteDialect;
import io.reactivesqlite.quarkus.deployment.SQLiteDataSourceBuildItem;
import io.reactivesqlite.quarkus.deployment.SQLiteSchemaReadyBuildItem;
import io.reactivesqlite.quarkus.deployment.SQLiteSessionsBuildItem;
import io.reactivesqlite.quarkus.hibernate.SQLiteHibernateRecorder;
import java.util.List;
import java.util.stream.Collectors;

/** Gives persistence units on SQLite the dialect and its services. */
final class SQLiteHibernateProcessor {

  private static final String NAME = "Reactive SQLite";
  private static final String DB_KIND = "sqlite";

  /** What the client brings; Quarkus refuses to start on an older one. */
  private static final String SQLITE_VERSION = "3.45";

  @BuildStep
  DatabaseKindDialectBuildItem dialect() {
    return DatabaseKindDialectBuildItem.forThirdPartyDialect(
        DB_KIND, SQLiteDialect.class.getName(), SQLITE_VERSION);
  }

  @BuildStep
  @Record(ExecutionTime.STATIC_INIT)
  void ownDialect(
      SQLiteHibernateRecorder recorder,
      List<PersistenceUnitDescriptorBuildItem> units,
      BuildProducer<HibernateOrmIntegrationStaticConfiguredBuildItem> configured) {
    for (PersistenceUnitDescriptorBuildItem unit : units) {
      if (isOurs(unit) && unit.getConfig().getExplicitDialect().isEmpty()) {
        configured.produce(
            new HibernateOrmIntegrationStaticConfiguredBuildItem(
                    NAME, unit.getPersistenceUnitName())
                .setInitListener(recorder.dialect()));
      }
    }
  }

  @BuildStep
  @Record(ExecutionTime.RUNTIME_INIT)
  void services(
      SQLiteHibernateRecorder recorder,
      List<PersistenceUnitDescriptorBuildItem> units,
      BuildProducer<HibernateOrmIntegrationRuntimeConfiguredBuildItem> configured) {
    for (PersistenceUnitDescriptorBuildItem unit : units) {
      if (isOurs(unit)) {
        configured.produce(
            new HibernateOrmIntegrationRuntimeConfiguredBuildItem(
                    NAME, unit.getPersistenceUnitName())
                .setInitListener(
                    recorder.services(unit.getPersistenceUnitName(), dataSource(unit))));
      }
    }
  }

  @BuildStep
  void sessions(
      List<PersistenceUnitDescriptorBuildItem> units,
      BuildProducer<SQLiteSessionsBuildItem> sessions) {
    for (PersistenceUnitDescriptorBuildItem unit : units) {
      if (isOurs(unit)) {
        sessions.produce(new SQLiteSessionsBuildItem(dataSource(unit)));
      }
    }
  }

  private static boolean isOurs(PersistenceUnitDescriptorBuildItem unit) {
    return unit.isReactive() && unit.getConfig().getDbKind().filter(DB_KIND::equals).isPresent();
  }

  private static String dataSource(PersistenceUnitDescriptorBuildItem unit) {
    return unit.getConfig().getDataSource().orElse(DataSourceUtil.DEFAULT_DATASOURCE_NAME);
  }

  /** Hibernate waits for it, and so finds the tables that migrations make. */
  @BuildStep
  @Consume(SQLiteSchemaReadyBuildItem.class)
  JdbcDataSourceSchemaReadyBuildItem migrated(List<SQLiteDataSourceBuildItem> dataSources) {
    return new JdbcDataSourceSchemaReadyBuildItem(
        dataSources.stream().map(SQLiteDataSourceBuildItem::name).collect(Collectors.toSet()));
  }
}
