// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SingletonSupplier;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens the database of a pool, once, and connections to it.
 *
 * <p>The options are asked for once: a pool has one database. Opening that fails is tried again
 * with the next request.
 */
public final class SQLiteConnectionFactory implements ConnectionFactory {

  private final VertxInternal vertx;
  private final Supplier<? extends Future<? extends SqlConnectOptions>> options;
  private Workers workers;
  private Future<ClientDatabase> opening;
  private volatile ClientDatabase open;
  private boolean closed;

  public SQLiteConnectionFactory(
      VertxInternal vertx, Supplier<? extends Future<? extends SqlConnectOptions>> options) {
    this.vertx = vertx;
    this.options = options;
    if ((Object) options instanceof SingletonSupplier<?> singleton) {
      // The worker pool, and with it its metrics, should be there before the pool's own.
      workers =
          Workers.open(vertx, SQLiteConnectOptions.wrap((SqlConnectOptions) singleton.unwrap()));
    }
  }

  /** The database if it is open already, or {@code null}. */
  ClientDatabase ifOpen() {
    return open;
  }

  /** The database, opened by the first who asks. */
  Future<ClientDatabase> database(ContextInternal context) {
    ClientDatabase client = open;
    if (client != null) {
      return context.succeededFuture(client);
    }
    Future<ClientDatabase> shared;
    synchronized (this) {
      if (closed) {
        return context.failedFuture(SQLiteException.closedPool());
      }
      if (opening == null) {
        opening = open(vertx.createEventLoopContext());
      }
      shared = opening;
    }
    // The shared future lives on a context of its own; the caller's continues on the caller's.
    Promise<ClientDatabase> promise = context.promise();
    shared.onComplete(promise);
    return promise.future();
  }

  private Future<ClientDatabase> open(ContextInternal context) {
    return options
        .get()
        .compose(o -> openWith(context, SQLiteConnectOptions.wrap(o)))
        .compose(client -> initialize(context, client))
        .onSuccess(client -> open = client)
        .onFailure(
            e -> {
              synchronized (this) {
                opening = null;
              }
            });
  }

  private Future<ClientDatabase> openWith(ContextInternal context, SQLiteConnectOptions o) {
    synchronized (this) {
      if (workers == null) {
        workers = Workers.open(vertx, o);
      }
      return ClientDatabase.open(vertx, workers, context, o);
    }
  }

  /** The user's preparation of the database, once for all who open it in this process. */
  private Future<ClientDatabase> initialize(ContextInternal context, ClientDatabase client) {
    Function<SqlConnection, Future<Void>> init = client.options().getDatabaseInit();
    if (init == null) {
      return context.succeededFuture(client);
    }
    Promise<ClientDatabase> promise = context.promise();
    client
        .database()
        .initialization()
        .run(
            told ->
                context.runOnContext(
                    v ->
                        connect(context, client)
                            .compose(connection -> initialize(context, connection, init))
                            .onComplete(ar -> told.accept(ar.cause()))),
            failure ->
                context.runOnContext(
                    v -> {
                      if (failure == null) {
                        promise.complete(client);
                      } else {
                        client.close(() -> context.emit(failure, promise::fail));
                      }
                    }));
    return promise.future();
  }

  private static Future<Void> initialize(
      ContextInternal context,
      SqlConnection connection,
      Function<SqlConnection, Future<Void>> init) {
    return Futures.of(context, () -> init.apply(connection)).eventually(() -> connection.close());
  }

  @Override
  public Future<SqlConnection> connect(Context context) {
    ContextInternal ctx = (ContextInternal) context;
    return database(ctx).compose(client -> connect(ctx, client));
  }

  @Override
  public Future<SqlConnection> connect(Context context, SqlConnectOptions connectOptions) {
    return connect(context);
  }

  private Future<SqlConnection> connect(ContextInternal context, ClientDatabase client) {
    SQLiteSession session = new SQLiteSession(context, client, client.lanes().newSession());
    return session
        .open()
        .onFailure(e -> client.lanes().forget(session.lane()))
        .map(
            opened -> {
              SQLiteConnectionImpl connection = new SQLiteConnectionImpl(context, this, opened);
              opened.init(connection);
              return connection;
            });
  }

  @Override
  public void close(Promise<Void> promise) {
    Future<ClientDatabase> current;
    Workers w;
    synchronized (this) {
      if (closed) {
        promise.complete();
        return;
      }
      closed = true;
      current = opening;
      w = workers;
    }
    if (current == null) {
      closeWorkers(w);
      promise.complete();
      return;
    }
    current.onComplete(
        ar -> {
          if (ar.failed()) {
            closeWorkers(w);
            promise.complete();
          } else {
            ContextInternal context = vertx.getOrCreateContext();
            ar.result()
                .close(
                    () ->
                        context.runOnContext(
                            v -> {
                              closeWorkers(w);
                              promise.complete();
                            }));
          }
        });
  }

  private static void closeWorkers(Workers workers) {
    if (workers != null) {
      workers.close();
    }
  }
}
