// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.ColumnChanges;
import io.reactivesqlite.migrations.rebuild.ColumnChanges.Place;
import io.reactivesqlite.migrations.rebuild.KeyChanges;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.Schema;
import java.util.ArrayList;
import java.util.List;
import liquibase.datatype.DataTypeFactory;
import liquibase.datatype.LiquibaseDataType;
import liquibase.statement.AutoIncrementConstraint;
import liquibase.statement.ColumnConstraint;
import liquibase.statement.ForeignKeyConstraint;
import liquibase.statement.NotNullConstraint;
import liquibase.statement.PrimaryKeyConstraint;
import liquibase.statement.SequenceNextValueFunction;
import liquibase.statement.UniqueConstraint;
import liquibase.statement.core.AddAutoIncrementStatement;
import liquibase.statement.core.AddColumnStatement;
import liquibase.statement.core.AddDefaultValueStatement;
import liquibase.statement.core.DropColumnStatement;
import liquibase.statement.core.DropDefaultValueStatement;
import liquibase.statement.core.ModifyDataTypeStatement;
import liquibase.statement.core.RenameColumnStatement;
import liquibase.statement.core.SetNullableStatement;

/** Generators for columns. */
public final class ColumnGenerators {

  private ColumnGenerators() {}

  /**
   * Adds columns. Several of one change come as one statement, which is planned step by step, so
   * the generator answers for a single one and {@link AddColumn} splits.
   */
  public static final class AddColumn extends SQLiteGenerator<AddColumnStatement> {

    @Override
    List<String> problems(AddColumnStatement statement) {
      List<String> problems = new ArrayList<>();
      for (AddColumnStatement column : each(statement)) {
        problems.addAll(required("tableName", column.getTableName()));
        problems.addAll(required("column name", column.getColumnName()));
        if (column.getDefaultValue() instanceof SequenceNextValueFunction) {
          problems.add(RefusedGenerators.NO_SEQUENCES);
        }
        if (column.isAutoIncrement()) {
          if (!column.isPrimaryKey()) {
            problems.add(
                "column '"
                    + column.getColumnName()
                    + "' cannot be autoIncrement without being the primary key: SQLite counts up"
                    + " only there");
          }
          problems.addAll(
              TableGenerators.CreateTable.onlyStep(column.getAutoIncrementConstraint()));
        }
      }
      return problems;
    }

    private static List<AddColumnStatement> each(AddColumnStatement statement) {
      return statement.isMultiple() ? statement.getColumns() : List.of(statement);
    }

    @Override
    List<String> sql(AddColumnStatement statement, SQLite database) {
      if (!statement.isMultiple()) {
        return one(statement, database, database.schema());
      }
      return Stepwise.plan(
          database, each(statement), (column, schema) -> one(column, database, schema));
    }

    private static List<String> one(AddColumnStatement column, SQLite database, Schema schema) {
      Place place =
          new Place(
              column.getAddAfterColumn(), column.getAddBeforeColumn(), column.getAddAtPosition());
      boolean strict = schema.table(column.getTableName()).strict();
      return new ColumnChanges(schema)
          .add(column.getTableName(), definition(column, strict, database), place);
    }

    private static String definition(AddColumnStatement column, boolean strict, SQLite database) {
      LiquibaseDataType type =
          column.getColumnType() == null
              ? null
              : DataTypeFactory.getInstance().fromDescription(column.getColumnType(), database);
      String typeName = column.isAutoIncrement() ? "INTEGER" : ColumnText.type(type, database);
      StringBuilder text = new StringBuilder(Names.quote(column.getColumnName()));
      text.append(
          typeName.isEmpty() ? "" : " " + (strict ? ColumnText.strict(typeName) : typeName));
      PrimaryKeyConstraint key = constraint(column, PrimaryKeyConstraint.class);
      if (key != null) {
        text.append(' ').append(ColumnText.named(key.getConstraintName())).append("PRIMARY KEY");
        text.append(
            constraint(column, AutoIncrementConstraint.class) == null ? "" : " AUTOINCREMENT");
      }
      if (column.getDefaultValue() != null) {
        text.append(" DEFAULT ")
            .append(ColumnText.defaultValue(column.getDefaultValue(), type, database));
      }
      NotNullConstraint notNull = constraint(column, NotNullConstraint.class);
      if (notNull != null) {
        text.append(' ').append(ColumnText.named(notNull.getConstraintName())).append("NOT NULL");
      }
      UniqueConstraint unique = constraint(column, UniqueConstraint.class);
      if (unique != null) {
        text.append(' ').append(ColumnText.named(unique.getConstraintName())).append("UNIQUE");
      }
      ForeignKeyConstraint fk = constraint(column, ForeignKeyConstraint.class);
      if (fk != null) {
        text.append(' ')
            .append(ColumnText.named(fk.getForeignKeyName()))
            .append(ColumnText.foreignKey(fk, column.getColumnName()).references());
      }
      String remarks = TableGenerators.CreateTable.remarks(column.getRemarks()).trim();
      return text + (remarks.isEmpty() ? "" : " " + remarks);
    }

