// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.micrometer.SQLitePoolMeters;
import io.reactivesqlite.quarkus.runtime.SQLiteDataSources;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Binds the meters of each pool while the application runs. */
@Singleton
public class SQLiteMeters {

  private static final String DATA_SOURCE = "datasource";

  @Inject MeterRegistry registry;
  @Inject SQLiteDataSources dataSources;

  void bind(@Observes StartupEvent start) {
    for (String name : dataSources.measured()) {
      InjectableInstance<SQLitePool> pool =
          ReactiveDataSourceUtil.dataSourceInstance(SQLitePool.class, name);
      if (pool.getHandle().getBean().isActive()) {
        new SQLitePoolMeters(pool.get(), Tag.of(DATA_SOURCE, name)).bindTo(registry);
      }
    }
  }

  /**
   * The registry is the one of the process and outlives the application in development and tests.
   * It would show the next application the figures of the closed pool.
   */
  void unbind(@Observes ShutdownEvent end) {
    for (Meter meter : List.copyOf(registry.getMeters())) {
      String dataSource = meter.getId().getTag(DATA_SOURCE);
      if (dataSource != null
          && dataSources.measured().contains(dataSource)
          && meter.getId().getName().startsWith("sqlite.")) {
        registry.remove(meter);
      }
    }
  }
}
