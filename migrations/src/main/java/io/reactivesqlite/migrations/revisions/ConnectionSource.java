// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a connection to the database to migrate; whoever asked for it closes it. */
@FunctionalInterface
public interface ConnectionSource {

  /** A connection that nobody else uses meanwhile. */
  Connection open() throws SQLException;
}
