// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.impl.types.DeclaredType;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import java.sql.JDBCType;

/** One column of a result. */
record ColumnDesc(String name, String typeName, DeclaredType type, JDBCType jdbcType)
    implements ColumnDescriptor {

  @Override
  public boolean isArray() {
    return false;
  }
}
