// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.boot;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/** Runs for every registry that is built; changes nothing for other databases. */
public final class SQLiteServices implements ServiceContributor {

  @Override
  public void contribute(StandardServiceRegistryBuilder builder) {
    builder.addInitiator(new SQLiteDialectResolver.First());
  }
}
