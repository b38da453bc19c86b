// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import io.reactivesqlite.client.SQLiteBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.tck.TracingTestBase;
import org.junit.ClassRule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TracingTckTest extends TracingTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @Override
  protected Pool createPool(Vertx vertx) {
    return SQLiteBuilder.pool().connectingTo(DATABASE.options()).using(vertx).build();
  }

  @Override
  protected String statement(String... parts) {
    return TckDatabase.statement(parts);
  }

  @Override
  protected boolean isValidDbSystem(String dbSystem) {
    return "sqlite".equals(dbSystem);
  }
}
