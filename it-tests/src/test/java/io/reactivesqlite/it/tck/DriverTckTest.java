// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import static io.reactivesqlite.it.tck.NotApplicable.OWN_OPTIONS;

import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.tck.DriverTestBase;
import org.junit.ClassRule;
import org.junit.Ignore;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class DriverTckTest extends DriverTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @ClassRule public static final OnlyDriver DRIVER = new OnlyDriver();

  @Override
  protected SqlConnectOptions defaultOptions() {
    return DATABASE.options();
  }

  @Test
  @Ignore(OWN_OPTIONS)
  @Override
  public void testAcceptsGenericOptions(TestContext ctx) {
    super.testAcceptsGenericOptions(ctx);
  }

  @Test
  @Ignore(OWN_OPTIONS)
  @Override
  public void testCreatePool02(TestContext ctx) {
    super.testCreatePool02(ctx);
  }

  @Test
  @Ignore(OWN_OPTIONS)
  @Override
  public void testCreatePool05(TestContext ctx) {
    super.testCreatePool05(ctx);
  }
}
