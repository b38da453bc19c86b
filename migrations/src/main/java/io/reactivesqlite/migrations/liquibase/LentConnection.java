// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.sql.Connection;
import liquibase.database.jvm.JdbcConnection;

/** A connection of the caller, which survives the one who uses it. */
final class LentConnection extends JdbcConnection {

  LentConnection(Connection connection) {
    super(connection);
  }

  @Override
  public void close() {
    // It belongs to the caller.
  }
}
