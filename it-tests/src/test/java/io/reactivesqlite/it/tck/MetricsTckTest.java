// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.tck;

import static io.reactivesqlite.it.tck.NotApplicable.NO_NETWORK;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.vertx.core.Vertx;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.tck.MetricsTestBase;
import java.lang.reflect.Field;
import org.junit.ClassRule;
import org.junit.Ignore;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class MetricsTckTest extends MetricsTestBase {

  @ClassRule public static final TckDatabase DATABASE = new TckDatabase();

  private static final String THREADS = "threads-without-metrics";

  /**
   * The base class gives the same metrics object to every pool, that of the threads included. So
   * the threads are opened here, while there is no such object yet.
   */
  @Override
  public void setup() {
    super.setup();
    try {
      Field vertx = MetricsTestBase.class.getDeclaredField("vertx");
      vertx.setAccessible(true);
      ((Vertx) vertx.get(this)).createSharedWorkerExecutor(THREADS);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** A host that does not exist stands for a folder that does not exist. */
  @Override
  protected SqlConnectOptions connectOptions() {
    return new SQLiteConnectOptions(DATABASE.options().setWorkerPoolName(THREADS)) {
      @Override
      public SqlConnectOptions setHost(String host) {
        return setDatabase(host + "/tck.db");
      }
    };
  }

  @Override
  protected ClientBuilder<Pool> poolBuilder() {
    return SQLiteBuilder.pool().connectingTo(connectOptions());
  }

  @Override
  protected String statement(String... parts) {
    return TckDatabase.statement(parts);
  }

  @Test
  @Ignore(NO_NETWORK)
  @Override
  public void testConnectionLost(TestContext ctx) throws Exception {
    super.testConnectionLost(ctx);
  }
}
