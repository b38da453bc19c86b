// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.internal.SchemaCreatorImpl;
import org.hibernate.tool.schema.spi.GenerationTarget;

/** Lets the {@link EntityCheck} of a persistence unit see its entities. Hibernate finds it. */
public final class EntityCheckIntegrator implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor sessionFactory) {
    ServiceRegistryImplementor services = sessionFactory.getServiceRegistry();
    if (sessionFactory.getProperties().get(EntityCheck.SETTING) instanceof EntityCheck check
        && services.locateServiceBinding(VertxInstance.class) != null) {
      // After Hibernate itself has made or validated the tables.
      sessionFactory.addObserver(
          new SessionFactoryObserver() {
            @Override
            public void sessionFactoryCreated(SessionFactory created) {
              check.run(ddl(metadata, services, sessionFactory.getProperties()));
            }
          });
    }
  }

  private static List<String> ddl(
      Metadata metadata, ServiceRegistryImplementor services, Map<String, Object> settings) {
    Script script = new Script(new ArrayList<>());
    new SchemaCreatorImpl(services).doCreation(metadata, services, settings, false, script);
    return script.commands();
  }

  private record Script(List<String> commands) implements GenerationTarget {

    @Override
    public void prepare() {}

    @Override
    public void accept(String command) {
      commands.add(command);
    }

    @Override
    public void release() {}
  }
}
