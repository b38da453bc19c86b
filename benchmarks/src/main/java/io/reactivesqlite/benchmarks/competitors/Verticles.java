// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The event loops that callers live on. */
public final class Verticles {

  private final List<Context> contexts = new CopyOnWriteArrayList<>();

  private Verticles() {}

  public static Verticles deploy(Vertx vertx, int count) throws Exception {
    Verticles verticles = new Verticles();
    await(
        vertx.deployVerticle(
            () ->
                new AbstractVerticle() {
                  @Override
                  public void start() {
                    verticles.contexts.add(context);
                  }
                },
            new DeploymentOptions().setInstances(count)));
    return verticles;
  }

  /** The context of a caller; they are dealt out in turn. */
  public Context context(int caller) {
    return contexts.get(caller % contexts.size());
  }

  public static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
