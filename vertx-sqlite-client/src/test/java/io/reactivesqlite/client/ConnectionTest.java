// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client;

import static io.reactivesqlite.client.Sandbox.await;
import static io.reactivesqlite.client.Sandbox.run;
import static io.reactivesqlite.client.Sandbox.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectionTest {

  @RegisterExtension private final Sandbox sandbox = new Sandbox();

  @Test
  void aConnectionTellsWhatItIsConnectedTo() {
    SQLiteConnection connection = sandbox.connect();
    var metadata = connection.databaseMetadata();
    Object version = Sandbox.scalar(connection, "SELECT sqlite_version()");
    assertThat(metadata.productName()).isEqualTo("SQLite");
    assertThat(metadata.fullVersion()).isEqualTo(version);
    assertThat(metadata.majorVersion()).isEqualTo(3);
    assertThat(version.toString()).startsWith("3." + metadata.minorVersion() + ".");
    assertThat(connection.isSSL()).isFalse();
    await(connection.close());
  }

  @Test
  void aPooledConnectionIsASqliteConnectionToo() {
    SqlConnection pooled = await(sandbox.pool().getConnection());
    assertThat(pooled).isInstanceOf(SQLiteConnection.class);
    assertThat(await(SQLiteConnection.cast(pooled).inTransaction())).isFalse();
    assertThat(pooled.databaseMetadata().productName()).isEqualTo("SQLite");
    await(pooled.close());
  }

  @Test
  void closingTellsTheCloseHandlerOnce() {
    AtomicInteger told = new AtomicInteger();
    SQLiteConnection connection = sandbox.connect();
    connection.closeHandler(v -> told.incrementAndGet()).exceptionHandler(e -> {});
    await(connection.close());
    await(connection.close());
    until("the handler was told", () -> told.get() > 0);
    assertThat(told).hasValue(1);
  }

  @Test
  void changesAreCounted() {
    SQLiteConnection connection = sandbox.connect();
    run(connection, "CREATE TABLE t(a)");
    run(connection, "CREATE TABLE log(a)");
    run(connection, "CREATE TRIGGER x AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END");
    long before = await(connection.totalChanges());
    assertThat(run(connection, "INSERT INTO t VALUES (1), (2)").rowCount()).isEqualTo(2);
    assertThat(await(connection.totalChanges()) - before).as("with triggers").isEqualTo(4);
    await(connection.close());
  }

  @Test
  void cancellingWhereNothingRunsChangesNothing() {
    SQLiteConnection connection = sandbox.connect();
    connection.cancelRequest();
    assertThat(Sandbox.scalar(connection, "SELECT 1")).isEqualTo(1L);
    await(connection.close());
    connection.cancelRequest();
  }

  @Test
  void aConnectionOpensByUri() {
    SQLiteConnection connection =
        await(SQLiteConnection.connect(sandbox.vertx(), "sqlite:" + sandbox.file() + "?mode=rwc"));
    run(connection, "CREATE TABLE t(a)");
    await(connection.close());
    assertThat(sandbox.file()).isRegularFile();
  }
}
