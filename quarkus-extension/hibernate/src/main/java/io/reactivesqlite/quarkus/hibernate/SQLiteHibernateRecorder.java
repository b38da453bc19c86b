// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate;

import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;
import io.quarkus.runtime.annotations.Recorder;

/**
 * What the generated start of an application calls when Hibernate reads the entities, and when it
 * starts.
 */
@Recorder
public class SQLiteHibernateRecorder {

  public HibernateOrmIntegrationStaticInitListener dialect() {
    return new OwnDialect();
  }

  public HibernateOrmIntegrationRuntimeInitListener services() {
    return new RuntimeServices();
  }
}
