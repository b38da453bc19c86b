// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.CreateProcedureChange;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;

/** Liquibase's own change, which alone does not ask a generator whether it can be done. */
@DatabaseChange(
    name = "createProcedure",
    description = "Defines a stored procedure. Refused on SQLite, which has none",
    priority = ChangeMetaData.PRIORITY_DEFAULT + 10)
public final class CreateProcedureRefused extends CreateProcedureChange {

  /** Other databases keep Liquibase's own class. */
  @Override
  public boolean supports(Database database) {
    return database instanceof SQLite;
  }

  @Override
  public ValidationErrors validate(Database database) {
    ValidationErrors errors = super.validate(database);
    errors.addError(RefusedGenerators.NO_PROCEDURES);
    return errors;
  }
}
