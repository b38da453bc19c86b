// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import io.reactivesqlite.migrations.rebuild.KeyChanges;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.change.ChangeWithColumns;
import liquibase.change.ColumnConfig;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.CreateTableChange;
import liquibase.change.core.DropAllForeignKeyConstraintsChange;
import liquibase.statement.SqlStatement;

/** The statements of a change, with what Liquibase leaves out or cuts in the wrong places. */
final class ChangeStatements {

  private ChangeStatements() {}

  static SqlStatement[] of(Change change, SQLite database) {
    if (change instanceof DropAllForeignKeyConstraintsChange all) {
      // Liquibase drops them by name, and in SQLite most foreign keys have none.
      return new KeyChanges(database.schema())
          .dropForeignKeys(all.getBaseTableName()).stream()
              .map(RawSql::of)
              .toArray(SqlStatement[]::new);
    }
    SqlStatement[] made = change.generateStatements(database);
    List<SqlStatement> statements = new ArrayList<>(List.of(resplit(made)));
    if (change instanceof CreateTableChange table) {
      addChecks(table.getTableName(), table, statements);
    } else if (change instanceof AddColumnChange added) {
      addChecks(added.getTableName(), added, statements);
    }
    return statements.toArray(SqlStatement[]::new);
  }

  /** Liquibase reads {@code checkConstraint} of a column and then forgets it. */
  private static void addChecks(
      String table,
      ChangeWithColumns<? extends ColumnConfig> change,
      List<SqlStatement> statements) {
    for (ColumnConfig column : change.getColumns()) {
      String check =
          column.getConstraints() == null ? null : column.getConstraints().getCheckConstraint();
      if (check != null && !check.isBlank()) {
        statements.add(
            RawSql.of(
                "ALTER TABLE " + Names.quote(table) + " ADD CHECK (" + condition(check) + ")"));
      }
    }
  }

  /** The condition alone, whether or not its author wrote CHECK and parentheses around it. */
  static String condition(String check) {
    String trimmed = check.trim();
    if (SqlScript.verb(trimmed).equals("CHECK")) {
      String rest = trimmed.substring("CHECK".length()).trim();
      return rest.startsWith("(") && rest.endsWith(")")
          ? rest.substring(1, rest.length() - 1)
          : rest;
    }
    return trimmed;
  }

  /**
   * Cuts SQL of an author where SQLite would. Liquibase ends a trigger at the END of a CASE, and
   * leaves several statements in one where it was told not to split, of which JDBC runs the first.
   */
  static SqlStatement[] resplit(SqlStatement[] made) {
    List<SqlStatement> statements = new ArrayList<>();
    StringBuilder raw = new StringBuilder();
    for (SqlStatement statement : made == null ? SqlStatement.EMPTY_SQL_STATEMENT : made) {
      Optional<String> text = RawSql.textOf(statement);
      if (text.isPresent()) {
        raw.append(text.get()).append("\n;\n");
      } else {
        flush(raw, statements);
        statements.add(statement);
      }
    }
    flush(raw, statements);
    return statements.toArray(SqlStatement[]::new);
  }

  private static void flush(StringBuilder raw, List<SqlStatement> statements) {
    SqlScript.split(raw.toString()).forEach(sql -> statements.add(RawSql.of(sql)));
    raw.setLength(0);
  }
}
