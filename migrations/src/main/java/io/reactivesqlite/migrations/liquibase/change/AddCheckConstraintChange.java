// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.change;

import liquibase.change.AbstractChange;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.database.Database;
import liquibase.statement.SqlStatement;

/** Adds a check to a table; the rows that are there must pass it. */
@DatabaseChange(
    name = "addCheckConstraint",
    description = "Adds a check to a table",
    priority = ChangeMetaData.PRIORITY_DEFAULT)
public final class AddCheckConstraintChange extends AbstractChange {

  private String tableName;
  private String constraintName;
  private String constraintBody;

  @DatabaseChangeProperty(requiredForDatabase = "all")
  public String getTableName() {
    return tableName;
  }

  public void setTableName(String tableName) {
    this.tableName = tableName;
  }

  /** Without a name, a check cannot be dropped again. */
  @DatabaseChangeProperty(requiredForDatabase = "all")
  public String getConstraintName() {
    return constraintName;
  }

  public void setConstraintName(String constraintName) {
    this.constraintName = constraintName;
  }

  /** The condition, without CHECK. */
  @DatabaseChangeProperty(requiredForDatabase = "all")
  public String getConstraintBody() {
    return constraintBody;
  }

  public void setConstraintBody(String constraintBody) {
    this.constraintBody = constraintBody;
  }

  @Override
  public SqlStatement[] generateStatements(Database database) {
    return new SqlStatement[] {new CheckStatement(tableName, constraintName, constraintBody)};
  }

  @Override
  protected Change[] createInverses() {
    DropCheckConstraintChange inverse = new DropCheckConstraintChange();
    inverse.setTableName(tableName);
    inverse.setConstraintName(constraintName);
    return new Change[] {inverse};
  }

  @Override
  public String getConfirmationMessage() {
    return "Check " + constraintName + " added to " + tableName;
  }
}
