// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.statements;

import io.reactivesqlite.migrations.liquibase.SQLite;
import io.reactivesqlite.migrations.rebuild.Names;
import io.reactivesqlite.migrations.rebuild.ObjectChanges;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.change.AddColumnConfig;
import liquibase.statement.core.CreateIndexStatement;
import liquibase.statement.core.CreateViewStatement;
import liquibase.statement.core.DropIndexStatement;
import liquibase.statement.core.DropViewStatement;
import liquibase.statement.core.RenameViewStatement;

/** Generators for views and indexes. */
public final class ViewAndIndexGenerators {

  private ViewAndIndexGenerators() {}

  /** Creates or replaces a view. */
  public static final class CreateView extends SQLiteGenerator<CreateViewStatement> {
    @Override
    List<String> problems(CreateViewStatement statement) {
      return required("view definition", statement.getSelectQuery());
    }

    @Override
    List<String> sql(CreateViewStatement statement, SQLite database) {
      String text =
          statement.isFullDefinition()
              ? statement.getSelectQuery()
              : "CREATE VIEW "
                  + Names.quote(statement.getViewName())
                  + " AS "
                  + statement.getSelectQuery();
      return statement.isReplaceIfExists()
          ? new ObjectChanges(database.schema()).replaceView(statement.getViewName(), text)
          : List.of(text);
    }
  }

  /** Renames a view; SQLite itself cannot. */
  public static final class RenameView extends SQLiteGenerator<RenameViewStatement> {
    @Override
    List<String> sql(RenameViewStatement statement, SQLite database) {
      return new ObjectChanges(database.schema())
          .renameView(statement.getOldViewName(), statement.getNewViewName());
    }
  }

  /** Drops a view. */
  public static final class DropView extends SQLiteGenerator<DropViewStatement> {
    @Override
    List<String> sql(DropViewStatement statement, SQLite database) {
      boolean ifExists = Boolean.TRUE.equals(statement.isIfExists());
      return List.of(
          "DROP VIEW " + (ifExists ? "IF EXISTS " : "") + Names.quote(statement.getViewName()));
    }
  }

  /** Creates an index, on columns or expressions, up or down. */
  public static final class CreateIndex extends SQLiteGenerator<CreateIndexStatement> {
    @Override
    List<String> problems(CreateIndexStatement statement) {
      return required("indexName", statement.getIndexName());
    }

    @Override
    List<String> sql(CreateIndexStatement statement, SQLite database) {
      return List.of(
          "CREATE "
              + (Boolean.TRUE.equals(statement.isUnique()) ? "UNIQUE " : "")
              + "INDEX "
              + Names.quote(statement.getIndexName())
              + " ON "
              + Names.quote(statement.getTableName())
              + " ("
              + Arrays.stream(statement.getColumns())
                  .map(CreateIndex::column)
                  .collect(Collectors.joining(", "))
              + ")");
    }

    private static String column(AddColumnConfig column) {
      String name = column.getName().trim();
      boolean descending = Boolean.TRUE.equals(column.getDescending());
      if (name.matches("(?is).+\\s+(ASC|DESC)")) {
        descending |= name.toUpperCase().endsWith("DESC");
        name = name.replaceFirst("(?is)\\s+(ASC|DESC)$", "");
      }
      boolean expression = Boolean.TRUE.equals(column.getComputed()) || name.contains("(");
      return (expression ? name : Names.quote(name)) + (descending ? " DESC" : "");
    }
  }

  /** Drops an index. */
  public static final class DropIndex extends SQLiteGenerator<DropIndexStatement> {
    @Override
    List<String> problems(DropIndexStatement statement) {
      return required("indexName", statement.getIndexName());
    }

    @Override
    List<String> sql(DropIndexStatement statement, SQLite database) {
      return List.of("DROP INDEX " + Names.quote(statement.getIndexName()));
    }
  }
}
