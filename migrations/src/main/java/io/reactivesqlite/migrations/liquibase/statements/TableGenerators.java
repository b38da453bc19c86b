// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.KeyChanges;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.ObjectChanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.statement.AutoIncrementConstraint;
import liquibase.statement.ForeignKeyConstraint;
import liquibase.statement.NotNullConstraint;
import liquibase.statement.PrimaryKeyConstraint;
import liquibase.statement.SequenceNextValueFunction;
import liquibase.statement.UniqueConstraint;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.statement.core.CreateTableStatement;
import liquibase.statement.core.DropTableStatement;
import liquibase.statement.core.RenameTableStatement;

/** Generators for whole tables. */
public final class TableGenerators {

  private TableGenerators() {}

  /** {@code CREATE TABLE} with everything that the change asks for. */
  public static final class CreateTable extends SQLiteGenerator<CreateTableStatement> {

    @Override
    List<String> problems(CreateTableStatement statement) {
      List<String> problems = new ArrayList<>(required("tableName", statement.getTableName()));
      if (statement.getColumns().isEmpty()) {
        problems.add("createTable needs at least one column");
      }
      for (AutoIncrementConstraint auto : statement.getAutoIncrementConstraints()) {
        PrimaryKeyConstraint key = statement.getPrimaryKeyConstraint();
        if (key != null && !key.getColumns().equals(List.of(auto.getColumnName()))) {
          problems.add(
              "column '"
                  + auto.getColumnName()
                  + "' cannot be autoIncrement: SQLite counts up only in a primary key of one"
                  + " column. Make it the only primary key column, and the others unique");
        }
        problems.addAll(onlyStep(auto));
      }
      for (Object value : statement.getDefaultValues().values()) {
        if (value instanceof SequenceNextValueFunction) {
          problems.add(RefusedGenerators.NO_SEQUENCES);
        }
      }
      return problems;
    }

    static List<String> onlyStep(AutoIncrementConstraint auto) {
      boolean one = auto.getIncrementBy() == null || auto.getIncrementBy().intValue() == 1;
      return one
          ? List.of()
          : List.of("incrementBy: SQLite counts up by 1 only; leave incrementBy out");
    }

    @Override
    List<String> sql(CreateTableStatement statement, SQLite database) {
      List<String> parts = new ArrayList<>();
      PrimaryKeyConstraint key = statement.getPrimaryKeyConstraint();
      AutoIncrementConstraint auto =
          statement.getAutoIncrementConstraints().stream().findFirst().orElse(null);
      for (String column : statement.getColumns()) {
        parts.add(column(statement, column, database));
      }
      if (key != null && auto == null && !key.getColumns().isEmpty()) {
        String columns = database.escapeColumnNameList(String.join(", ", key.getColumns()));
        parts.add(ColumnText.named(key.getConstraintName()) + "PRIMARY KEY (" + columns + ")");
      }
      for (ForeignKeyConstraint fk : statement.getForeignKeyConstraints()) {
        parts.add(ColumnText.foreignKey(fk, fk.getColumn()).constraint());
      }
      parts.addAll(uniques(statement));
      List<String> sql = new ArrayList<>();
      String options = statement.getTableType() == null ? "" : " " + statement.getTableType();
      sql.add(
          "CREATE TABLE "
              + (statement.isIfNotExists() ? "IF NOT EXISTS " : "")
              + Names.quote(statement.getTableName())
              + " ("
              + remarks(statement.getRemarks())
              + String.join(", ", parts)
              + ")"
              + options);
      if (auto != null && auto.getStartWith() != null) {
        sql.addAll(
            KeyChanges.startWith(
                statement.getTableName(), auto.getColumnName(), auto.getStartWith().longValue()));
      }
      return sql;
    }

