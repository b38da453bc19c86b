// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime.health;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.datasource.runtime.DataSourceSupport;
import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.quarkus.reactive.datasource.runtime.ReactiveDatasourceHealthCheck;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLitePoolFigures;
import io.reactivesqlite.quarkus.runtime.SQLiteDataSources;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is an application whose databases can be read. */
@Readiness
@ApplicationScoped
public class SQLiteHealthCheck extends ReactiveDatasourceHealthCheck {

  private final Map<String, SQLitePool> pools = new TreeMap<>();

  @Inject DataSourceSupport support;
  @Inject SQLiteDataSources dataSources;

  public SQLiteHealthCheck() {
    // Reads the file, which SELECT 1 does not: a file that is no database, or is gone, shows.
    super("Reactive SQLite connections health check", "SELECT count(*) FROM sqlite_schema");
  }

  @PostConstruct
  void init() {
    for (InstanceHandle<SQLitePool> pool :
        Arc.container().select(SQLitePool.class, Any.Literal.INSTANCE).handles()) {
      String name = ReactiveDataSourceUtil.dataSourceName(pool.getBean());
      if (pool.getBean().isActive()
          && dataSources.names().contains(name)
          && !support.getHealthCheckExcludedNames().contains(name)) {
        addPool(name, pool.get());
        pools.put(name, pool.get());
      }
    }
  }

  /** What waits says why an application that is up is slow. It does not make it less ready. */
  @Override
  public HealthCheckResponse call() {
    HealthCheckResponse asked = super.call();
    Map<String, Object> data = new TreeMap<>(asked.getData().orElse(Map.of()));
    pools.forEach(
        (name, pool) -> {
          SQLitePoolFigures figures = pool.figures();
          data.put(name + " reads waiting", (long) figures.getReadsWaiting());
          data.put(name + " writes waiting", (long) figures.getWritesWaiting());
          data.put(name + " turns waiting", (long) figures.getTurnsWaiting());
          data.put(name + " connections", (long) figures.getConnections());
        });
    return new HealthCheckResponse(asked.getName(), asked.getStatus(), Optional.of(data));
  }
}
