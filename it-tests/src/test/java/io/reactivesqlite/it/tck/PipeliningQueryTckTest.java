// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import io.reactivesqlite.client.SQLiteBuilder;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.tck.Connector;
import io.vertx.sqlclient.tck.PipeliningQueryTestBase;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.ClassRule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class PipeliningQueryTckTest extends PipeliningQueryTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  @Override
  protected void init() {
    options = DATABASE.options();
    connectionConnector = afterTruncating(Connectors.alone(vertx, options));
    pooledConnectionConnector = Connectors.pooled(vertx, options);
    pooledClientSupplier =
        () ->
            SQLiteBuilder.client()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(8))
                .using(vertx)
                .build();
  }

  @Override
  protected String statement(String... parts) {
    return TckDatabase.statement(parts);
  }

  /** The first connection is for the base class's own TRUNCATE, which SQLite spells DELETE. */
  private static Connector<SqlConnection> afterTruncating(Connector<SqlConnection> connector) {
    AtomicBoolean first = new AtomicBoolean(true);
    return new Connector<>() {
      @Override
      public void connect(Handler<AsyncResult<SqlConnection>> handler) {
        if (first.getAndSet(false)) {
          connector.connect(
              connected -> handler.handle(connected.map(PipeliningQueryTckTest::truncating)));
        } else {
          connector.connect(handler);
        }
      }

      @Override
      public void close() {
        connector.close();
      }
    };
  }

  private static SqlConnection truncating(SqlConnection connection) {
    return (SqlConnection)
        Proxy.newProxyInstance(
            SqlConnection.class.getClassLoader(),
            new Class<?>[] {SqlConnection.class},
            (proxy, method, arguments) ->
                "query".equals(method.getName())
                    ? connection.query(
                        ((String) arguments[0]).replace("TRUNCATE TABLE", "DELETE FROM"))
                    : method.invoke(connection, arguments));
  }
}
