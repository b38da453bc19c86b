// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteDecoder;
import io.reactivesqlite.client.impl.types.DeclaredType;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import java.sql.JDBCType;

/**
 * One column of a result.
 *
 * @param decoder the user's own, or null
 */
record ColumnDesc(
    String name, String typeName, DeclaredType type, JDBCType jdbcType, SQLiteDecoder<?> decoder)
    implements ColumnDescriptor {

  @Override
  public boolean isArray() {
    return false;
  }
}
