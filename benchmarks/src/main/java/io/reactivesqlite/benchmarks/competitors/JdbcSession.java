// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

import io.reactivesqlite.benchmarks.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Plain JDBC as one would write it for speed: one connection, statements prepared once, nothing
 * kept of a row but what the check needs.
 */
public final class JdbcSession implements Blocking {

  private final String url;
  private final Connection connection;
  private final PreparedStatement select;
  private final PreparedStatement insert;
  private final PreparedStatement query;
  private final PreparedStatement stream;
  private final PreparedStatement balance;
  private final PreparedStatement setBalance;
  private final Statement plain;

  public JdbcSession(String url) throws SQLException {
    this.url = url;
    this.connection = DriverManager.getConnection(url);
    this.select = connection.prepareStatement(Schema.SELECT);
    this.insert = connection.prepareStatement(Schema.INSERT);
    this.query = connection.prepareStatement(Schema.QUERY);
    this.stream = connection.prepareStatement(Schema.STREAM);
    this.balance = connection.prepareStatement(Schema.BALANCE);
    this.setBalance = connection.prepareStatement(Schema.SET_BALANCE);
    this.plain = connection.createStatement();
  }

  @Override
  public void run(Operation operation, long number) throws SQLException {
    switch (operation) {
      case SELECT -> select(select, Checks.item(number));
      case INSERT -> insert(number);
      case QUERY -> all(query, Schema.ITEMS);
      case STREAM -> all(stream, Schema.STREAMED);
      case BATCH -> batch();
      case READ_MODIFY_WRITE -> readModifyWrite(Checks.account(number));
      case OPEN_CLOSE -> openAndClose();
      case SLOW -> slow();
    }
  }

  private static void select(PreparedStatement select, long id) throws SQLException {
    select.setLong(1, id);
    try (ResultSet rows = select.executeQuery()) {
      rows.next();
      Checks.equal(id, ((Number) rows.getObject(1)).longValue(), "id");
      for (int i = 2; i <= 4; i++) {
        rows.getObject(i);
      }
    }
  }

  private void bind(long number) throws SQLException {
    insert.setString(1, Schema.text(number));
    insert.setLong(2, number);
    insert.setDouble(3, number * 1.5);
  }

  private void insert(long number) throws SQLException {
    bind(number);
    Checks.equal(1, insert.executeUpdate(), "inserted rows");
  }

  private static void all(PreparedStatement statement, int expected) throws SQLException {
    long ids = 0;
    long texts = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids += ((Number) rows.getObject(1)).longValue();
        texts += rows.getObject(2) == null ? 0 : 1;
        rows.getObject(3);
        rows.getObject(4);
      }
    }
    Checks.rows(expected, ids, texts);
  }

  private void batch() throws SQLException {
    connection.setAutoCommit(false);
    for (int i = 0; i < Schema.BATCH; i++) {
      bind(i);
      insert.addBatch();
    }
    Checks.equal(Schema.BATCH, insert.executeBatch().length, "rows of the batch");
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void readModifyWrite(long id) throws SQLException {
    plain.execute("BEGIN IMMEDIATE");
    try {
      balance.setLong(1, id);
      long was;
      try (ResultSet rows = balance.executeQuery()) {
        rows.next();
        was = rows.getLong(1);
      }
      setBalance.setLong(1, was + 1);
      setBalance.setLong(2, id);
      Checks.equal(1, setBalance.executeUpdate(), "updated rows");
      plain.execute("COMMIT");
    } catch (SQLException e) {
      plain.execute("ROLLBACK");
      throw e;
    }
  }

  private void openAndClose() throws SQLException {
    try (Connection opened = DriverManager.getConnection(url);
        PreparedStatement one = opened.prepareStatement(Schema.SELECT)) {
      select(one, 1);
    }
  }

  private void slow() throws SQLException {
    try (ResultSet rows = plain.executeQuery(Schema.SLOW)) {
      rows.next();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
