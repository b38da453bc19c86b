// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.SchemaChangeException;
import java.util.List;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.sql.Sql;
import liquibase.sql.UnparsedSql;
import liquibase.sqlgenerator.SqlGeneratorChain;
import liquibase.sqlgenerator.core.AbstractSqlGenerator;
import liquibase.statement.SqlStatement;

/** Translates one kind of statement, for {@link SQLite} only. */
abstract class SQLiteGenerator<T extends SqlStatement> extends AbstractSqlGenerator<T> {

  @Override
  public final int getPriority() {
    return PRIORITY_DATABASE + 10;
  }

  @Override
  public final boolean supports(T statement, Database database) {
    return database instanceof SQLite;
  }

  @Override
  public final ValidationErrors validate(
      T statement, Database database, SqlGeneratorChain<T> chain) {
    ValidationErrors errors = new ValidationErrors();
    problems(statement).forEach(errors::addError);
    return errors;
  }

  @Override
  public final Sql[] generateSql(T statement, Database database, SqlGeneratorChain<T> chain) {
    try {
      return sql(statement, (SQLite) database).stream().map(UnparsedSql::new).toArray(Sql[]::new);
    } catch (SchemaChangeException e) {
      if (isForTheLogOnly()) {
        return new Sql[] {new UnparsedSql("-- planned when it runs")};
      }
      throw e;
    }
  }

  /** Liquibase asks for all SQL of a change before it runs the first, to write it into a log. */
  private static boolean isForTheLogOnly() {
    return Boolean.FALSE.equals(Scope.getCurrentScope().get(Change.SHOULD_EXECUTE, Boolean.TRUE));
  }

  /**
   * Why this cannot be done whatever the schema; refused before anything runs. All problems have to
   * be listed: Liquibase finds out which attributes are required by how many messages each one
   * removes.
   */
  List<String> problems(T statement) {
    return List.of();
  }

  abstract List<String> sql(T statement, SQLite database);

  /** A message for each required value that is missing. */
  static List<String> required(String what, Object value) {
    return value == null || value.toString().isBlank() ? List.of(what + " is required") : List.of();
  }
}
