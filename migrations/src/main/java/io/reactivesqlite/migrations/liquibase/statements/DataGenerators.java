// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.datatype.DataTypeFactory;
import liquibase.statement.core.InsertOrUpdateStatement;

/** Generators for rows. */
public final class DataGenerators {

  private DataGenerators() {}

  /**
   * Inserts a row or updates the one with its key. INSERT OR REPLACE would delete the old row
   * first, and with it, by ON DELETE CASCADE, its children.
   */
  public static final class InsertOrUpdate extends SQLiteGenerator<InsertOrUpdateStatement> {
    @Override
    List<String> problems(InsertOrUpdateStatement statement) {
      return required("primaryKey", statement.getPrimaryKey());
    }

    @Override
    List<String> sql(InsertOrUpdateStatement statement, SQLite database) {
      List<String> key = ColumnText.names(statement.getPrimaryKey());
      Map<String, Object> values = statement.getColumnValues();
      String table = Names.quote(statement.getTableName());
      List<String> columns = new ArrayList<>();
      List<String> literals = new ArrayList<>();
      List<String> updates = new ArrayList<>();
      List<String> condition = new ArrayList<>();
      values.forEach(
          (column, value) -> {
            String quoted = Names.quote(column);
            String literal = literal(value, database);
            columns.add(quoted);
            literals.add(literal);
            if (Names.contains(key, column)) {
              condition.add(quoted + " = " + literal);
            } else if (statement.getAllowColumnUpdate(column)) {
              updates.add(quoted + " = " + literal);
            }
          });
      if (Boolean.TRUE.equals(statement.getOnlyUpdate())) {
        return updates.isEmpty()
            ? List.of()
            : List.of(
                "UPDATE "
                    + table
                    + " SET "
                    + String.join(", ", updates)
                    + " WHERE "
                    + String.join(" AND ", condition));
      }
      return List.of(
          "INSERT INTO "
              + table
              + " ("
              + String.join(", ", columns)
              + ") VALUES ("
              + String.join(", ", literals)
              + ") ON CONFLICT ("
              + Names.quoteAll(key)
              + ") DO "
              + (updates.isEmpty() ? "NOTHING" : "UPDATE SET " + String.join(", ", updates)));
    }

    private static String literal(Object value, SQLite database) {
      if (value == null || value.toString().equalsIgnoreCase("NULL")) {
        return "NULL";
      }
      if (value instanceof Boolean bool) {
        return bool ? "1" : "0";
      }
      return DataTypeFactory.getInstance().fromObject(value, database).objectToSql(value, database);
    }
  }
}
