// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.Database;
import liquibase.executor.ExecutorService;
import liquibase.lockservice.LockServiceFactory;

/**
 * The services Liquibase keeps in static fields for each database it has seen, and never lets go.
 */
final class Services {

  private Services() {}

  /** Frees what was kept. Nobody else is inside Liquibase, so all of it can go. */
  static void forget(Database database) {
    Scope.getCurrentScope().getSingleton(ExecutorService.class).clearExecutor("jdbc", database);
    Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
    LockServiceFactory.reset();
  }
}
