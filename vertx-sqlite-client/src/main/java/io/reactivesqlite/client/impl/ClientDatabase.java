// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.OpenMode;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.engine.EngineException;
import io.reactivesqlite.client.engine.ResultCodes;
import io.reactivesqlite.client.scheduling.Database;
import io.reactivesqlite.client.scheduling.DatabaseLanes;
import io.reactivesqlite.client.scheduling.Timers;
import io.vertx.core.Future;
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
import java.util.concurrent.Executor;

/** The database as one pool, or one single connection, sees it: with its options, on its Vert.x. */
final class ClientDatabase {

  private static final SocketAddress THIS_PROCESS = SocketAddress.inetSocketAddress(0, "127.0.0.1");

  private final SQLiteConnectOptions options;
  private final Database database;
  private final DatabaseLanes lanes;
  private final StatementWatch watch;
  private final PolicyGuard policy;
  private final ClientMetrics<?, ?, ?, ?> metrics;

  private ClientDatabase(
      VertxInternal vertx,
      SQLiteConnectOptions options,
      Opening opening,
      Workers workers,
      Timers timers) {
    this.options = options;
    this.database = Database.acquire(opening.key());
    this.watch = new StatementWatch(options);
    this.policy = PolicyGuard.of(options.getStatementPolicy(), database);
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
            timers);
  }

  /** Opens the database; the future is completed on the context. */
  static Future<ClientDatabase> open(
      VertxInternal vertx, Workers workers, ContextInternal context, SQLiteConnectOptions options) {
    PromiseInternal<ClientDatabase> promise = context.promise();
    Executor starter = workers.newThread();
    // On an event loop, whoever asks: a timer set on a lane's own thread would wait for that lane.
    ContextInternal clock = vertx.createEventLoopContext();
    Timers timers = (millis, callback) -> clock.setTimer(millis, id -> callback.run());
    starter.execute(
        () -> {
          // Finding the canonical file asks the file system.
          try {
            createParents(options);
            Opening opening = Opening.of(options);
            ClientDatabase client = new ClientDatabase(vertx, options, opening, workers, timers);
            client.database.prepare(
                opening.preparation(),
                options.getBusyTimeout(),
                starter,
                timers,
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

  /** The policy of all connections; {@code null} for none. */
  PolicyGuard policy() {
    return policy;
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

  /** Closes all lanes and gives the database back; the sessions are closed by their owners. */
  void close(Runnable closed) {
    String lastWords =
        options.isOptimizeOnClose() && options.getMode() != OpenMode.RO && !options.isImmutable()
            ? "PRAGMA optimize"
            : null;
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
