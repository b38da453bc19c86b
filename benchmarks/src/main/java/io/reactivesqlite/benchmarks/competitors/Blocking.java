// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

import java.sql.SQLException;

/** A competitor that makes its caller wait. */
public interface Blocking extends AutoCloseable {

  /** Does the whole request; {@code number} chooses the row. */
  void run(Operation operation, long number) throws SQLException;

  @Override
  void close() throws SQLException;
}
