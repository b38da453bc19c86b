// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.pages;

import static io.reactivesqlite.it.Await.await;
import static io.reactivesqlite.it.pages.Place.run;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.SQLiteStatementFigures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/client/pool.md. */
class PoolPageTest {

  @RegisterExtension static final DocPage page = new DocPage("client/pool.md");

  @RegisterExtension private final Place place = new Place();

  @Test
  void figuresOfStatements() {
    Vertx vertx = place.vertx();
    String path = place.in("shop.db");
    // [figures
    SQLiteConnectOptions options =
        SQLiteConnectOptions.file(path).setStatementFigures(200).setFullScanThreshold(1_000);
    SQLitePool pool =
        SQLitePool.cast(SQLiteBuilder.pool().connectingTo(options).using(vertx).build());
    // figures]
    run(pool, "CREATE TABLE item (name TEXT, price INTEGER)");
    pool.resetStatementFigures();
    // [ask
    Future<SQLiteStatementFigures> longest =
        pool.query("INSERT INTO item VALUES ('tea', 350)")
            .execute()
            .compose(v -> pool.query("INSERT INTO item VALUES ('milk', 120)").execute())
            .map(v -> pool.statementFigures().get(0));
    // ask]
    SQLiteStatementFigures figures = await(longest);
    // [show
    String shown =
        figures.getExecutions()
            + " times: "
            + figures.getSql()
            + ", which changed "
            + figures.getChanges()
            + " rows";
    // show]
    page.gives("show", shown);
  }
}
