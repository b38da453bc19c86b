// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteDecoder;
import io.reactivesqlite.client.SQLiteEncoder;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/client/types.md. */
class TypesPageTest {

  @RegisterExtension static final DocPage page = new DocPage("client/types.md");

  @RegisterExtension private final Place place = new Place();

  // [money
  record Money(long cents) {}

  // money]

  @Test
  void ownTypes() {
    Vertx vertx = place.vertx();
    String path = place.in("shop.db");
    // [own
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path)
            .addEncoder(SQLiteEncoder.of(Money.class, Money::cents))
            .addDecoder(SQLiteDecoder.of("MONEY", Money.class, stored -> new Money((Long) stored)));
    SQLitePool pool =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo(options).using(vertx).build());
    // own]
    run(pool, "CREATE TABLE item (name TEXT, price MONEY)");
    // [sell
    Future<Money> price =
        pool.preparedQuery("INSERT INTO item VALUES (?, ?) RETURNING price")
            .execute(Tuple.of("tea", new Money(350)))
            .map(rows -> rows.iterator().next().get(Money.class, "price"));
    // sell]
    page.gives("sell", await(price));
  }
}
