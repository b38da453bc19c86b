// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.runtime.migrations;

import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.dataSourceInstance;
import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.migrations.runner.Migrations;
import io.reactivesqlite.quarkus.runtime.KnownKeys;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the generated start of an application calls to migrate. */
@Recorder
public class SQLiteMigrationsRecorder {

  private final RuntimeValue<SQLiteMigrationsConfig> config;

  public SQLiteMigrationsRecorder(RuntimeValue<SQLiteMigrationsConfig> config) {
    this.config = config;
  }

  public Function<SyntheticCreationalContext<Migrations>, Migrations> migrations(
      String dataSource) {
    return context ->
        of(dataSource).on(context.getInjectedReference(SQLitePool.class, qualifier(dataSource)));
  }

  /**
   * Waits for the migrations, on the thread that starts the application, which is no event loop.
   */
  public void start(List<String> dataSources, Set<String> knownKeys, boolean hibernate) {
    new KnownKeys(knownKeys).checkBelow(SQLiteMigrationsConfig.PREFIX, dataSources);
    for (String dataSource : dataSources) {
      InjectableInstance<SQLitePool> pool = dataSourceInstance(SQLitePool.class, dataSource);
      if (pool.getHandle().getBean().isActive()) {
        of(dataSource).requireHibernate(hibernate);
        of(dataSource).start(pool.get());
      }
    }
  }

  private DatabaseMigrations of(String dataSource) {
    return new DatabaseMigrations(dataSource, config.getValue().dataSources().get(dataSource));
  }
}
