// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase.change;

import liquibase.statement.AbstractSqlStatement;

/** A check to be added, or dropped when it has no condition. */
public final class CheckStatement extends AbstractSqlStatement {

  private final String table;
  private final String name;
  private final String condition;

  CheckStatement(String table, String name, String condition) {
    this.table = table;
    this.name = name;
    this.condition = condition;
  }

  String table() {
    return table;
  }

  String name() {
    return name;
  }

  /** Null for a check that is to be dropped. */
  String condition() {
    return condition;
  }
}
