// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.migrations.autogenerate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.tool.schema.internal.SchemaCreatorImpl;

/** Asks Hibernate for the DDL that it would create entities' tables with; opens no database. */
public final class EntityDdl {

  private static final String OWN_DIALECT = "io.reactivesqlite.hibernate.SQLiteDialect";

  private EntityDdl() {}

  /**
   * The statements, in order.
   *
   * @param classes entities, embeddables, mapped superclasses and converters
   * @param settings of Hibernate; {@code hibernate.dialect} is this product's own unless chosen
   */
  public static List<String> of(Collection<Class<?>> classes, Map<String, Object> settings) {
    ClassLoader loader =
        classes.stream()
            .findFirst()
            .<ClassLoader>map(Class::getClassLoader)
            .orElseGet(EntityDdl.class::getClassLoader);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("hibernate.dialect", OWN_DIALECT);
    all.putAll(settings);
    // No connection: what the database has is not asked here.
    all.put("hibernate.boot.allow_jdbc_metadata_access", false);
    BootstrapServiceRegistry bootstrap =
        new BootstrapServiceRegistryBuilder().applyClassLoader(loader).build();
    StandardServiceRegistry registry =
        new StandardServiceRegistryBuilder(bootstrap).applySettings(all).build();
    try {
      MetadataSources sources = new MetadataSources(registry);
      classes.forEach(sources::addAnnotatedClass);
      return new SchemaCreatorImpl(registry)
          .generateCreationCommands(sources.buildMetadata(), false);
    } finally {
      StandardServiceRegistryBuilder.destroy(registry);
      BootstrapServiceRegistryBuilder.destroy(bootstrap);
    }
  }
}
