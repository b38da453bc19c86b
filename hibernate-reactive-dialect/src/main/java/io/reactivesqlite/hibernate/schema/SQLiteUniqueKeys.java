// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.unique.AlterTableUniqueDelegate;
import org.hibernate.mapping.UniqueKey;

/** Unique keys: part of a new table, a unique index of an existing one. */
public final class SQLiteUniqueKeys extends AlterTableUniqueDelegate {

  public SQLiteUniqueKeys(Dialect dialect) {
    super(dialect);
  }

  @Override
  public String getAlterTableToAddUniqueKeyCommand(
      UniqueKey key, Metadata metadata, SqlStringGenerationContext context) {
    if (!context.isMigration()) {
      return "";
    }
    final String columns = uniqueConstraintSql(key).substring("unique ".length());
    return "create unique index if not exists "
        + dialect.quote(key.getName())
        + " on "
        + context.format(key.getTable().getQualifiedTableName())
        + " "
        + columns;
  }

  @Override
  public String getAlterTableToDropUniqueKeyCommand(
      UniqueKey key, Metadata metadata, SqlStringGenerationContext context) {
    return context.isMigration() ? "drop index if exists " + dialect.quote(key.getName()) : "";
  }
}
