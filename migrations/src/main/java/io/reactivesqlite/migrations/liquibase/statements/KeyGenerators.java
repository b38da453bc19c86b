// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.KeyChanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import liquibase.change.ColumnConfig;
import liquibase.statement.core.AddForeignKeyConstraintStatement;
import liquibase.statement.core.AddPrimaryKeyStatement;
import liquibase.statement.core.AddUniqueConstraintStatement;
import liquibase.statement.core.DropForeignKeyConstraintStatement;
import liquibase.statement.core.DropPrimaryKeyStatement;
import liquibase.statement.core.DropUniqueConstraintStatement;

/** Generators for keys. */
public final class KeyGenerators {

  private KeyGenerators() {}

  private static List<String> names(ColumnConfig[] columns) {
    return columns == null
        ? List.of()
        : Arrays.stream(columns).flatMap(c -> ColumnText.names(c.getName()).stream()).toList();
  }

  /** Makes columns the primary key. */
  public static final class AddPrimaryKey extends SQLiteGenerator<AddPrimaryKeyStatement> {
    @Override
    List<String> problems(AddPrimaryKeyStatement statement) {
      return required("columnNames", statement.getColumnNames());
    }

    @Override
    List<String> sql(AddPrimaryKeyStatement statement, SQLite database) {
      return new KeyChanges(database.schema())
          .addPrimaryKey(
              statement.getTableName(),
              statement.getConstraintName(),
              names(statement.getColumns()));
    }
  }

  /** Takes the primary key away. */
  public static final class DropPrimaryKey extends SQLiteGenerator<DropPrimaryKeyStatement> {
    @Override
    List<String> sql(DropPrimaryKeyStatement statement, SQLite database) {
      return new KeyChanges(database.schema()).dropPrimaryKey(statement.getTableName());
    }
  }

  /** Adds a unique constraint. */
  public static final class AddUnique extends SQLiteGenerator<AddUniqueConstraintStatement> {
    @Override
    List<String> problems(AddUniqueConstraintStatement statement) {
      List<String> problems = new ArrayList<>(required("columnNames", statement.getColumnNames()));
      if (statement.isDisabled()) {
        problems.add("disabled: SQLite cannot disable a constraint; add it when it shall hold");
      }
      if (statement.isDeferrable() || statement.isInitiallyDeferred()) {
        problems.add(
            "deferrable: SQLite checks unique constraints at once; only foreign keys can be deferred."
                + " Leave deferrable and initiallyDeferred out");
      }
      return problems;
    }

    @Override
    List<String> sql(AddUniqueConstraintStatement statement, SQLite database) {
      return new KeyChanges(database.schema())
          .addUnique(
              statement.getTableName(),
              statement.getConstraintName(),
              names(statement.getColumns()));
    }
  }

  /** Drops a unique constraint. */
  public static final class DropUnique extends SQLiteGenerator<DropUniqueConstraintStatement> {
    @Override
    List<String> sql(DropUniqueConstraintStatement statement, SQLite database) {
      return new KeyChanges(database.schema())
          .dropUnique(
              statement.getTableName(),
              statement.getConstraintName(),
              names(statement.getUniqueColumns()));
    }
  }

  /** Adds a foreign key. */
  public static final class AddForeignKey
      extends SQLiteGenerator<AddForeignKeyConstraintStatement> {
    @Override
    List<String> problems(AddForeignKeyConstraintStatement statement) {
      return required("baseColumnNames", statement.getBaseColumnNames());
    }

    @Override
    List<String> sql(AddForeignKeyConstraintStatement statement, SQLite database) {
      KeyChanges.ForeignKey key =
          new KeyChanges.ForeignKey(
              statement.getConstraintName(),
              names(statement.getBaseColumns()),
              statement.getReferencedTableName(),
              names(statement.getReferencedColumns()),
              statement.getOnDelete(),
              statement.getOnUpdate(),
              statement.isDeferrable(),
              statement.isInitiallyDeferred());
      return new KeyChanges(database.schema()).addForeignKey(statement.getBaseTableName(), key);
    }
  }

  /** Drops a foreign key. */
  public static final class DropForeignKey
      extends SQLiteGenerator<DropForeignKeyConstraintStatement> {
    @Override
    List<String> sql(DropForeignKeyConstraintStatement statement, SQLite database) {
      return new KeyChanges(database.schema())
          .dropForeignKey(statement.getBaseTableName(), statement.getConstraintName());
    }
  }
}
