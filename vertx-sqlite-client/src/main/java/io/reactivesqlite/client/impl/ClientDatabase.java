// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteQueryEvent;
import io.reactivesqlite.client.engine.Columns;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.ResultCodes;
import io.reactivesqlite.client.impl.types.TypeRegistry;
import io.reactivesqlite.client.scheduling.Database;
import io.reactivesqlite.client.scheduling.DatabaseLanes;
import io.reactivesqlite.client.scheduling.SchedulingException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The database as one pool, or one single connection, sees it: with its options, on its Vert.x. */
final class ClientDatabase {

  private static final SocketAddress THIS_PROCESS = SocketAddress.inetSocketAddress(0, "127.0.0.1");

  private final SQLiteConnectOptions options;
  private final Clock clock;
  private final Database database;
  private final DatabaseLanes lanes;
  private final Set<SQLiteSession> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;
  private final StatementWatch watch;
  private final PolicyGuard policy;
  private final TypeRegistry types;
  private final Function<Columns, RowShape> shapes;
  private final ClientMetrics<?, ?, ?, ?> metrics;

  private ClientDatabase(
      VertxInternal vertx,
      SQLiteConnectOptions options,
      Opening opening,
      Workers workers,
      Clock clock,
      AtomicReference<Handler<SQLiteQueryEvent>> listener) {
    this.clock = clock;
    this.options = options;
    this.database = Database.acquire(opening.key());
    this.watch = new StatementWatch(options, listener);
    this.policy = PolicyGuard.of(options.getStatementPolicy(), database);
    this.types = TypeRegistry.of(options.getEncoders(), options.getDecoders());
    this.shapes = columns -> RowShape.of(columns, types);
    VertxMetrics vertxMetrics = vertx.metricsSPI();
    this.metrics =
        vertxMetrics == null
            ? null
            : vertxMetrics.createClientMetrics(
                options.getSocketAddress(), "sql", options.getMetricsName());
    this.lanes =
        new DatabaseLanes(
            database,
            opening.connection(),
            new DatabaseLanes.Limits(
                readers(options),
                options.getQueueLimit(),
                options.isGroupCommit() ? options.getMaxGroupSize() : 1,
                options.getBusyTimeout(),
                options.getTurnTimeout()),
            workers::newThread,
            new ContextDelivery(),
            clock);
  }

  /** Opens the database; the future is completed on the context. */
  static Future<ClientDatabase> open(
      VertxInternal vertx,
      Workers workers,
      ContextInternal context,
      SQLiteConnectOptions options,
      AtomicReference<Handler<SQLiteQueryEvent>> listener) {
    PromiseInternal<ClientDatabase> promise = context.promise();
    Executor starter = workers.newThread();
    Clock clock = new Clock(vertx);
    starter.execute(
        () -> {
          // Finding the canonical file asks the file system.
          try {
            createParents(options);
            Opening opening = Opening.of(options);
            ClientDatabase client =
                new ClientDatabase(vertx, options, opening, workers, clock, listener);
            client.database.prepare(
                opening.preparation(),
                options.getBusyTimeout(),
                starter,
                clock,
                failure -> client.prepared(failure, promise));
          } catch (Throwable e) {
            context.emit(Failures.of(e, null), promise::fail);
          }
        });
    return promise.future();
  }

  private static void createParents(SQLiteConnectOptions options) throws EngineException {
    if (options.isCreateParentDirectories()
        && !options.isMemory()
        && options.getMode() == OpenMode.RWC) {
      Path parent = Path.of(options.getDatabase()).toAbsolutePath().getParent();
      if (parent == null) {
        return;
      }
      try {
        Files.createDirectories(parent);
      } catch (IOException e) {
        throw new EngineException(
            ResultCodes.CANTOPEN, "the directory " + parent + " cannot be created: " + e, null, e);
      }
    }
  }

  private void prepared(Throwable failure, PromiseInternal<ClientDatabase> promise) {
    ContextInternal context = promise.context();
    if (failure == null) {
      context.emit(this, promise::complete);
    } else {
      database.release();
      closeMetrics();
      context.emit(Failures.of(failure, null), promise::fail);
    }
  }

  private static int readers(SQLiteConnectOptions options) {
    return options.getReaders() > 0
        ? options.getReaders()
        : Math.min(4, 2 * Runtime.getRuntime().availableProcessors());
  }

  SQLiteConnectOptions options() {
    return options;
  }

  Database database() {
    return database;
  }

  DatabaseLanes lanes() {
    return lanes;
  }

  Clock clock() {
    return clock;
  }

  /** The policy of all connections; {@code null} for none. */
  PolicyGuard policy() {
    return policy;
  }

  /** The user's encoders and decoders. */
  TypeRegistry types() {
    return types;
  }

  /** Describes the columns of a statement, with the decoders of their declared types. */
  Function<Columns, RowShape> shapes() {
    return shapes;
  }

  StatementWatch watch() {
    return watch;
  }

  ClientMetrics<?, ?, ?, ?> metrics() {
    return metrics;
  }

  TracingPolicy tracingPolicy() {
    return options.getTracingPolicy();
  }

  /** What a span shows as the address of the peer, which is this process. */
  SocketAddress server() {
    return THIS_PROCESS;
  }

  String name() {
    return options.getDatabase();
  }

  DatabaseMetadata metadata() {
    return new Metadata(database.sqliteVersion());
  }

  SQLiteSession newSession(ContextInternal context) throws SchedulingException {
    SQLiteSession session = new SQLiteSession(context, this, lanes.newSession());
    sessions.add(session);
    if (closing) {
      // Whoever closes may have looked before this one was there.
      forget(session);
      throw new SchedulingException(SchedulingException.Reason.CLOSED, "the pool is closed");
    }
    return session;
  }

  /** To be told when a session has been closed, or was never opened. */
  void forget(SQLiteSession session) {
    sessions.remove(session);
    lanes.forget(session.lane());
  }

  /** Closes all sessions and lanes and gives the database back. */
  void close(Runnable closed) {
    String lastWords =
        options.isOptimizeOnClose() && options.getMode() != OpenMode.RO && !options.isImmutable()
            ? "PRAGMA optimize"
            : null;
    closing = true;
    // Their owners close them too, unless they are gone.
    sessions.forEach(SQLiteSession::close);
    lanes.close(
        options.getCloseGrace(),
        lastWords,
        () -> {
          database.release();
          closeMetrics();
          closed.run();
        });
  }

  private void closeMetrics() {
    if (metrics != null) {
      metrics.close();
    }
  }

  /** What Hibernate Reactive and others ask to choose a dialect. */
  private record Metadata(String fullVersion) implements DatabaseMetadata {

    @Override
    public String productName() {
      return "SQLite";
    }

    @Override
    public int majorVersion() {
      return part(0);
    }

    @Override
    public int minorVersion() {
      return part(1);
    }

    private int part(int i) {
      return Integer.parseInt(fullVersion.split("\\.")[i]);
    }
  }
}
