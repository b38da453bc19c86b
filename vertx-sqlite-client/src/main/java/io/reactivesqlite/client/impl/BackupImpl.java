// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteBackup;
import io.reactivesqlite.client.SQLiteBackupOptions;
import io.reactivesqlite.client.SQLiteBackupProgress;
import io.reactivesqlite.client.SQLiteDump;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.client.engine.NativeConnection;
import io.reactivesqlite.client.engine.PageCopy;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.streams.ReadStream;
import java.sql.Connection;
import java.util.function.Function;

/**
 * Copies of a pool's database. Each runs on a {@link CopyThread}; dumps use a pooled connection.
 */
final class BackupImpl implements SQLiteBackup {

  private final SQLitePoolImpl pool;

  BackupImpl(SQLitePoolImpl pool) {
    this.pool = pool;
  }

  /** Work on a copy thread. */
  @FunctionalInterface
  private interface Work<T> {
    T on(ClientDatabase client) throws Exception;
  }

  private <T> Future<T> run(ContextInternal context, Work<T> work) {
    return pool.database(context)
        .compose(
            client ->
                CopyThread.run(
                    context,
                    client.options().getWorkerPoolName(),
                    () -> {
                      client.database().use();
                      try {
                        return work.on(client);
                      } finally {
                        client.database().release();
                      }
                    }));
  }

  @Override
  public Future<Void> toFile(String path) {
    return toFile(path, new SQLiteBackupOptions(), null);
  }

  @Override
  public Future<Void> toFile(
      String path, SQLiteBackupOptions options, Handler<SQLiteBackupProgress> progress) {
    ContextInternal context = pool.context();
    SQLiteBackupOptions o = new SQLiteBackupOptions(options);
    return run(
        context,
        client -> {
          BackupFile file = BackupFile.at(path);
          try {
            copyOut(client, file.uri(), o, reporter(context, progress));
            file.publish();
          } finally {
            file.discard();
          }
          return null;
        });
  }

  private static void copyOut(
      ClientDatabase client, String targetUri, SQLiteBackupOptions options, PageCopy.Observer told)
      throws Exception {
    NativeConnection source = client.lanes().openBeside();
    try (CopySource reading = new CopySource(client, source, options.getPause(), told)) {
      CopyPolicy.out(client, source);
      PageCopy.copy(
          source,
          targetUri,
          options.getPagesPerStep(),
          client.options().getBusyTimeout(),
          reading.observer());
    } finally {
      source.close();
    }
  }

  private static PageCopy.Observer reporter(
      ContextInternal context, Handler<SQLiteBackupProgress> progress) {
    if (progress == null) {
      return (done, total) -> {};
    }
    return (done, total) ->
        context.runOnContext(
            v ->
                progress.handle(
                    new SQLiteBackupProgress().setPagesDone(done).setPagesTotal(total)));
  }

  @Override
  public Future<Void> toPool(
      SQLitePool target, SQLiteBackupOptions options, Handler<SQLiteBackupProgress> progress) {
    ContextInternal context = pool.context();
    SQLiteBackupOptions o = new SQLiteBackupOptions(options);
    return ((SQLitePoolImpl) target)
        .database(context)
        .compose(
            to ->
                run(
                    context,
                    from -> {
                      if (from.database() == to.database()) {
                        throw SQLiteException.of(
                            SQLiteErrorKind.MISUSE,
                            "The database cannot be copied over itself",
                            null);
                      }
                      NativeConnection source = from.lanes().openBeside();
                      to.database().use();
                      try (CopySource reading =
                          new CopySource(from, source, o.getPause(), reporter(context, progress))) {
                        CopyPolicy.out(from, source);
                        CopyTarget.replace(
                            to, source, o.getPagesPerStep(), reading.observer(), false);
                      } finally {
                        source.close();
                        to.database().release();
                      }
                      return null;
                    }));
  }

  @Override
  public Future<Void> toConnection(
      Connection target, SQLiteBackupOptions options, Handler<SQLiteBackupProgress> progress) {
    ContextInternal context = pool.context();
    SQLiteBackupOptions o = new SQLiteBackupOptions(options);
    return run(
        context,
        client -> {
          try (StagingFile staging = new StagingFile()) {
            copyOut(client, staging.targetUri(), o, reporter(context, progress));
            staging.complete(client);
            PageCopy.copyInto(
                target,
                staging.sourceUri(),
                o.getPagesPerStep(),
                client.options().getBusyTimeout(),
                (done, total) -> {});
          }
          return null;
        });
  }

  @Override
  @SuppressWarnings("try") // the turn is held, not asked for anything
  public Future<Void> vacuumInto(String path) {
    return run(
        pool.context(),
        client -> {
          NativeConnection connection = client.lanes().openBeside();
          try (CopySource reading = CopySource.wholeTime(client, connection)) {
            CopyPolicy.out(client, connection);
            connection.vacuumInto(path);
          } finally {
            connection.close();
          }
          return null;
        });
  }

  @Override
  public Future<Void> restoreFile(String path) {
    return restore(client -> CopyTarget.open(client, path));
  }

  @Override
  public Future<Void> deserialize(Buffer bytes) {
    byte[] content = bytes.getBytes();
    return restore(client -> CopyTarget.open(client, content));
  }

  private Future<Void> restore(CopyTarget.Opener opener) {
    return run(
        pool.context(),
        client -> {
          NativeConnection source = opener.open(client);
          try {
            CopyTarget.replace(
                client,
                source,
                SQLiteBackupOptions.DEFAULT_PAGES_PER_STEP,
                (done, total) -> {},
                true);
          } finally {
            source.close();
          }
          return null;
        });
  }

  @Override
  @SuppressWarnings("try") // the snapshot is held, not asked for anything
  public Future<Buffer> serialize() {
    return run(
        pool.context(),
        client -> {
          NativeConnection connection = client.lanes().openBeside();
          try (CopySource reading = new CopySource(client, connection, 0, (done, total) -> {})) {
            CopyPolicy.out(client, connection);
            return Buffer.buffer(connection.serialize());
          } finally {
            connection.close();
          }
        });
  }

  @Override
  public Future<SQLiteDump> dump() {
    return pool.getConnection()
        .compose(
            c -> {
              SQLiteConnectionImpl connection = (SQLiteConnectionImpl) c;
              return DumpStream.open(pool.context(), connection).onFailure(e -> connection.close());
            });
  }

  @Override
  public Future<Void> load(ReadStream<String> sql) {
    // Until the connection is there nothing may be lost.
    sql.pause();
    Function<SQLiteConnectionImpl, Future<Void>> loading =
        connection -> new LoadStream(pool.context(), connection, sql).run();
    return pool.getConnection()
        .compose(
            c -> {
              SQLiteConnectionImpl connection = (SQLiteConnectionImpl) c;
              return loading.apply(connection).eventually(() -> connection.close());
            });
  }
}
