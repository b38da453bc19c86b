// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.boot;

import io.reactivesqlite.hibernate.SQLiteDialect;
import io.reactivesqlite.hibernate.types.TypeStorage;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.model.TypeContributor;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.service.ServiceRegistry;

/** Repeats what the dialect said of types, after Hibernate Reactive replaced some of it. */
public final class SQLiteTypes implements TypeContributor {

  @Override
  public void contribute(TypeContributions contributions, ServiceRegistry registry) {
    if (registry.requireService(JdbcEnvironment.class).getDialect() instanceof SQLiteDialect) {
      TypeStorage.contribute(contributions);
    }
  }

  @Override
  public int ordinal() {
    // after libraries, of which Hibernate Reactive is one, and before the application's own
    return 1001;
  }
}
