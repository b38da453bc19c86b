// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.ClientProxy;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.reactivesqlite.hibernate.SQLiteDialect;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionFactoryImpl;
import org.hibernate.service.ServiceRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** quarkus-jdbc-sqlite announces another dialect for the same kind of database. */
class JdbcBesideTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .setForcedDependencies(
              List.of(
                  Dependency.of(
                      "io.quarkiverse.jdbc",
                      "quarkus-jdbc-sqlite",
                      System.getProperty("quarkus-jdbc-sqlite.version", "3.0.11"))))
          .withApplicationRoot(
              jar ->
                  jar.addClasses(
                      TestDatabase.class, Author.class, Book.class, Shop.class, Http.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.jdbc", "false")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

  @TestHTTPResource URI base;
  @Inject Mutiny.SessionFactory factory;

  @Test
  void ourDialectIsUsed() throws Exception {
    ServiceRegistry services =
        ((MutinySessionFactoryImpl) ClientProxy.unwrap(factory)).getServiceRegistry();
    assertThat(services.requireService(JdbcServices.class).getDialect())
        .isExactlyInstanceOf(SQLiteDialect.class);

    Http http = new Http(base);
    assertThat(http.post("/shop/Lem/Solaris").statusCode()).isEqualTo(200);
    assertThat(http.get("/shop/Lem").body()).isEqualTo("Solaris");
  }
}
