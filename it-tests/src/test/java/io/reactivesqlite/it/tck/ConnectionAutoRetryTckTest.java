// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import static io.reactivesqlite.it.tck.NotApplicable.NO_NETWORK;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.ConnectionAutoRetryTestBase;
import org.junit.ClassRule;
import org.junit.Ignore;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class ConnectionAutoRetryTckTest extends ConnectionAutoRetryTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @Override
  public void setUp() throws Exception {
    super.setUp();
    options = DATABASE.options();
  }

  @Override
  public void tearDown(TestContext ctx) {
    connectionConnector.close();
    poolConnector.close();
    super.tearDown(ctx);
  }

  @Override
  protected void initialConnector(int proxyPort) {
    SQLiteConnectOptions proxied = DATABASE.options();
    proxied.setHost("localhost").setPort(proxyPort);
    connectionConnector = Connectors.alone(vertx, proxied);
    poolConnector = Connectors.pooled(vertx, proxied);
  }

  @Test
  @Ignore(NO_NETWORK)
  @Override
  public void testConnExceedingRetryLimit(TestContext ctx) {
    super.testConnExceedingRetryLimit(ctx);
  }

  @Test
  @Ignore(NO_NETWORK)
  @Override
  public void testPoolExceedingRetryLimit(TestContext ctx) {
    super.testPoolExceedingRetryLimit(ctx);
  }
}
