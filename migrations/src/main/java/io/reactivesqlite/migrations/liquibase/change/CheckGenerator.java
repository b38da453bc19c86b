// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.change;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.KeyChanges;
import java.util.List;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.sql.Sql;
import liquibase.sql.UnparsedSql;
import liquibase.sqlgenerator.SqlGeneratorChain;
import liquibase.sqlgenerator.core.AbstractSqlGenerator;

/** Says how a check is added and dropped: SQLite's way there, the standard's everywhere else. */
public final class CheckGenerator extends AbstractSqlGenerator<CheckStatement> {

  @Override
  public ValidationErrors validate(
      CheckStatement statement, Database database, SqlGeneratorChain<CheckStatement> chain) {
    ValidationErrors errors = new ValidationErrors();
    errors.checkRequiredField("tableName", statement.table());
    errors.checkRequiredField("constraintName", statement.name());
    return errors;
  }

  @Override
  public Sql[] generateSql(
      CheckStatement statement, Database database, SqlGeneratorChain<CheckStatement> chain) {
    return sql(statement, database).stream().map(UnparsedSql::new).toArray(Sql[]::new);
  }

  private static List<String> sql(CheckStatement statement, Database database) {
    boolean added = statement.condition() != null;
    if (database instanceof SQLite sqlite) {
      KeyChanges changes = new KeyChanges(sqlite.schema());
      return added
          ? changes.addCheck(statement.table(), statement.name(), statement.condition())
          : changes.dropCheck(statement.table(), statement.name());
    }
    return List.of(
        "ALTER TABLE "
            + database.escapeTableName(null, null, statement.table())
            + (added ? " ADD" : " DROP")
            + " CONSTRAINT "
            + database.escapeConstraintName(statement.name())
            + (added ? " CHECK (" + statement.condition() + ")" : ""));
  }
}
