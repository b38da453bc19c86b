// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShopTest {

  @TestHTTPResource("/books")
  URI books;

  @Test
  void entitiesAreStoredThoughOnlyTheClientIsADependency() throws Exception {
    Http.post(books, "Solaris");

    assertThat(Http.get(books)).isEqualTo("Solaris");
  }
}
