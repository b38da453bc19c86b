// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.CheckpointMode;
import io.reactivesqlite.client.SQLiteAction;
import io.reactivesqlite.client.SQLiteCheckpoint;
import io.reactivesqlite.client.SQLiteHealth;
import io.reactivesqlite.client.SQLiteMaintenance;
import io.reactivesqlite.client.SQLiteOperation;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.scheduling.Job;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Maintenance through the pool's own lanes. */
record MaintenanceImpl(SQLitePoolImpl pool) implements SQLiteMaintenance {

  /** What optimizing is to a statement policy; the other checks are statements. */
  private static final SQLiteAction OPTIMIZE = new SQLiteAction(SQLiteOperation.PRAGMA, "optimize");

  @Override
  public Future<SQLiteHealth> health() {
    long start = System.nanoTime();
    return pool.query("SELECT sqlite_version() FROM (SELECT count(*) FROM sqlite_schema)")
        .execute()
        .compose(
            rows -> {
              long read = System.nanoTime();
              return write((client, connection) -> {})
                  .map(
                      v ->
                          new SQLiteHealth()
                              .setSqliteVersion(rows.iterator().next().getString(0))
                              .setReadMicros((read - start) / 1_000)
                              .setTurnMicros((System.nanoTime() - read) / 1_000));
            });
  }

  /** What needs the turn to write. */
  @FunctionalInterface
  private interface Writing {
    void on(ClientDatabase client, NativeConnection connection) throws EngineException;
  }

  private Future<Void> write(Writing writing) {
    ContextInternal context = pool.context();
    return pool.database(context)
        .compose(
            client -> {
              PromiseInternal<Void> promise = context.promise();
              client
                  .lanes()
                  .submitWrite(
                      new CallJob<>(
                          Job.Access.WRITE,
                          promise,
                          connection -> {
                            writing.on(client, connection);
                            return null;
                          }));
              return promise.future();
            });
  }

  @Override
  public Future<List<String>> integrityCheck() {
    return check("PRAGMA integrity_check");
  }

  @Override
  public Future<List<String>> quickCheck() {
    return check("PRAGMA quick_check");
  }

  private Future<List<String>> check(String sql) {
    return pool.query(sql)
        .execute()
        .map(
            rows -> {
              List<String> found = new ArrayList<>();
              for (Row row : rows) {
                found.add(row.getString(0));
              }
              return found.equals(List.of("ok")) ? List.of() : found;
            });
  }

  @Override
  public Future<Void> optimize() {
    // On the writer lane, whatever SQLite's program for it says: that depends on what there is to
    // do.
    // The mask asks for tables too that this connection has not read.
    return write(
        (client, connection) -> {
          PolicyGuard.check(client.policy(), List.of(OPTIMIZE));
          connection.execute("PRAGMA optimize=0x10002");
        });
  }

  @Override
  public Future<SQLiteCheckpoint> checkpoint(CheckpointMode mode) {
    return pool.query("PRAGMA wal_checkpoint(" + mode + ")")
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new SQLiteCheckpoint()
                  .setBlocked(row.getInteger(0) != 0)
                  .setWalPages(row.getLong(1))
                  .setMovedPages(row.getLong(2));
            });
  }
}
