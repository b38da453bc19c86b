// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.revisions;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what is applied with one query and nothing of Liquibase, so that looking neither starts it
 * nor writes to the database.
 */
final class AppliedReader {

  private static final String TABLE = "DATABASECHANGELOG";

  private AppliedReader() {}

  /** The applied revisions with this file name, in the order they ran. */
  static Map<String, Applied> read(Connection connection, String logicalFilePath)
      throws SQLException {
    Map<String, Applied> applied = new LinkedHashMap<>();
    if (!exists(connection)) {
      return applied;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, author, dateexecuted, md5sum, tag from databasechangelog"
                + " where filename = ? and exectype <> 'SKIPPED' order by orderexecuted")) {
      select.setString(1, logicalFilePath);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          applied.put(
              rows.getString(1),
              new Applied(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  Optional.ofNullable(rows.getString(4)),
                  Optional.ofNullable(rows.getString(5))));
        }
      }
    }
    return applied;
  }

  private static boolean exists(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    String name = metadata.storesLowerCaseIdentifiers() ? TABLE.toLowerCase(Locale.ROOT) : TABLE;
    try (ResultSet tables =
        metadata.getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
      return tables.next();
    }
  }
}
