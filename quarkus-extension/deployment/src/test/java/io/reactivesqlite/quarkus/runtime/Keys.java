// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.reactive.datasource.runtime.DataSourcesReactiveRuntimeConfig;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Reads keys as Quarkus does, and makes options of them, without starting an application. */
final class Keys {

  private static final String PREFIX = "quarkus.datasource.reactive.";

  private final Map<String, String> values =
      new HashMap<>(Map.of(PREFIX + "url", "sqlite:keys.db"));

  Keys with(String key, String value) {
    values.put(PREFIX + key, value);
    return this;
  }

  SQLiteConnectOptions options() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(SQLiteDataSourcesConfig.class)
            .withMapping(DataSourcesReactiveRuntimeConfig.class)
            .withValidateUnknown(false)
            .withSources(new PropertiesConfigSource(values, "test", 500))
            .build();
    String name = DataSourceUtil.DEFAULT_DATASOURCE_NAME;
    return new ConnectOptions(name)
        .from(
            config
                .getConfigMapping(DataSourcesReactiveRuntimeConfig.class)
                .dataSources()
                .get(name)
                .reactive(),
            config
                .getConfigMapping(SQLiteDataSourcesConfig.class)
                .dataSources()
                .get(name)
                .reactive()
                .sqlite());
  }
}
