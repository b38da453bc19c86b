// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate;

import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.migrations.autogenerate.Autogenerate;
import io.reactivesqlite.migrations.autogenerate.Rules;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Compares what the entities of a persistence unit ask for with what its database has.
 *
 * @param unit the persistence unit
 * @param dataSource its datasource
 * @param exclude the tables that take no part
 */
record EntityCheck(String unit, String dataSource, List<String> exclude) {

  /** Under what the settings of a session factory have it. */
  static final String SETTING = EntityCheck.class.getName();

  /** Waits for the comparison: Hibernate starts on a thread of its own, which is no event loop. */
  void run(List<String> ddl) {
    Autogenerate entities = new Autogenerate(ddl, new Rules(List.of(), exclude, List.of()));
    List<String> differences;
    try {
      differences =
          ReactiveDataSourceUtil.dataSourceInstance(SQLitePool.class, dataSource)
              .get()
              .withConnection(
                  connection -> ((SQLiteConnection) connection).lendJdbc(entities::differences))
              .toCompletionStage()
              .toCompletableFuture()
              .join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "The entities of the persistence unit "
              + unit
              + " cannot be compared with the datasource "
              + dataSource
              + ": "
              + e.getCause().getMessage(),
          e.getCause());
    }
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "The datasource "
              + dataSource
              + " is not what the entities of the persistence unit "
              + unit
              + " ask for: "
              + String.join("; ", differences)
              + ". Write a revision, or name tables that are not theirs in entities-exclude");
    }
  }
}