    private static String column(CreateTableStatement statement, String column, SQLite database) {
      if (statement.isComputed(column)) {
        return column;
      }
      boolean auto =
          statement.getAutoIncrementConstraints().stream()
              .anyMatch(a -> a.getColumnName().equals(column));
      StringBuilder text = new StringBuilder(Names.quote(column));
      String type =
          auto ? "INTEGER" : ColumnText.type(statement.getColumnTypes().get(column), database);
      boolean strict =
          statement.getTableType() != null
              && statement.getTableType().toUpperCase().contains("STRICT");
      text.append(type.isEmpty() ? "" : " " + (strict ? ColumnText.strict(type) : type));
      if (auto) {
        PrimaryKeyConstraint key = statement.getPrimaryKeyConstraint();
        text.append(' ').append(ColumnText.named(key == null ? null : key.getConstraintName()));
        text.append("PRIMARY KEY AUTOINCREMENT");
      }
      Object value = statement.getDefaultValue(column);
      if (value != null) {
        text.append(" DEFAULT ")
            .append(
                ColumnText.defaultValue(value, statement.getColumnTypes().get(column), database));
      }
      NotNullConstraint notNull = statement.getNotNullColumns().get(column);
      if (notNull != null) {
        text.append(' ').append(ColumnText.named(notNull.getConstraintName())).append("NOT NULL");
      }
      String remarks = remarks(statement.getColumnRemarks(column)).trim();
      return text + (remarks.isEmpty() ? "" : " " + remarks);
    }

    /** Columns that share the name of a unique constraint are one constraint. */
    private static List<String> uniques(CreateTableStatement statement) {
      List<String> parts = new ArrayList<>();
      Map<String, List<String>> named = new LinkedHashMap<>();
      for (UniqueConstraint unique : statement.getUniqueConstraints()) {
        if (unique.getConstraintName() == null) {
          parts.add("UNIQUE (" + Names.quoteAll(unique.getColumns()) + ")");
        } else {
          named
              .computeIfAbsent(unique.getConstraintName(), n -> new ArrayList<>())
              .addAll(unique.getColumns());
        }
      }
      named.forEach(
          (name, columns) ->
              parts.add(ColumnText.named(name) + "UNIQUE (" + Names.quoteAll(columns) + ")"));
      return parts;
    }

    /** SQLite has no place for remarks, but it keeps the comments of a CREATE TABLE. */
    static String remarks(String remarks) {
      return remarks == null || remarks.isBlank()
          ? ""
          : "/* " + remarks.replace("*/", "* /") + " */ ";
    }
  }

  /** Drops a table without running ON DELETE actions of others. */
  public static final class DropTable extends SQLiteGenerator<DropTableStatement> {
    @Override
    List<String> problems(DropTableStatement statement) {
      return required("tableName", statement.getTableName());
    }

    @Override
    List<String> sql(DropTableStatement statement, SQLite database) {
      return new ObjectChanges(database.schema())
          .dropTable(statement.getTableName(), statement.isCascadeConstraints());
    }
  }

  /** Renames a table, and with it what refers to it. */
  public static final class RenameTable extends SQLiteGenerator<RenameTableStatement> {
    @Override
    List<String> sql(RenameTableStatement statement, SQLite database) {
      return List.of(
          "ALTER TABLE "
              + Names.quote(statement.getOldTableName())
              + " RENAME TO "
              + Names.quote(statement.getNewTableName()));
    }
  }

  /** The history, which two processes may want to create at the same time. */
  public static final class CreateHistory
      extends SQLiteGenerator<CreateDatabaseChangeLogTableStatement> {
    @Override
    List<String> sql(CreateDatabaseChangeLogTableStatement statement, SQLite database) {
      return List.of(
          "CREATE TABLE IF NOT EXISTS "
              + Names.quote(database.getDatabaseChangeLogTableName())
              + " (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255)"
              + " NOT NULL, DATEEXECUTED TEXT NOT NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE"
              + " VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS"
              + " VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255),"
              + " LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10))");
    }
  }
}
