// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.copy;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the values of a column of the target are: how they are made of what SQLite stores, and the
 * one form in which equal values are equal bytes, wherever they were read.
 *
 * @param <T> what they are in Java
 */
interface ColumnType<T> {

  /**
   * A value of the target.
   *
   * @param stored a Long, Double, String or byte[]
   */
  T of(Object stored) throws Misfit;

  void bind(PreparedStatement statement, int index, T value) throws SQLException;

  /** A value as the target gives it back, or null. */
  T read(ResultSet row, int index) throws SQLException;

  /** Equal for equal values, in both databases. */
  default byte[] canonical(T value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the target cannot keep all of this value, and keeps it shorter. */
  default boolean shortens(Object stored) {
    return false;
  }
}
