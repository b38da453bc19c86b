// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.boot;

import io.reactivesqlite.hibernate.SQLiteDialect;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.internal.DialectResolverInitiator;
import org.hibernate.engine.jdbc.dialect.internal.DialectResolverSet;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/** Knows SQLite by the name of the product. */
public final class SQLiteDialectResolver implements DialectResolver {

  @Override
  public Dialect resolveDialect(DialectResolutionInfo info) {
    return "SQLite".equalsIgnoreCase(info.getDatabaseName()) ? new SQLiteDialect(info) : null;
  }

  /** Asks this resolver before those of other jars: another SQLite dialect may be on the path. */
  static final class First implements StandardServiceInitiator<DialectResolver> {

    @Override
    public Class<DialectResolver> getServiceInitiated() {
      return DialectResolver.class;
    }

    @Override
    public DialectResolver initiateService(
        Map<String, Object> settings, ServiceRegistryImplementor registry) {
      return new DialectResolverSet(
          new SQLiteDialectResolver(),
          DialectResolverInitiator.INSTANCE.initiateService(settings, registry));
    }
  }
}
