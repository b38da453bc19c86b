// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate;

import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;
import io.reactivesqlite.hibernate.SQLiteDialect;
import java.util.function.BiConsumer;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.AvailableSettings;

/** Our dialect, also where quarkus-jdbc-sqlite has announced another one for the same kind. */
final class OwnDialect implements HibernateOrmIntegrationStaticInitListener {

  @Override
  public void contributeBootProperties(BiConsumer<String, Object> settings) {
    settings.accept(AvailableSettings.DIALECT, SQLiteDialect.class.getName());
  }

  @Override
  public void onMetadataInitialized(
      Metadata metadata, BootstrapContext context, BiConsumer<String, Object> settings) {
    // the dialect learns from the metadata by its own integrator
  }
}
