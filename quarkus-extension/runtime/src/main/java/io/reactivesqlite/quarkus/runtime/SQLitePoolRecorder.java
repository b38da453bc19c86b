// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime;

import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.runtime.DataSourcesRuntimeConfig;
import io.quarkus.reactive.datasource.runtime.DataSourceReactiveRuntimeConfig;
import io.quarkus.reactive.datasource.runtime.DataSourcesReactiveRuntimeConfig;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteFunctions;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.quarkus.SQLitePoolCreator;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the generated start of an application calls to get its pools. */
@Recorder
public class SQLitePoolRecorder {

  private static final TypeLiteral<Instance<SQLitePoolCreator>> CREATORS = new TypeLiteral<>() {};

  private final RuntimeValue<DataSourcesRuntimeConfig> common;
  private final RuntimeValue<DataSourcesReactiveRuntimeConfig> reactive;
  private final RuntimeValue<SQLiteDataSourcesConfig> sqlite;

  public SQLitePoolRecorder(
      RuntimeValue<DataSourcesRuntimeConfig> common,
      RuntimeValue<DataSourcesReactiveRuntimeConfig> reactive,
      RuntimeValue<SQLiteDataSourcesConfig> sqlite) {
    this.common = common;
    this.reactive = reactive;
    this.sqlite = sqlite;
  }

  public Supplier<ActiveResult> active(String dataSource) {
    return () -> {
      if (!common.getValue().dataSources().get(dataSource).active().orElse(true)) {
        return ActiveResult.inactive(
            DataSourceUtil.dataSourceInactiveReasonDeactivated(dataSource));
      }
      if (reactiveOf(dataSource).url().isEmpty()) {
        return ActiveResult.inactive(
            DataSourceUtil.dataSourceInactiveReasonUrlMissing(dataSource, "reactive.url"));
      }
      return ActiveResult.active();
    };
  }

  /**
   * Makes the pool of a datasource.
   *
   * @param hasSessions whether Hibernate uses it
   */
  public Function<SyntheticCreationalContext<SQLitePool>, SQLitePool> pool(
      String dataSource,
      boolean hasSessions,
      Set<String> knownKeys,
      RuntimeValue<Vertx> vertx,
      ShutdownContext end) {
    return context -> {
      new KnownKeys(knownKeys).checkDataSource(dataSource);
      SQLiteConnectOptions connectOptions =
          new ConnectOptions(dataSource).from(reactiveOf(dataSource), sqliteOf(dataSource));
      if (hasSessions) {
        // what HQL has and SQLite has not
        connectOptions.addRoutines(SQLiteFunctions.regexp()).addRoutines(SQLiteFunctions.strings());
      }
      PoolOptions poolOptions = poolOptions(dataSource);
      Instance<SQLitePoolCreator> creators =
          context.getInjectedReference(CREATORS, qualifier(dataSource));
      SQLitePool pool =
          creators.isResolvable()
              ? creators
                  .get()
                  .create(
                      new SQLitePoolCreator.Input(vertx.getValue(), poolOptions, connectOptions))
              : SQLitePool.cast(
                  SQLiteBuilder.pool()
                      .with(poolOptions)
                      .connectingTo(connectOptions)
                      .using(vertx.getValue())
                      .build());
      end.addShutdownTask(new PoolShutdown(dataSource, pool, connectOptions.getCloseGrace()));
      return pool;
    };
  }

  public Function<
          SyntheticCreationalContext<io.reactivesqlite.mutiny.client.SQLitePool>,
          io.reactivesqlite.mutiny.client.SQLitePool>
      mutinyPool(String dataSource) {
    return context ->
        io.reactivesqlite.mutiny.client.SQLitePool.newInstance(
            context.getInjectedReference(SQLitePool.class, qualifier(dataSource)));
  }

  public RuntimeValue<SQLiteDataSources> dataSources(Set<String> names) {
    Set<String> measured =
        names.stream().filter(name -> sqliteOf(name).metrics()).collect(Collectors.toSet());
    return new RuntimeValue<>(new SQLiteDataSources(Set.copyOf(names), measured));
  }

  private DataSourceReactiveRuntimeConfig reactiveOf(String dataSource) {
    return reactive.getValue().dataSources().get(dataSource).reactive();
  }

  private SQLiteDataSourceConfig sqliteOf(String dataSource) {
    return sqlite.getValue().dataSources().get(dataSource).reactive().sqlite();
  }

  private PoolOptions poolOptions(String dataSource) {
    DataSourceReactiveRuntimeConfig config = reactiveOf(dataSource);
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(config.maxSize())
            .setShared(config.shared())
            // Its meters have this name, and pools that share a name share all else.
            .setName(config.name().orElse(dataSource));
    config
        .idleTimeout()
        .ifPresent(
            timeout ->
                options
                    .setIdleTimeout(wholeMillis(timeout))
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    config
        .maxLifetime()
        .ifPresent(
            lifetime ->
                options
                    .setMaxLifetime(wholeMillis(lifetime))
                    .setMaxLifetimeUnit(TimeUnit.MILLISECONDS));
    config.eventLoopSize().ifPresent(size -> options.setEventLoopSize(Math.max(0, size)));
    return options;
  }

  /** More than 24 days is as good as that. */
  private static int wholeMillis(Duration duration) {
    return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
  }
}
