// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl.types;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database through plain JDBC, which takes and gives the storage values of this package. */
final class StorageDb implements AutoCloseable {

  private final Connection connection;

  StorageDb(String path) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + path);
    // What these tests look at does not depend on power cuts.
    run("PRAGMA synchronous = OFF");
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row. */
  Object one(String sql, Object... stored) throws SQLException {
    return column(sql, stored).get(0);
  }

  /** The first column of all rows. */
  List<Object> column(String sql, Object... stored) throws SQLException {
    List<Object> values = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, stored);
      if (statement.execute()) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            values.add(stored(rows));
          }
        }
      }
    }
    return values;
  }

  /** What is read back of a value written into a column of that declared type. */
  Object throughColumn(String declared, Object stored) throws SQLException {
    run("DROP TABLE IF EXISTS one_column");
    run("CREATE TABLE one_column(v " + declared + ")");
    column("INSERT INTO one_column VALUES(?)", stored);
    return one("SELECT v FROM one_column");
  }

  private static void bind(PreparedStatement statement, Object... stored) throws SQLException {
    for (int i = 0; i < stored.length; i++) {
      if (stored[i] instanceof byte[]) {
        statement.setBytes(i + 1, (byte[]) stored[i]);
      } else {
        statement.setObject(i + 1, stored[i]);
      }
    }
  }

  private static Object stored(ResultSet row) throws SQLException {
    Object value = row.getObject(1);
    return value instanceof Integer ? (Object) ((Integer) value).longValue() : value;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
