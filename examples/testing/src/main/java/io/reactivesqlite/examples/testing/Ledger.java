// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What must be true of the shop's file, read from outside, whatever happened to the shop. */
public record Ledger(Path file) {

  /** The file is whole, no stock is negative, and of each book what came in is there or sold. */
  public void balances() throws SQLException {
    try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      assertThat(strings(jdbc, "PRAGMA integrity_check")).containsExactly("ok");
      assertThat(strings(jdbc, "PRAGMA foreign_key_check")).isEmpty();
      assertThat(strings(jdbc, "SELECT book_id FROM stock WHERE quantity < 0")).isEmpty();
      assertThat(
              strings(
                  jdbc,
                  "SELECT book_id FROM stock WHERE delivered <> quantity"
                      + " + (SELECT coalesce(sum(quantity), 0) FROM order_line WHERE order_line.book_id = stock.book_id)"))
          .as("books that were neither sold nor are there")
          .isEmpty();
      assertThat(
              strings(
                  jdbc,
                  "SELECT reference FROM book_order WHERE id NOT IN (SELECT order_id FROM order_line)"))
          .as("orders without a line")
          .isEmpty();
    }
  }

  /** All these orders are there. */
  public void has(Collection<String> references) throws SQLException {
    try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      assertThat(strings(jdbc, "SELECT reference FROM book_order")).containsAll(references);
    }
  }

  private static Set<String> strings(Connection jdbc, String sql) throws SQLException {
    Set<String> values = new HashSet<>();
    try (ResultSet rows = jdbc.createStatement().executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
