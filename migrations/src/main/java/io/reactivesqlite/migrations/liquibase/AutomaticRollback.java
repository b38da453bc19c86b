// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.Optional;
import liquibase.change.Change;
import liquibase.change.core.CreateViewChange;
import liquibase.change.core.LoadUpdateDataChange;

/** Rollbacks that Liquibase makes up and that would destroy what was there before the change. */
final class AutomaticRollback {

  private AutomaticRollback() {}

  /** Why the rollback of a change must be written by its author. */
  static Optional<String> refusal(Change change) {
    if (change instanceof CreateViewChange view && Boolean.TRUE.equals(view.getReplaceIfExists())) {
      return Optional.of(
          "createView of '"
              + view.getViewName()
              + "' may have replaced an older view, which an automatic rollback would only drop. Add"
              + " a <rollback> with the older view.");
    }
    if (change instanceof LoadUpdateDataChange data) {
      return Optional.of(
          "loadUpdateData of '"
              + data.getTableName()
              + "' has updated rows that were there before, which an automatic rollback would"
              + " delete. Add a <rollback>.");
    }
    return Optional.empty();
  }
}
