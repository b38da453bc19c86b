// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.scheduling.SchedulingException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SingletonSupplier;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens the database of a pool, once, and connections to it.
 *
 * <p>The options are asked for once: a pool has one database. Opening that fails is tried again
 * with the next request.
 */
public final class SQLiteConnectionFactory implements ConnectionFactory {

  private record Waiting(Consumer<ClientDatabase> use, Consumer<Throwable> failed) {}

  private final VertxInternal vertx;
  private final Supplier<? extends Future<? extends SqlConnectOptions>> options;
  private volatile ClientDatabase open;

  // Guarded by this.
  private Workers workers;
  private Future<ClientDatabase> opening;
  private List<Waiting> waiting = new ArrayList<>();
  private Future<Void> closing;

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
    PromiseInternal<ClientDatabase> promise = context.promise();
    whenOpen(
        client -> context.emit(client, promise::complete),
        failure -> context.emit(failure, promise::fail));
    return promise.future();
  }

  /**
   * Hands over the database, opened by the first who asks. Those who wait for it get it in the
   * order in which they asked, and before anybody finds it with {@link #ifOpen}: so nobody is
   * overtaken.
   *
   * @param use called at once or later, on any thread; must be quick and must not throw
   * @param failed told why there is no database; likewise
   */
  void whenOpen(Consumer<ClientDatabase> use, Consumer<Throwable> failed) {
    Promise<ClientDatabase> mine = null;
    synchronized (this) {
      if (open == null && closing == null) {
        waiting.add(new Waiting(use, failed));
        if (opening != null) {
          return;
        }
        mine = Promise.promise();
        opening = mine.future();
      }
    }
    ClientDatabase client = open;
    if (mine != null) {
      Promise<ClientDatabase> promise = mine;
      openNow().onComplete(ar -> opened(ar, promise));
    } else if (client != null) {
      use.accept(client);
    } else {
      failed.accept(SQLiteException.closedPool());
    }
  }

  private Future<ClientDatabase> openNow() {
    try {
      return options.get().compose(o -> openWith(SQLiteConnectOptions.wrap(o)));
    } catch (RuntimeException e) {
      // The supplier is the user's.
      return Future.failedFuture(e);
    }
  }

  private Future<ClientDatabase> openWith(SQLiteConnectOptions o) {
    Workers w;
    synchronized (this) {
      if (workers == null) {
        workers = Workers.open(vertx, o);
      }
      w = workers;
    }
    ContextInternal context = vertx.createEventLoopContext();
    return ClientDatabase.open(vertx, w, context, o).compose(client -> initialize(context, client));
  }

  private void opened(AsyncResult<ClientDatabase> ar, Promise<ClientDatabase> promise) {
    while (true) {
      List<Waiting> served;
      synchronized (this) {
        if (waiting.isEmpty()) {
          open = ar.result();
          if (ar.failed()) {
            opening = null;
          }
          break;
        }
        served = waiting;
        waiting = new ArrayList<>();
      }
      for (Waiting w : served) {
        if (ar.succeeded()) {
          w.use.accept(ar.result());
        } else {
          w.failed.accept(ar.cause());
        }
      }
    }
    promise.handle(ar);
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
    PromiseInternal<SqlConnection> promise = ctx.promise();
    whenOpen(client -> connect(ctx, client).onComplete(promise), e -> ctx.emit(e, promise::fail));
    return promise.future();
  }

  @Override
  public Future<SqlConnection> connect(Context context, SqlConnectOptions connectOptions) {
    return connect(context);
  }

  private Future<SqlConnection> connect(ContextInternal context, ClientDatabase client) {
    SQLiteSession session;
    try {
      session = new SQLiteSession(context, client, client.lanes().newSession());
    } catch (SchedulingException e) {
      return context.failedFuture(SQLiteException.closedPool());
    }
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
    closed().onComplete(promise);
  }

  /** Closes the database, or waits for the one who does it already. */
  Future<Void> closed() {
    Future<ClientDatabase> opened;
    Promise<Void> closed = Promise.promise();
    synchronized (this) {
      if (closing != null) {
        return closing;
      }
      closing = closed.future();
      opened = opening == null ? Future.succeededFuture() : opening;
    }
    // What is still being opened must be there before it can be closed; what failed to open is
    // closed.
    opened
        .transform(ar -> ar.result() == null ? Future.succeededFuture() : close(ar.result()))
        .onComplete(
            ar -> {
              closeWorkers();
              closed.complete();
            });
    return closed.future();
  }

  private Future<Void> close(ClientDatabase client) {
    Promise<Void> promise = Promise.promise();
    ContextInternal context = vertx.createEventLoopContext();
    client.close(() -> context.runOnContext(v -> promise.complete()));
    return promise.future();
  }

  private synchronized void closeWorkers() {
    if (workers != null) {
      workers.close();
    }
  }
}
