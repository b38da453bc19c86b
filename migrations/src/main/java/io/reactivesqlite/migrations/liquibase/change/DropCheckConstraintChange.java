// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.change;

import liquibase.change.AbstractChange;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.database.Database;
import liquibase.statement.SqlStatement;

/** Drops a check by its name. */
@DatabaseChange(
    name = "dropCheckConstraint",
    description = "Drops a check of a table",
    priority = ChangeMetaData.PRIORITY_DEFAULT)
public final class DropCheckConstraintChange extends AbstractChange {

  private String tableName;
  private String constraintName;

  @DatabaseChangeProperty(requiredForDatabase = "all")
  public String getTableName() {
    return tableName;
  }

  public void setTableName(String tableName) {
    this.tableName = tableName;
  }

  @DatabaseChangeProperty(requiredForDatabase = "all")
  public String getConstraintName() {
    return constraintName;
  }

  public void setConstraintName(String constraintName) {
    this.constraintName = constraintName;
  }

  @Override
  public SqlStatement[] generateStatements(Database database) {
    return new SqlStatement[] {new CheckStatement(tableName, constraintName, null)};
  }

  @Override
  public String getConfirmationMessage() {
    return "Check " + constraintName + " dropped from " + tableName;
  }
}
