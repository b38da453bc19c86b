// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.hibernate.boot;

import io.reactivesqlite.hibernate.SQLiteDialect;
import io.reactivesqlite.hibernate.keys.CounterGenerators;
import io.reactivesqlite.hibernate.reactive.Reactive;
import io.reactivesqlite.hibernate.reactive.ReactiveCounterGenerator;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/** Tells the dialect the mapping it serves, before entities are built from it. */
public final class SQLiteIntegrator implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    if (metadata.getDatabase().getDialect() instanceof SQLiteDialect dialect) {
      dialect.constraints().learn(metadata);
      CounterGenerators.replaceIn(
          metadata,
          Reactive.is(factory.getServiceRegistry())
              ? ReactiveCounterGenerator::new
              : CounterGenerators.overJdbc());
    }
  }
}
