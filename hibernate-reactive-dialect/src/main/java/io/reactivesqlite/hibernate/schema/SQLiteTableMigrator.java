// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import static org.hibernate.boot.model.naming.Identifier.toIdentifier;

import io.reactivesqlite.hibernate.SQLiteDialect;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.extract.spi.TableInformation;
import org.hibernate.tool.schema.spi.TableMigrator;

/** Adds columns that are missing. A foreign key of one new column comes with it. */
public final class SQLiteTableMigrator implements TableMigrator {
  private final SQLiteDialect dialect;

  public SQLiteTableMigrator(SQLiteDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String[] getSqlAlterStrings(
      Table table,
      Metadata metadata,
      TableInformation existing,
      SqlStringGenerationContext context) {
    final List<String> statements = new ArrayList<>();
    if (!table.isView()) {
      final ColumnDeclaration declaration = new ColumnDeclaration(dialect, metadata);
      for (Column column : table.getColumns()) {
        if (existing.getColumn(toIdentifier(column.getName(), column.isQuoted())) == null) {
          statements.add(
              "alter table "
                  + context.format(table.getQualifiedTableName())
                  + " add column "
                  + declaration.of(column, table)
                  + references(column, table, context));
        }
      }
    }
    return statements.toArray(String[]::new);
  }

  private String references(Column column, Table table, SqlStringGenerationContext context) {
    for (ForeignKey key : table.getForeignKeyCollection()) {
      if (ForeignKeyClause.applies(key)
          && key.getKeyDefinition() == null
          && key.getColumnSpan() == 1
          && key.getColumn(0).equals(column)) {
        return " " + ForeignKeyClause.references(key, dialect, context);
      }
    }
    return "";
  }
}
