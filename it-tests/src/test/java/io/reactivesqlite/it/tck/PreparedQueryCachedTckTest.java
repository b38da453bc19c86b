// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import static io.reactivesqlite.it.tck.NotApplicable.DYNAMIC_TYPES;

import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.PreparedQueryCachedTestBase;
import org.junit.ClassRule;
import org.junit.Ignore;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class PreparedQueryCachedTckTest extends PreparedQueryCachedTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @Override
  protected void initConnector() {
    options = DATABASE.options();
    connector = Connectors.alone(vertx, options);
  }

  @Override
  protected String statement(String... parts) {
    return TckDatabase.statement(parts);
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

  @Override
  protected boolean cursorRequiresTx() {
    return false;
  }

  @Override
  public void testPreparedQueryParamCoercionQuantityError(TestContext ctx) {
    msgVerifier = e -> ctx.assertEquals(SQLiteErrorKind.PARAMETER, ((SQLiteException) e).kind());
    super.testPreparedQueryParamCoercionQuantityError(ctx);
  }

  @Test
  @Ignore(DYNAMIC_TYPES)
  @Override
  public void testPreparedQueryParamCoercionTypeError(TestContext ctx) {
    super.testPreparedQueryParamCoercionTypeError(ctx);
  }
}
