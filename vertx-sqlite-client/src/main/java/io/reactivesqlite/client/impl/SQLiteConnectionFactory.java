// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLiteQueryEvent;
import io.reactivesqlite.client.scheduling.SchedulingException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
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
import java.util.concurrent.atomic.AtomicReference;
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

  private record Waiting(Consumer<ClientDatabase> use, Consumer<Throwable> failed) {

    /** What goes wrong with one must not keep the database from the others. */
    void accept(ClientDatabase client) {
      try {
        use.accept(client);
      } catch (RuntimeException e) {
        failed.accept(e);
      }
    }
  }

  private final VertxInternal vertx;
  private final Supplier<? extends Future<? extends SqlConnectOptions>> options;
  private final AtomicReference<Handler<SQLiteQueryEvent>> listener = new AtomicReference<>();
  private volatile ClientDatabase used;
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

  /** Who is told of each statement; {@code null} for nobody. */
  void listener(Handler<SQLiteQueryEvent> handler) {
    listener.set(handler);
  }

  /**
   * The database as soon as somebody uses it, or {@code null}: earlier than {@link #ifOpen}, for
   * who only looks at it and overtakes nobody.
   */
  ClientDatabase ifUsed() {
    return used;
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
    // Vert.x keeps no pool alive: one that nobody refers to any more is closed by its finalizer,
    // which may come too late when Vert.x itself is closed.
    vertx.addCloseHook(this);
    Workers w;
    synchronized (this) {
      w = workers;
    }
    if (w == null) {
      w = Workers.open(vertx, o);
      synchronized (this) {
        workers = w;
      }
    }
    ContextInternal context = vertx.createEventLoopContext();
    return ClientDatabase.open(vertx, w, context, o, listener)
        .compose(client -> initialize(context, client));
  }

  private void opened(AsyncResult<ClientDatabase> ar, Promise<ClientDatabase> promise) {
    List<Waiting> served;
    if (ar.failed()) {
      synchronized (this) {
        // Who asks from now on tries again: this failure is not theirs.
        opening = null;
        served = waiting;
        waiting = new ArrayList<>();
      }
      served.forEach(w -> w.failed.accept(ar.cause()));
    } else {
      used = ar.result();
      while (!(served = takeWaitingOr(ar.result())).isEmpty()) {
        served.forEach(w -> w.accept(ar.result()));
      }
    }
    promise.handle(ar);
  }

  /** Who waits; where nobody does, the database is open for all who come. */
  private synchronized List<Waiting> takeWaitingOr(ClientDatabase client) {
    if (waiting.isEmpty()) {
      open = client;
      return List.of();
    }
    List<Waiting> served = waiting;
    waiting = new ArrayList<>();
    return served;
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
      session = client.newSession(context);
    } catch (SchedulingException e) {
      return context.failedFuture(SQLiteException.closedPool());
    }
    return session
        .open()
        .onFailure(e -> client.forget(session))
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
              vertx.removeCloseHook(this);
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

  private void closeWorkers() {
    Workers w;
    synchronized (this) {
      w = workers;
    }
    // Outside of the lock: Vert.x asks us to close while it holds a lock that this needs.
    if (w != null) {
      w.close();
    }
  }
}
