// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.VertxContextSupport;
import io.reactivesqlite.quarkus.hibernate.stock.Shelf;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnitsOnOneDatasourceTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar -> jar.addClasses(TestDatabase.class, Author.class, Book.class, Shelf.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.reactive.max-size", "1")
          .overrideConfigKey(
              "quarkus.hibernate-orm.packages", "io.reactivesqlite.quarkus.hibernate.test")
          .overrideConfigKey("quarkus.hibernate-orm.datasource", "<default>")
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "create")
          .overrideConfigKey(
              "quarkus.hibernate-orm.stock.packages", "io.reactivesqlite.quarkus.hibernate.stock")
          .overrideConfigKey("quarkus.hibernate-orm.stock.datasource", "<default>")
          .overrideConfigKey("quarkus.hibernate-orm.stock.schema-management.strategy", "create");

  @Inject Mutiny.SessionFactory books;

  @Inject
  @PersistenceUnit("stock")
  Mutiny.SessionFactory stock;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void theyShareOneConnectionForTheirTransactions() throws Throwable {
    VertxContextSupport.subscribeAndAwait(
        () -> books.withTransaction(session -> session.persist(Author.named("Lem"))));
    VertxContextSupport.subscribeAndAwait(
        () -> stock.withTransaction(session -> session.persist(Shelf.named("novels"))));

    // what max-size gives is left for it
    VertxContextSupport.subscribeAndAwait(
        () ->
            books.withSession(
                session ->
                    session.createNativeQuery("create temp table mine (n)").executeUpdate()));

    assertThat(TestDatabase.value(url, "select name from Author")).isEqualTo("Lem");
    assertThat(TestDatabase.value(url, "select name from Shelf")).isEqualTo("novels");
  }
}
