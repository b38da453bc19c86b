// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.firststeps;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLiteConnectOptions;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.migrations.runner.Migrations;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A bookshop of one file: migrated at start, then sold out of by several verticles at once, while
 * others look on.
 */
public final class FirstSteps {

  private static final int SHOPS = 4;
  private static final int SALES_PER_SHOP = 250;

  private FirstSteps() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args.length > 0 ? args[0] : "first-steps.db");
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + suffix));
    }
    Vertx vertx = Vertx.vertx();
    try {
      run(vertx, file, System.out).toCompletionStage().toCompletableFuture().get();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  static Future<Void> run(Vertx vertx, Path file, PrintStream out) {
    SQLiteConnectOptions database = SQLiteConnectOptions.file(file);
    return Migrations.on(vertx, database)
        .update()
        .onSuccess(done -> out.println("migrated: " + done.changeSets().size() + " change sets"))
        .compose(done -> sell(vertx, database, out));
  }

  private static Future<Void> sell(Vertx vertx, SQLiteConnectOptions database, PrintStream out) {
    SQLitePool pool = pool(vertx, database);
    Promise<Void> lookingOn = Promise.promise();
    pool.liveQuery("SELECT sum(stock) FROM book")
        .handler(
            rows -> {
              out.println("in stock: " + rows.iterator().next().getLong(0));
              lookingOn.tryComplete();
            });
    long start = System.nanoTime();
    return lookingOn
        .future()
        .compose(
            v ->
                vertx.deployVerticle(
                    () -> new Shop(database), new DeploymentOptions().setInstances(SHOPS)))
        .compose(
            deployed ->
                pool.query("SELECT count(*), (SELECT sum(stock) FROM book) FROM sale").execute())
        .onSuccess(
            rows -> {
              var row = rows.iterator().next();
              long millis = (System.nanoTime() - start) / 1_000_000;
              out.println(
                  row.getLong(0)
                      + " books sold in "
                      + millis
                      + " ms, each sale durable, "
                      + row.getLong(1)
                      + " left");
            })
        .eventually(() -> pool.close())
        .mapEmpty();
  }

  /** The verticles of one Vert.x share the pool of this name. */
  private static SQLitePool pool(Vertx vertx, SQLiteConnectOptions database) {
    return SQLitePool.cast(
        SQLiteBuilder.pool()
            .with(new PoolOptions().setShared(true).setName("bookshop"))
            .connectingTo(database)
            .using(vertx)
            .build());
  }

  /** Sells at random, all at once, and has started when all is sold. */
  private static final class Shop extends AbstractVerticle {
    private final SQLiteConnectOptions database;

    private Shop(SQLiteConnectOptions database) {
      this.database = database;
    }

    @Override
    public void start(Promise<Void> started) {
      SQLitePool pool = pool(vertx, database);
      List<Future<?>> sales = new ArrayList<>();
      for (int i = 0; i < SALES_PER_SHOP; i++) {
        int book = 1 + ThreadLocalRandom.current().nextInt(3);
        sales.add(pool.preparedQuery("INSERT INTO sale (book) VALUES (?)").execute(Tuple.of(book)));
      }
      Future.all(sales).<Void>mapEmpty().onComplete(started);
    }
  }
}
