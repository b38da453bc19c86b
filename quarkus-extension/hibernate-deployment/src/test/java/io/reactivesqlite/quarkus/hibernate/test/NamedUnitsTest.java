// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.vertx.VertxContextSupport;
import io.reactivesqlite.quarkus.hibernate.stock.Shelf;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NamedUnitsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(
                      TestDatabase.class,
                      Author.class,
                      Book.class,
                      Shelf.class,
                      StockRoom.class,
                      StockRoom.Bean.class,
                      StockRoom.Front.class,
                      Http.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.stock.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.stock.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey(
              "quarkus.hibernate-orm.packages", "io.reactivesqlite.quarkus.hibernate.test")
          .overrideConfigKey("quarkus.hibernate-orm.datasource", "<default>")
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create")
          .overrideConfigKey(
              "quarkus.hibernate-orm.stock.packages", "io.reactivesqlite.quarkus.hibernate.stock")
          .overrideConfigKey("quarkus.hibernate-orm.stock.datasource", "stock")
          .overrideConfigKey("quarkus.hibernate-orm.stock.schema-management.strategy", "create");

  @TestHTTPResource URI base;

  @Inject Mutiny.SessionFactory books;

  @Inject
  @PersistenceUnit("stock")
  Mutiny.SessionFactory stock;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.stock.reactive.url")
  String stockUrl;

  @Test
  void eachUnitHasItsOwnDatabase() throws Throwable {
    Shelf shelf = Shelf.named("novels");
    shelf.books = 4;
    VertxContextSupport.subscribeAndAwait(
        () -> stock.withTransaction(session -> session.persist(shelf)));
    VertxContextSupport.subscribeAndAwait(
        () -> books.withTransaction(session -> session.persist(Author.named("Lem"))));

    assertThat(TestDatabase.value(stockUrl, "select books from Shelf where name = 'novels'"))
        .isEqualTo(4);
    assertThat(TestDatabase.value(url, "select name from Author")).isEqualTo("Lem");
    assertThat(
            TestDatabase.value(
                stockUrl, "select count(*) from sqlite_schema where name = 'Author'"))
        .isEqualTo(0);
  }

  @Test
  void transactionsByAnnotationKnowTheUnit() throws Exception {
    Http http = new Http(base);

    assertThat(http.post("/stock/poems/transactional").statusCode()).isEqualTo(204);
    assertThat(http.post("/stock/plays/with-transaction").statusCode()).isEqualTo(204);
    assertThat(http.post("/stock/essays/undone").statusCode()).isEqualTo(500);

    assertThat(
            TestDatabase.value(
                stockUrl,
                "select group_concat(name order by name) from Shelf where name <> 'novels'"))
        .isEqualTo("plays,poems");
  }
}
