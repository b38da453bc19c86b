// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.keys;

import org.hibernate.dialect.identity.IdentityColumnSupportImpl;

/** Identity columns: the rowid under the column's name, read back by RETURNING. */
public final class RowidIdentity extends IdentityColumnSupportImpl {
  public static final RowidIdentity INSTANCE = new RowidIdentity();

  private RowidIdentity() {}

  @Override
  public boolean supportsIdentityColumns() {
    return true;
  }

  @Override
  public boolean supportsInsertSelectIdentity() {
    return true;
  }

  @Override
  public boolean hasDataTypeInIdentityColumn() {
    return false;
  }

  @Override
  public String getIdentityColumnString(int type) {
    return "integer";
  }

  @Override
  public String getIdentitySelectString(String table, String column, int type) {
    return "select last_insert_rowid()";
  }

  @Override
  public String appendIdentitySelectToInsert(String column, String insert) {
    return insert + " returning " + column;
  }
}
