// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.scheduling;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLiteConnection;
import io.reactivesqlite.client.SQLiteErrorKind;
import io.reactivesqlite.client.SQLiteException;
import io.reactivesqlite.client.SQLitePool;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A Vert.x, a database file in the test's directory, and the pools on it. */
final class Lab implements AutoCloseable {

  /** The long form of a test runs with {@code -Dlong=true}. */
  static final boolean LONG = Boolean.getBoolean("long");

  final Vertx vertx;
  final Path file;
  private final List<SQLitePool> pools = new ArrayList<>();

  Lab(Path directory) {
    this(directory, new VertxOptions());
  }

  Lab(Path directory, VertxOptions options) {
    vertx = Vertx.vertx(options);
    file = directory.resolve("lab.db");
  }

  /** A random of which a failure can be played again: {@code -Dseed=…}. */
  static Random random(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test + ": -Dseed=" + seed);
    return new Random(seed);
  }

  SQLiteConnectOptions options() {
    return new SQLiteConnectOptions().setDatabase(file.toString());
  }

  SQLitePool pool() {
    return pool(options());
  }

  SQLitePool pool(SQLiteConnectOptions options) {
    return pool(options, 4);
  }

  SQLitePool pool(SQLiteConnectOptions options, int size) {
    SQLitePool pool =
        SQLitePool.cast(
            SQLiteBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(size))
                .using(vertx)
                .build());
    pools.add(pool);
    return pool;
  }

  /** Runs each statement on the pool, one after the other. */
  static void run(SQLitePool pool, String... statements) {
    for (String sql : statements) {
      await(pool.query(sql).execute());
    }
  }

  static SQLiteConnection connection(SQLitePool pool) {
    return SQLiteConnection.cast(await(pool.getConnection()));
  }

  static long number(SQLitePool pool, String sql) {
    return await(pool.query(sql).execute()).iterator().next().getLong(0);
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (Exception e) {
      throw new AssertionError("no answer within a minute", e);
    }
  }

  static Throwable failure(Future<?> future) {
    try {
      Object result = await(future);
      throw new AssertionError("succeeded with " + result);
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  static SQLiteErrorKind kind(Future<?> future) {
    Throwable failure = failure(future);
    if (failure instanceof SQLiteException e) {
      return e.kind();
    }
    throw new AssertionError("not an error of SQLite's", failure);
  }

  /** Does it again and again, until told to stop. */
  static Future<Void> until(BooleanSupplier stop, Supplier<? extends Future<?>> what) {
    Promise<Void> done = Promise.promise();
    again(stop, what, done);
    return done.future();
  }

  private static void again(
      BooleanSupplier stop, Supplier<? extends Future<?>> what, Promise<Void> done) {
    if (stop.getAsBoolean()) {
      done.complete();
    } else {
      what.get().onSuccess(v -> again(stop, what, done)).onFailure(done::fail);
    }
  }

  static Future<Void> repeat(int times, Supplier<? extends Future<?>> what) {
    AtomicInteger left = new AtomicInteger(times);
    return until(() -> left.getAndDecrement() == 0, what);
  }

  /** The database as everybody else sees it. */
  Connection jdbc() throws SQLException {
    return jdbc(file);
  }

  static Connection jdbc(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  long jdbcNumber(String sql) throws SQLException {
    try (Connection c = jdbc();
        Statement s = c.createStatement();
        ResultSet rs = s.executeQuery(sql)) {
      return rs.next() ? rs.getLong(1) : -1;
    }
  }

  String integrity() throws SQLException {
    try (Connection c = jdbc();
        Statement s = c.createStatement();
        ResultSet rs = s.executeQuery("PRAGMA integrity_check")) {
      return rs.next() ? rs.getString(1) : "no answer";
    }
  }

  @Override
  public void close() {
    pools.forEach(pool -> await(pool.close()));
    await(vertx.close());
  }
}
