// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.unique.CreateTableUniqueDelegate;
import org.hibernate.dialect.unique.UniqueDelegate;

/**
 * The least that makes Hibernate write DDL that SQLite takes; the product's own dialect is another
 * module.
 */
public final class PlainDialect extends Dialect {

  private final UniqueDelegate unique = new CreateTableUniqueDelegate(this);

  public PlainDialect() {
    super(DatabaseVersion.make(3, 54));
  }

  @Override
  public boolean hasAlterTable() {
    return false;
  }

  @Override
  public UniqueDelegate getUniqueDelegate() {
    return unique;
  }
}
