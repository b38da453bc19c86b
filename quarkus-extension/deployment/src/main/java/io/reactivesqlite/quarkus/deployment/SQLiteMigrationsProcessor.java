// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.deployment;

import static io.quarkus.reactive.datasource.deployment.ReactiveDataSourceBuildUtil.qualifier;
import static io.quarkus.reactive.datasource.deployment.ReactiveDataSourceBuildUtil.qualifiers;

import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.migrations.runner.Migrations;
import io.reactivesqlite.quarkus.runtime.migrations.SQLiteMigrationsConfig;
import io.reactivesqlite.quarkus.runtime.migrations.SQLiteMigrationsRecorder;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import org.jboss.jandex.ClassType;

/** Migrates before anything serves, and gives each datasource its {@link Migrations}. */
final class SQLiteMigrationsProcessor {

  @BuildStep
  @Record(ExecutionTime.RUNTIME_INIT)
  void beans(
      SQLiteMigrationsRecorder recorder,
      List<SQLiteDataSourceBuildItem> dataSources,
      BuildProducer<SyntheticBeanBuildItem> beans) {
    for (SQLiteDataSourceBuildItem dataSource : dataSources) {
      beans.produce(
          SyntheticBeanBuildItem.configure(Migrations.class)
              .defaultBean()
              // each one is configured and cancelled by itself
              .scope(Dependent.class)
              .qualifiers(qualifiers(dataSource.name()))
              .addInjectionPoint(ClassType.create(SQLitePool.class), qualifier(dataSource.name()))
              .createWith(recorder.migrations(dataSource.name()))
              .setRuntimeInit()
              .done());
    }
  }

  @BuildStep
  @Record(ExecutionTime.RUNTIME_INIT)
  @Consume(SyntheticBeansRuntimeInitBuildItem.class)
  void migrate(
      SQLiteMigrationsRecorder recorder,
      List<SQLiteDataSourceBuildItem> dataSources,
      Capabilities capabilities,
      BuildProducer<SQLiteSchemaReadyBuildItem> ready,
      BuildProducer<ServiceStartBuildItem> started) {
    recorder.start(
        dataSources.stream().map(SQLiteDataSourceBuildItem::name).toList(),
        SQLiteClientProcessor.keysOf(SQLiteMigrationsConfig.DataSource.class),
        capabilities.isPresent(Capability.HIBERNATE_REACTIVE));
    ready.produce(new SQLiteSchemaReadyBuildItem());
    // HTTP is served only after all services have started
    started.produce(new ServiceStartBuildItem("sqlite-migrations"));
  }

  @BuildStep
  HotDeploymentWatchedFileBuildItem reloadWhenChangeLogsChange() {
    return HotDeploymentWatchedFileBuildItem.builder()
        .setLocationPredicate(location -> location.startsWith("db/"))
        .build();
  }

  @BuildStep
  NativeImageResourcePatternsBuildItem changeLogsInNativeImages() {
    return NativeImageResourcePatternsBuildItem.builder().includeGlob("db/**").build();
  }
}
