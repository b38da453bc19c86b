// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.hibernate.reactive.runtime.customized.QuarkusReactiveConnectionPoolInitiator;
import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.hibernate.SQLiteSettings;
import io.reactivesqlite.hibernate.reactive.SessionPool;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.reactive.pool.ReactiveConnectionPool;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * The pool of Quarkus, as sessions of all persistence units on one datasource use it. By itself
 * Quarkus would give each of them a whole connection, and a commit of its own.
 */
final class DataSourceSessions implements StandardServiceInitiator<ReactiveConnectionPool> {

  private final String dataSource;
  private final boolean sharesTransactions;
  private Pool sessions;

  DataSourceSessions(String dataSource, boolean sharesTransactions) {
    this.dataSource = dataSource;
    this.sharesTransactions = sharesTransactions;
  }

  @Override
  public Class<ReactiveConnectionPool> getServiceInitiated() {
    return ReactiveConnectionPool.class;
  }

  @Override
  public ReactiveConnectionPool initiateService(
      Map<String, Object> settings, ServiceRegistryImplementor registry) {
    if (settings.containsKey(SQLiteSettings.SHARED_TRANSACTIONS)) {
      String key =
          DataSourceUtil.dataSourcePropertyKey(dataSource, "reactive.sqlite.shared-transactions");
      throw new ConfigurationException(
          SQLiteSettings.SHARED_TRANSACTIONS
              + " means nothing in Quarkus, where all units of a datasource share: set "
              + key,
          Set.of(key));
    }
    // what it adds belongs to @Transactional
    return new QuarkusReactiveConnectionPoolInitiator(sessions())
        .initiateService(settings, registry);
  }

  private synchronized Pool sessions() {
    if (sessions == null) {
      Pool pool = ClientProxy.unwrap(ReactiveDataSourceUtil.dataSourceInstance(dataSource).get());
      sessions =
          pool instanceof SQLitePool
              ? new SessionPool(
                  ClientProxy.unwrap(Arc.container().instance(Vertx.class).get()),
                  pool,
                  sharesTransactions)
              // somebody else has made it, such as a test: of that one nothing is known
              : pool;
    }
    return sessions;
  }
}
