// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.NullValueEncodeTestBase;
import org.junit.ClassRule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class NullValueEncodeTckTest extends NullValueEncodeTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @Override
  protected void initConnector() {
    connector = Connectors.alone(vertx, DATABASE.options());
  }

  @Override
  protected String statement(String... parts) {
    return TckDatabase.statement(parts);
  }
}
