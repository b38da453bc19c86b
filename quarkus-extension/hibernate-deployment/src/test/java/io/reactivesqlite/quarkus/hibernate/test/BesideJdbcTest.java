// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.reactivesqlite.hibernate.SQLiteDialect;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With quarkus-jdbc-sqlite, which announces the same kind and a dialect of its own. */
class BesideJdbcTest {

  private static final String URL = TestDatabase.newUrl();

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .setForcedDependencies(
              List.of(
                  Dependency.of("io.quarkus", "quarkus-agroal", Version.getVersion()),
                  Dependency.of(
                      "io.quarkiverse.jdbc",
                      "quarkus-jdbc-sqlite",
                      System.getProperty("quarkus-jdbc-sqlite.version"))))
          .withApplicationRoot(
              jar ->
                  jar.addClasses(
                      TestDatabase.class, Author.class, Book.class, Shop.class, Http.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", URL)
          .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:" + URL)
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

  @TestHTTPResource URI base;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Inject DataSource blocking;
  @Inject Mutiny.SessionFactory factory;

  @Test
  void bothSeeOneDatabaseAndHibernateReactiveHasItsDialect() throws Exception {
    assertThat(new Http(base).post("/shop/Lem/Solaris").statusCode()).isEqualTo(200);

    try (Connection connection = blocking.getConnection();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("select count(*) from Book where title = 'Solaris'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
    assertThat(
            ((MappingMetamodel) factory.getMetamodel())
                .getTypeConfiguration()
                .getSessionFactory()
                .getJdbcServices()
                .getDialect())
        .isExactlyInstanceOf(SQLiteDialect.class);
  }

  @Test
  void whatOneWritesTheOtherReads() throws Exception {
    try (Connection connection = blocking.getConnection()) {
      connection.createStatement().execute("insert into Author (id, name) values (-1, 'Dick')");
    }
    assertThat(new Http(base).post("/shop/Dick/Ubik").statusCode()).isEqualTo(200);

    assertThat(TestDatabase.value(url, "select count(*) from Author where name = 'Dick'"))
        .isEqualTo(1);
    assertThat(new Http(base).get("/shop/Dick").body()).isEqualTo("Ubik");
  }
}
