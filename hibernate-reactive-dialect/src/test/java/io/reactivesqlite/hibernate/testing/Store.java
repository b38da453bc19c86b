// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** One database file behind one kind of session factory, the same for every kind. */
public interface Store extends AutoCloseable {

  /** Runs work in a transaction of its own session; an exception rolls it back. */
  <T> T call(Function<Work, T> work);

  default <T> List<T> listOf(Function<Work, List<T>> work) {
    return call(work);
  }

  default void run(Consumer<Work> work) {
    call(
        session -> {
          work.accept(session);
          return null;
        });
  }

  /** The file, to look into by other means. */
  Path file();

  @Override
  void close();

  /** Every row of a query by plain JDBC, columns joined by a bar. */
  default List<String> rows(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      final List<String> rows = new ArrayList<>();
      while (results.next()) {
        final List<String> cells = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          cells.add(String.valueOf(results.getObject(i)));
        }
        rows.add(String.join("|", cells));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Opens stores of one kind. */
  @FunctionalInterface
  interface Kind {
    Store open(Path file, Map<String, Object> settings, Class<?>... entities);

    default Store open(Path file, Class<?>... entities) {
      return open(file, Map.of(), entities);
    }
  }
}
