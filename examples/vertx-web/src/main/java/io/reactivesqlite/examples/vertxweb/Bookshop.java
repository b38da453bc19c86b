// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.examples.vertxweb;

import io.reactivesqlite.client.SQLiteBuilder;
import io.reactivesqlite.client.SQLitePool;
import io.reactivesqlite.migrations.runner.MigrationsVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Migrates a database, opens the shop on it, and closes both when it is told to end. */
public final class Bookshop {

  private static final int SHOPS = 2;

  private Bookshop() {}

  /**
   * Opens the shop.
   *
   * @param args the file of the database and the port, by default {@code bookshop.db} and 8080
   */
  public static void main(String[] args) throws Exception {
    String database = "sqlite:" + (args.length > 0 ? args[0] : "bookshop.db");
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 8080;

    Vertx vertx = Vertx.vertx();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vertx), "close"));
    try {
      int listening = await(open(vertx, database, port));
      System.out.println("The shop is open at http://127.0.0.1:" + listening + " (Ctrl-C ends it)");
    } catch (ExecutionException failure) {
      System.err.println("The shop does not open: " + failure.getCause().getMessage());
      System.exit(1);
    }
  }

  /** The migrations are through before the first of the other verticles begins. */
  static Future<Integer> open(Vertx vertx, String database, int port) {
    JsonObject migrations =
        new JsonObject().put("database", database).put("changeLog", "db/changelog.yaml");
    return vertx
        .deployVerticle(new MigrationsVerticle(), new DeploymentOptions().setConfig(migrations))
        .compose(migrated -> vertx.deployVerticle(new LiveVerticle(database)))
        .compose(live -> vertx.deployVerticle(new LoadVerticle(database)))
        .compose(load -> ShopVerticle.deploy(vertx, SHOPS, database, port));
  }

  /** The verticles of one Vert.x share the pool of this name; it closes with the last of them. */
  static SQLitePool pool(Vertx vertx, String database) {
    return SQLitePool.cast(
        SQLiteBuilder.pool()
            .with(new PoolOptions().setShared(true).setName("bookshop").setMaxSize(16))
            .connectingTo(database)
            .using(vertx)
            .build());
  }

  /** The verticles end first, and with the last of them the pool; only then what they stand on. */
  private static void close(Vertx vertx) {
    List<Future<Void>> ending = vertx.deploymentIDs().stream().map(vertx::undeploy).toList();
    try {
      await(Future.join(ending).transform(ended -> vertx.close()));
      System.out.println("The shop is closed.");
    } catch (Exception failure) {
      System.err.println("The shop was not closed in order: " + failure);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
