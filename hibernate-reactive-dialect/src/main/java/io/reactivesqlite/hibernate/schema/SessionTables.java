// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.schema;

import org.hibernate.dialect.temptable.StandardLocalTemporaryTableStrategy;
import org.hibernate.query.sqm.mutation.spi.AfterUseAction;
import org.hibernate.query.sqm.mutation.spi.BeforeUseAction;

/**
 * Temporary tables for statements over several tables. They live as long as a pooled connection, so
 * they are made if they are not there and emptied after use.
 */
public final class SessionTables extends StandardLocalTemporaryTableStrategy {
  public static final SessionTables INSTANCE = new SessionTables();

  private SessionTables() {}

  @Override
  public String getTemporaryTableCreateCommand() {
    return "create temp table if not exists";
  }

  @Override
  public String getTemporaryTableDropCommand() {
    return "drop table if exists";
  }

  @Override
  public BeforeUseAction getTemporaryTableBeforeUseAction() {
    return BeforeUseAction.CREATE;
  }

  @Override
  public AfterUseAction getTemporaryTableAfterUseAction() {
    return AfterUseAction.CLEAN;
  }
}
