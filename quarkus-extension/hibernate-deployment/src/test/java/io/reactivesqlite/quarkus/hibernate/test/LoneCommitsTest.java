// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.hibernate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.reactivesqlite.quarkus.hibernate.stock.Shelf;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoneCommitsTest {

  private static final int TRANSACTIONS = 40;

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
                      Http.class,
                      Commits.class))
          .overrideConfigKey("quarkus.datasource.db-kind", "sqlite")
          .overrideConfigKey("quarkus.datasource.reactive.url", TestDatabase.newUrl())
          .overrideConfigKey("quarkus.datasource.reactive.sqlite.shared-transactions", "false")
          .overrideConfigKey("quarkus.datasource.reactive.sqlite.wal-autocheckpoint", "0")
          .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");

  @TestHTTPResource URI base;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @Test
  void withoutSharingEachTransactionCommitsAlone() {
    assertThat(new Commits(url, base).of(TRANSACTIONS, "/till/shelves/No")).isEqualTo(TRANSACTIONS);
  }
}
