// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteFunctions;
import io.reactivesqlite.hibernate.SQLiteSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hibernate.HibernateException;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.config.spi.StandardConverters;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.engine.jdbc.spi.SqlStatementLogger;
import org.hibernate.reactive.pool.impl.SqlClientPool;
import org.hibernate.reactive.pool.impl.SqlClientPoolConfiguration;
import org.hibernate.reactive.provider.Settings;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.spi.Configurable;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.Startable;
import org.hibernate.service.spi.Stoppable;

/**
 * The pool of one SQLite database, and of one more for each tenant. It hands the URL to the client
 * as it is: paths of files are no URIs.
 */
public final class SQLiteClientPool extends SqlClientPool
    implements ServiceRegistryAwareService, Configurable, Startable, Stoppable {
  private ServiceRegistryImplementor services;
  private Map<String, Object> settings;
  private boolean sharesTransactions;
  private SqlStatementLogger statementLogger;
  private volatile SqlExceptionHelper exceptionHelper;
  private volatile SessionPool pool;
  private TenantPools tenants;
  private volatile CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);

  @Override
  public void injectServices(ServiceRegistryImplementor services) {
    this.services = services;
    // asked for on event loops, which must never wait for a registry that is being built
    this.statementLogger = services.requireService(SqlStatementLogger.class);
  }

  @Override
  public void configure(Map<String, Object> settings) {
    this.settings = settings;
    this.sharesTransactions =
        services
            .requireService(ConfigurationService.class)
            .getSetting(SQLiteSettings.SHARED_TRANSACTIONS, StandardConverters.BOOLEAN, true);
  }

  @Override
  public void start() {
    if (pool != null) {
      return;
    }
    final String url = (String) settings.get(Settings.URL);
    pool = open(url == null ? (String) settings.get(Settings.JAKARTA_JDBC_URL) : url);
    tenants = new TenantPools(settings, vertx(), this::open);
  }

  private SessionPool open(String url) {
    final SQLiteConnectOptions options =
        SQLiteConnectOptions.fromUri(SQLiteUrl.withoutPrefix(url))
            .addRoutines(SQLiteFunctions.regexp())
            .addRoutines(SQLiteFunctions.strings());
    final PoolOptions pooling =
        services.requireService(SqlClientPoolConfiguration.class).poolOptions();
    final Pool opened =
        SQLiteBuilder.pool(builder -> builder.connectingTo(options).with(pooling).using(vertx()));
    return new SessionPool(vertx(), opened, sharesTransactions);
  }

  private Vertx vertx() {
    return services.requireService(VertxInstance.class).getVertx();
  }

  @Override
  protected Pool getPool() {
    final Pool open = pool;
    if (open == null) {
      throw new HibernateException("The pool of connections was not started, or is closed");
    }
    return open;
  }

  @Override
  protected Pool getTenantPool(String tenantId) {
    return tenants.poolOf(tenantId);
  }

  @Override
  public void stop() {
    if (pool != null) {
      closed = CompletableFuture.allOf(end(pool.close()), end(tenants.close()));
      pool = null;
    }
  }

  /**
   * A Vert.x of Hibernate's own is stopped before its pools are. They were closed with it then, and
   * no context is left that could call back to say so.
   */
  private static CompletableFuture<?> end(Future<Void> closing) {
    return closing.succeeded()
        ? CompletableFuture.completedFuture(null)
        : closing.toCompletionStage().toCompletableFuture();
  }

  @Override
  public CompletionStage<Void> getCloseFuture() {
    return closed;
  }

  @Override
  protected SqlStatementLogger getSqlStatementLogger() {
    return statementLogger;
  }

  @Override
  protected SqlExceptionHelper getSqlExceptionHelper() {
    if (exceptionHelper == null) {
      exceptionHelper = services.requireService(JdbcServices.class).getSqlExceptionHelper();
    }
    return exceptionHelper;
  }
}
