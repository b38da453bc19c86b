// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.boot;

import io.reactivesqlite.hibernate.reactive.SQLiteClientPool;
import io.reactivesqlite.hibernate.reactive.SQLiteSchemaTool;
import io.reactivesqlite.hibernate.reactive.SQLiteUrl;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.reactive.provider.Settings;
import org.hibernate.service.spi.ServiceContributor;

/** Runs for every registry that is built; changes nothing for other databases. */
public final class SQLiteServices implements ServiceContributor {

  @Override
  public void contribute(StandardServiceRegistryBuilder builder) {
    builder.addInitiator(new SQLiteDialectResolver.First());
    final Map<String, Object> settings = builder.getSettings();
    if (SQLiteUrl.isIn(settings)) {
      builder.addInitiator(new SQLiteSchemaTool.Initiator());
      settings.putIfAbsent(Settings.SQL_CLIENT_POOL, SQLiteClientPool.class.getName());
      // a schema that is half there is worse than none
      settings.putIfAbsent(AvailableSettings.HBM2DDL_HALT_ON_ERROR, true);
    }
  }
}
