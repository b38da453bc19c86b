// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import static io.reactivesqlite.it.tck.NotApplicable.NO_USERS;

import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import io.vertx.sqlclient.tck.ConnectionTestBase;
import org.junit.ClassRule;
import org.junit.Ignore;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class ConnectionTckTest extends ConnectionTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @Override
  public void setUp() throws Exception {
    super.setUp();
    options = DATABASE.options();
    connector = Connectors.alone(vertx, options);
  }

  @Override
  protected void validateDatabaseMetaData(TestContext ctx, DatabaseMetadata md) {
    ctx.assertEquals("SQLite", md.productName());
    ctx.assertEquals(3, md.majorVersion());
    ctx.assertTrue(md.fullVersion().startsWith("3." + md.minorVersion() + "."), md.fullVersion());
  }

  @Test
  @Ignore(NO_USERS)
  @Override
  public void testConnectInvalidPassword(TestContext ctx) {
    super.testConnectInvalidPassword(ctx);
  }

  @Test
  @Ignore(NO_USERS)
  @Override
  public void testConnectInvalidUsername(TestContext ctx) {
    super.testConnectInvalidUsername(ctx);
  }
}