    private static <C extends ColumnConstraint> C constraint(
        AddColumnStatement column, Class<C> kind) {
      return column.getConstraints().stream()
          .filter(kind::isInstance)
          .map(kind::cast)
          .findFirst()
          .orElse(null);
    }
  }

  /** Drops columns. */
  public static final class DropColumn extends SQLiteGenerator<DropColumnStatement> {
    @Override
    List<String> problems(DropColumnStatement statement) {
      List<String> problems = new ArrayList<>();
      for (DropColumnStatement column : each(statement)) {
        problems.addAll(required("tableName", column.getTableName()));
        problems.addAll(required("columnName", column.getColumnName()));
      }
      return problems;
    }

    private static List<DropColumnStatement> each(DropColumnStatement statement) {
      return statement.isMultiple() ? statement.getColumns() : List.of(statement);
    }

    @Override
    List<String> sql(DropColumnStatement statement, SQLite database) {
      List<DropColumnStatement> all = each(statement);
      return new ColumnChanges(database.schema())
          .drop(
              all.get(0).getTableName(),
              all.stream().map(DropColumnStatement::getColumnName).toList());
    }
  }

  /** Renames a column, and with it what refers to it. */
  public static final class RenameColumn extends SQLiteGenerator<RenameColumnStatement> {
    @Override
    List<String> sql(RenameColumnStatement statement, SQLite database) {
      return List.of(
          "ALTER TABLE "
              + Names.quote(statement.getTableName())
              + " RENAME COLUMN "
              + Names.quote(statement.getOldColumnName())
              + " TO "
              + Names.quote(statement.getNewColumnName()));
    }
  }

  /** Changes the declared type. */
  public static final class ModifyDataType extends SQLiteGenerator<ModifyDataTypeStatement> {
    @Override
    List<String> problems(ModifyDataTypeStatement statement) {
      return required("newDataType", statement.getNewDataType());
    }

    @Override
    List<String> sql(ModifyDataTypeStatement statement, SQLite database) {
      if (Names.same(statement.getTableName(), database.getDatabaseChangeLogTableName())) {
        // Liquibase widens columns of an old history; here a width means nothing.
        return List.of();
      }
      Schema schema = database.schema();
      String type = ColumnText.type(statement.getNewDataType(), database);
      boolean strict = schema.table(statement.getTableName()).strict();
      return new ColumnChanges(schema)
          .setType(
              statement.getTableName(),
              statement.getColumnName(),
              strict ? ColumnText.strict(type) : type);
    }
  }

  /** Sets a default. */
  public static final class AddDefaultValue extends SQLiteGenerator<AddDefaultValueStatement> {
    @Override
    List<String> problems(AddDefaultValueStatement statement) {
      List<String> problems =
          new ArrayList<>(required("defaultValue", statement.getDefaultValue()));
      if (statement.getDefaultValue() instanceof SequenceNextValueFunction) {
        problems.add(RefusedGenerators.NO_SEQUENCES);
      }
      return problems;
    }

    @Override
    List<String> sql(AddDefaultValueStatement statement, SQLite database) {
      Schema schema = database.schema();
      String table = statement.getTableName();
      String declared = statement.getColumnDataType();
      if (declared == null) {
        declared = schema.table(table).column(statement.getColumnName()).type();
      }
      LiquibaseDataType type =
          declared.isEmpty()
              ? null
              : DataTypeFactory.getInstance().fromDescription(declared, database);
      return new ColumnChanges(schema)
          .setDefault(
              table,
              statement.getColumnName(),
              ColumnText.defaultValue(statement.getDefaultValue(), type, database));
    }
  }

  /** Takes a default away. */
  public static final class DropDefaultValue extends SQLiteGenerator<DropDefaultValueStatement> {
    @Override
    List<String> sql(DropDefaultValueStatement statement, SQLite database) {
      return new ColumnChanges(database.schema())
          .dropDefault(statement.getTableName(), statement.getColumnName());
    }
  }

  /** Demands a value, or allows none. */
  public static final class SetNullable extends SQLiteGenerator<SetNullableStatement> {
    @Override
    List<String> problems(SetNullableStatement statement) {
      return required("columnName", statement.getColumnName());
    }

    @Override
    List<String> sql(SetNullableStatement statement, SQLite database) {
      ColumnChanges changes = new ColumnChanges(database.schema());
      return statement.isNullable()
          ? changes.dropNotNull(statement.getTableName(), statement.getColumnName())
          : changes.setNotNull(
              statement.getTableName(), statement.getColumnName(), statement.getConstraintName());
    }
  }

  /** Makes a column count up. */
  public static final class AddAutoIncrement extends SQLiteGenerator<AddAutoIncrementStatement> {
    @Override
    List<String> problems(AddAutoIncrementStatement statement) {
      return statement.getIncrementBy() == null || statement.getIncrementBy().intValue() == 1
          ? List.of()
          : List.of("incrementBy: SQLite counts up by 1 only; leave incrementBy out");
    }

    @Override
    List<String> sql(AddAutoIncrementStatement statement, SQLite database) {
      return new KeyChanges(database.schema())
          .addAutoincrement(
              statement.getTableName(), statement.getColumnName(), statement.getStartWith());
    }
  }
}
