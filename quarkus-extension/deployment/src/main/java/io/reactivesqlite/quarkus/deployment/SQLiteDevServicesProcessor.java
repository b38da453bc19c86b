// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.deployment;

import io.quarkus.datasource.deployment.spi.DatasourceStartable;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceContainerConfig;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceProvider;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceProviderBuildItem;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.DevServicesComposeProjectBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.runtime.LaunchMode;
import java.time.Duration;
import java.util.Optional;

/** A datasource without a URL gets a new, empty file in development and in tests. */
final class SQLiteDevServicesProcessor {

  @BuildStep(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class})
  DevServicesDatasourceProviderBuildItem files() {
    return new DevServicesDatasourceProviderBuildItem(
        SQLiteClientProcessor.DB_KIND, new Provider());
  }

  private static final class Provider implements DevServicesDatasourceProvider {

    @Override
    public String getFeature() {
      return SQLiteClientProcessor.FEATURE;
    }

    @Override
    public boolean isDockerRequired() {
      return false;
    }

    @Override
    public DatasourceStartable createDatasourceStartable(
        Optional<String> username,
        Optional<String> password,
        String dataSource,
        DevServicesDatasourceContainerConfig config,
        LaunchMode mode,
        boolean sharedNetwork,
        Optional<Duration> timeout) {
      return new DevDatabaseFile();
    }

    @Override
    public Optional<RunningDevServicesDatasource> findRunningComposeDatasource(
        LaunchMode mode,
        boolean sharedNetwork,
        DevServicesDatasourceContainerConfig config,
        DevServicesComposeProjectBuildItem project) {
      return Optional.empty();
    }
  }
}
