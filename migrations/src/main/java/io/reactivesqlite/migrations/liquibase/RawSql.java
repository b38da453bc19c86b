// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.util.Optional;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawSqlStatement;

/** SQL as it is. Liquibase deprecates this statement and still makes one of every {@code <sql>}. */
@SuppressWarnings("deprecation")
final class RawSql {

  private RawSql() {}

  static SqlStatement of(String sql) {
    return new RawSqlStatement(sql);
  }

  /** The SQL of a statement that is nothing but SQL. */
  static Optional<String> textOf(SqlStatement statement) {
    return statement.getClass() == RawSqlStatement.class
        ? Optional.of(((RawSqlStatement) statement).getSql())
        : Optional.empty();
  }
}
