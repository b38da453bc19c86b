// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.liquibase;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import liquibase.database.DatabaseConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/** The database to migrate. */
@FunctionalInterface
public interface MigrationTarget {

  /** Opens, or lends, a JDBC connection for one command. */
  DatabaseConnection connect() throws SQLException, DatabaseException;

  /** A JDBC URL; each command opens a connection of its own and closes it. */
  static MigrationTarget url(String jdbcUrl) {
    return url(jdbcUrl, null, null);
  }

  /** A JDBC URL of a database that wants to know who is there. */
  static MigrationTarget url(String jdbcUrl, String user, String password) {
    return () -> {
      Properties properties = new Properties();
      if (user != null) {
        properties.setProperty("user", user);
      }
      if (password != null) {
        properties.setProperty("password", password);
      }
      return new JdbcConnection(DriverManager.getConnection(jdbcUrl, properties));
    };
  }

  /**
   * A connection of the caller, who closes it. It must be in autocommit mode and is given back as
   * it was; this is how a database in memory is migrated.
   */
  static MigrationTarget connection(Connection connection) {
    return () -> {
      if (!connection.getAutoCommit()) {
        throw new SQLException(
            "The connection has a transaction open. Commit it and set autocommit before migrating.");
      }
      return new LentConnection(connection);
    };
  }
}
