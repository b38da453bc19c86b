// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.deployment;

import static io.quarkus.reactive.datasource.deployment.ReactiveDataSourceBuildUtil.qualifier;
import static io.quarkus.reactive.datasource.deployment.ReactiveDataSourceBuildUtil.qualifiers;
import static io.quarkus.reactive.datasource.deployment.ReactiveDataSourceDotNames.INJECT_INSTANCE;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.datasource.deployment.spi.DefaultDataSourceDbKindBuildItem;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceConfigurationHandlerBuildItem;
import io.quarkus.datasource.runtime.DataSourcesBuildTimeConfig;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.reactive.datasource.deployment.VertxPoolBuildItem;
import io.quarkus.reactive.datasource.spi.ReactiveDataSourceBuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.runtime.util.StringUtil;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import io.quarkus.vertx.deployment.VertxBuildItem;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.spi.SQLiteDriver;
import io.reactivesqlite.quarkus.SQLitePoolCreator;
import io.reactivesqlite.quarkus.runtime.SQLiteDataSourceConfig;
import io.reactivesqlite.quarkus.runtime.SQLiteDataSources;
import io.reactivesqlite.quarkus.runtime.SQLitePoolRecorder;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

/** Gives every datasource of kind {@code sqlite} its beans. */
final class SQLiteClientProcessor {

  static final String DB_KIND = "sqlite";
  static final String FEATURE = "reactive-sqlite-client";

  private static final Type CREATOR = ClassType.create(SQLitePoolCreator.class);

  @BuildStep
  FeatureBuildItem feature() {
    return new FeatureBuildItem(FEATURE);
  }

  @BuildStep
  DefaultDataSourceDbKindBuildItem kind() {
    return new DefaultDataSourceDbKindBuildItem(DB_KIND);
  }

  @BuildStep
  DevServicesDatasourceConfigurationHandlerBuildItem devServicesKeys() {
    return DevServicesDatasourceConfigurationHandlerBuildItem.reactive(DB_KIND);
  }

  @BuildStep
  ServiceProviderBuildItem driver() {
    return new ServiceProviderBuildItem(
        "io.vertx.sqlclient.spi.Driver", SQLiteDriver.class.getName());
  }

  @BuildStep
  void dataSources(
      List<ReactiveDataSourceBuildItem> all, BuildProducer<SQLiteDataSourceBuildItem> ours) {
    for (ReactiveDataSourceBuildItem dataSource : all) {
      if (dataSource.getDbKind().equals(DB_KIND)) {
        ours.produce(new SQLiteDataSourceBuildItem(dataSource.getName()));
      }
    }
  }

  @BuildStep
  @Record(ExecutionTime.RUNTIME_INIT)
  ServiceStartBuildItem pools(
      SQLitePoolRecorder recorder,
      List<SQLiteDataSourceBuildItem> dataSources,
      List<SQLiteSessionsBuildItem> sessions,
      VertxBuildItem vertx,
      ShutdownContextBuildItem end,
      BuildProducer<SyntheticBeanBuildItem> beans,
      BuildProducer<VertxPoolBuildItem> done) {
    Set<String> keys = keysOf(SQLiteDataSourceConfig.class);
    Set<String> withSessions =
        sessions.stream().map(SQLiteSessionsBuildItem::dataSource).collect(Collectors.toSet());
    RuntimeValue<SQLiteDataSources> all =
        recorder.dataSources(
            dataSources.stream().map(SQLiteDataSourceBuildItem::name).collect(Collectors.toSet()));
    for (SQLiteDataSourceBuildItem dataSource : dataSources) {
      String name = dataSource.name();
      beans.produce(
          SyntheticBeanBuildItem.configure(SQLitePool.class)
              .defaultBean()
              .addType(Pool.class)
              .scope(ApplicationScoped.class)
              .qualifiers(qualifiers(name))
              .addInjectionPoint(
                  ParameterizedType.create(INJECT_INSTANCE, new Type[] {CREATOR}, null),
                  qualifier(name))
              .checkActive(recorder.active(name))
              .createWith(
                  recorder.pool(name, withSessions.contains(name), keys, vertx.getVertx(), end))
              .unremovable()
              .setRuntimeInit()
              .startup()
              .done());
      beans.produce(
          SyntheticBeanBuildItem.configure(io.reactivesqlite.mutiny.client.SQLitePool.class)
              .defaultBean()
              .addType(io.vertx.mutiny.sqlclient.Pool.class)
              .scope(ApplicationScoped.class)
              .qualifiers(qualifiers(name))
              .addInjectionPoint(ClassType.create(SQLitePool.class), qualifier(name))
              .checkActive(recorder.active(name))
              .createWith(recorder.mutinyPool(name))
              .unremovable()
              .setRuntimeInit()
              .startup()
              .done());
    }
    beans.produce(
        SyntheticBeanBuildItem.configure(SQLiteDataSources.class)
            .scope(Singleton.class)
            .unremovable()
            .runtimeValue(all)
            .setRuntimeInit()
            .done());
    done.produce(new VertxPoolBuildItem());
    return new ServiceStartBuildItem(FEATURE);
  }

  @BuildStep
  void health(
      Capabilities capabilities,
      List<SQLiteDataSourceBuildItem> dataSources,
      DataSourcesBuildTimeConfig config,
      BuildProducer<HealthBuildItem> checks) {
    if (capabilities.isPresent(Capability.SMALLRYE_HEALTH) && !dataSources.isEmpty()) {
      checks.produce(
          new HealthBuildItem(
              "io.reactivesqlite.quarkus.runtime.health.SQLiteHealthCheck",
              config.healthEnabled()));
    }
  }

  @BuildStep
  void meters(
      Optional<MetricsCapabilityBuildItem> metrics, BuildProducer<AdditionalBeanBuildItem> beans) {
    if (metrics.isPresent() && metrics.get().metricsSupported(MetricsFactory.MICROMETER)) {
      beans.produce(
          AdditionalBeanBuildItem.unremovableOf(
              "io.reactivesqlite.quarkus.runtime.metrics.SQLiteMeters"));
    }
  }

  @BuildStep
  UnremovableBeanBuildItem creators() {
    return UnremovableBeanBuildItem.beanTypes(SQLitePoolCreator.class);
  }

  @BuildStep
  void oneCreatorEach(
      ValidationPhaseBuildItem validation, BuildProducer<ValidationErrorBuildItem> errors) {
    Set<Set<?>> seen = new HashSet<>();
    for (BeanInfo bean :
        validation.getContext().beans().matchBeanTypes(types -> types.contains(CREATOR))) {
      if (!seen.add(new HashSet<>(bean.getQualifiers()))) {
        errors.produce(
            new ValidationErrorBuildItem(
                new IllegalStateException(
                    "There are two beans of type "
                        + SQLitePoolCreator.class.getName()
                        + " for the same datasource: keep one, or qualify them with"
                        + " @ReactiveDataSource(name)")));
      }
    }
  }

  /** The names of the keys of a group, as Quarkus makes them of the methods. */
  static Set<String> keysOf(Class<?> group) {
    return Stream.of(group.getMethods())
        .map(Method::getName)
        .map(StringUtil::hyphenate)
        .collect(Collectors.toSet());
  }
}
