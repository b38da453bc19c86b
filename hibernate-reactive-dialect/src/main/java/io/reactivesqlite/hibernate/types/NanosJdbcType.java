// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.types;

import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.BigIntJdbcType;

/** Durations as whole nanoseconds, which SQLite adds and compares; 292 years at most. */
final class NanosJdbcType extends BigIntJdbcType {
  static final NanosJdbcType INSTANCE = new NanosJdbcType();

  @Override
  public int getDefaultSqlTypeCode() {
    return SqlTypes.DURATION;
  }

  @Override
  public int getDdlTypeCode() {
    return SqlTypes.BIGINT;
  }

  @Override
  public String toString() {
    return "SQLiteDuration";
  }
}
