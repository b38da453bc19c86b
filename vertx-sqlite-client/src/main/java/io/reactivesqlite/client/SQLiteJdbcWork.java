// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import java.sql.Connection;

/**
 * Blocking code that speaks JDBC; see {@link SQLiteConnection#lendJdbc}.
 *
 * @param <T> the type of its result
 */
@FunctionalInterface
public interface SQLiteJdbcWork<T> {

  /**
   * Does the work.
   *
   * @param connection in autocommit mode
   * @return the result
   * @throws Exception what went wrong; the future fails with it
   */
  T on(Connection connection) throws Exception;
}
