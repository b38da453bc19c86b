// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.reactive;

import io.reactivesqlite.hibernate.SQLiteDialect;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.reactive.provider.impl.ReactiveModeCheck;
import org.hibernate.service.ServiceRegistry;

/** Tells registries of Hibernate Reactive from those of Hibernate ORM. */
public final class Reactive {

  private Reactive() {}

  public static boolean is(ServiceRegistry registry) {
    return ReactiveModeCheck.isReactiveRegistry(registry);
  }

  static boolean isOnSqlite(ServiceRegistry registry) {
    return registry.requireService(JdbcEnvironment.class).getDialect() instanceof SQLiteDialect;
  }
}
