// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import io.reactivesqlite.client.SQLiteBuilder;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.tck.TransactionTestBase;
import org.junit.ClassRule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TransactionTckTest extends TransactionTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @Override
  protected Pool createPool() {
    return SQLiteBuilder.pool()
        .with(new PoolOptions().setMaxSize(1))
        .connectingTo(DATABASE.options())
        .using(vertx)
        .build();
  }

  @Override
  protected Pool nonTxPool() {
    return createPool();
  }

  @Override
  protected String statement(String... parts) {
    return TckDatabase.statement(parts);
  }

  @Override
  protected void cleanTestTable(TestContext ctx) {
    getPool().query("DELETE FROM mutable").execute(ctx.asyncAssertSuccess());
  }
}
