// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.SimpleQueryTestBase;
import org.junit.ClassRule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class SimpleQueryTckTest extends SimpleQueryTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @Override
  protected void initConnector() {
    connector = Connectors.alone(vertx, DATABASE.options());
  }

  @Override
  protected void cleanTestTable(TestContext ctx) {
    connect(
        ctx.asyncAssertSuccess(
            connection ->
                connection
                    .query("DELETE FROM mutable")
                    .execute(ctx.asyncAssertSuccess(v -> connection.close()))));
  }
}
