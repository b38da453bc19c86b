// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.it.neighbours;

import static io.reactivesqlite.it.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.spi.SQLiteDriver;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.SqlClientInternal;
import io.vertx.sqlclient.spi.Driver;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With vertx-pg-client on the class path too, each driver takes what is meant for it. */
class NeighboursTest {

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void bothAreFound() {
    assertThat(ServiceLoader.load(Driver.class))
        .hasAtLeastOneElementOfType(SQLiteDriver.class)
        .hasAtLeastOneElementOfType(PgDriver.class);
  }

  @Test
  void ourOptionsMakeOurPool() {
    Pool pool = Pool.pool(vertx, sqlite(), new PoolOptions());
    assertThat(pool).isInstanceOf(SQLitePool.class);
    assertThat(answer(pool)).isEqualTo("3");
  }

  @Test
  void ourOptionsMakeOurPoolWithoutVertxToo() {
    Pool pool = Pool.pool(sqlite());
    assertThat(answer(pool)).isEqualTo("3");
    await(pool.close());
  }

  @Test
  void theirOptionsMakeTheirPool() {
    Pool pool = Pool.pool(vertx, new PgConnectOptions(), new PoolOptions());
    assertThat(((SqlClientInternal) pool).driver()).isInstanceOf(PgDriver.class);
  }

  @Test
  void optionsOfNobodyAreNotOurs() {
    Pool pool = Pool.pool(vertx, new SqlConnectOptions(), new PoolOptions());
    assertThat(((SqlClientInternal) pool).driver()).isInstanceOf(PgDriver.class);
  }

  @Test
  void aUriSaysWhoseItIs() {
    assertThat(SqlConnectOptions.fromUri("sqlite:app.db?mode=ro"))
        .isInstanceOfSatisfying(
            SQLiteConnectOptions.class,
            options -> {
              assertThat(options.getDatabase()).isEqualTo("app.db");
              assertThat(options.getMode()).isEqualTo(OpenMode.RO);
            });
    assertThat(SqlConnectOptions.fromUri("postgresql://me:secret@localhost:5433/app"))
        .isInstanceOfSatisfying(
            PgConnectOptions.class, options -> assertThat(options.getPort()).isEqualTo(5433));
  }

  @Test
  void optionsFromAUriMakeOurPool() {
    SqlConnectOptions options = SqlConnectOptions.fromUri("sqlite:" + folder.resolve("uri.db"));
    assertThat(answer(Pool.pool(vertx, options, new PoolOptions()))).isEqualTo("3");
  }

  @Test
  void ourMistakesInAUriAreTold() {
    assertThatThrownBy(() -> SqlConnectOptions.fromUri("sqlite:app.db?jornal_mode=wal"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jornal_mode")
        .hasMessageContaining("journal_mode");
  }

  @Test
  void bothWorkSideBySide() throws IOException {
    Pool ours = SQLiteBuilder.pool().connectingTo(sqlite()).using(vertx).build();
    Pool theirs =
        PgBuilder.pool()
            .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(closedPort()))
            .using(vertx)
            .build();
    assertThatThrownBy(() -> await(theirs.query("SELECT 1").execute()))
        .isInstanceOf(ConnectException.class);
    assertThat(answer(ours)).isEqualTo("3");
  }

  private SQLiteConnectOptions sqlite() {
    return new SQLiteConnectOptions().setDatabase(folder.resolve("app.db").toString());
  }

  private static String answer(Pool pool) {
    return await(pool.query("SELECT sqlite_version()").execute())
        .iterator()
        .next()
        .getString(0)
        .substring(0, 1);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
