// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.reactivesqlite.quarkus.hibernate.stock.Shelf;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionalTest {

  private static final int SALES = 40;

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
                      Till.class,
                      Till.Front.class,
                      Http.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

  @TestHTTPResource URI base;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  private Http http;

  @BeforeEach
  void connect() {
    http = new Http(base);
  }

  @Test
  void theTransactionIsCommittedAtTheEnd() throws Exception {
    assertThat(http.post("/till/shelves/novels").statusCode()).isEqualTo(204);

    assertThat(books("novels")).isEqualTo(0);
  }

  @Test
  void aFailureUndoesIt() throws Exception {
    http.post("/till/shelves/poems");

    assertThat(http.post("/till/shelves/poems/undone").statusCode()).isEqualTo(500);
    assertThat(books("poems")).isEqualTo(0);
  }

  @Test
  void aFailureThatIsExceptedDoesNot() throws Exception {
    http.post("/till/shelves/plays");

    assertThat(http.post("/till/shelves/plays/kept").statusCode()).isEqualTo(500);
    assertThat(books("plays")).isEqualTo(1);
  }

  @Test
  void whoReadsFirstAndWritesLaterLosesNothingToOthers() throws Exception {
    http.post("/till/shelves/essays");

    List<CompletableFuture<Integer>> sales =
        IntStream.range(0, SALES)
            .mapToObj(i -> http.postLater("/till/shelves/essays/sold"))
            .toList();

    assertThat(sales).allSatisfy(sale -> assertThat(sale.join()).isEqualTo(200));
    assertThat(books("essays")).isEqualTo(SALES);
  }

  private Object books(String shelf) {
    return TestDatabase.value(url, "select books from Shelf where name = '" + shelf + "'");
  }
}
