// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;

/** Where the change sets come from. */
@FunctionalInterface
public interface ChangeLogSource {

  /** Reads or builds the change log; called on the thread that then runs it. */
  DatabaseChangeLog load(
      Database database, ChangeLogParameters parameters, ResourceAccessor resources)
      throws LiquibaseException;

  /** A file in any format of Liquibase: XML, YAML, JSON, or SQL with comments. */
  static ChangeLogSource file(String path) {
    return (database, parameters, resources) ->
        ChangeLogParserFactory.getInstance()
            .getParser(path, resources)
            .parse(path, parameters, resources);
  }

  /** No change sets: for commands that only look at the database. */
  static ChangeLogSource none() {
    return (database, parameters, resources) -> new DatabaseChangeLog("none");
  }
}
