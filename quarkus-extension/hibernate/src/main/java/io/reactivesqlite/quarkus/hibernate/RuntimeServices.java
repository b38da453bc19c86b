// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate;

import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cfg.AvailableSettings;

/**
 * The services of one persistence unit that is on SQLite.
 *
 * @param check what to compare its entities with, or null for nothing
 * @param sessions how its sessions use the datasource
 */
record RuntimeServices(EntityCheck check, DataSourceSessions sessions)
    implements HibernateOrmIntegrationRuntimeInitListener {

  @Override
  public void contributeRuntimeProperties(BiConsumer<String, Object> settings) {
    // as outside Quarkus: a schema that is half there is worse than none
    settings.accept(AvailableSettings.HBM2DDL_HALT_ON_ERROR, true);
    if (check != null) {
      settings.accept(EntityCheck.SETTING, check);
    }
  }

  @Override
  public List<StandardServiceInitiator<?>> contributeServiceInitiators() {
    return List.of(new SchemaTool.Initiator(), sessions);
  }
}
