// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.reactivesqlite.client.SQLiteConnectOptions;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.WorkerExecutorInternal;
import io.vertx.core.impl.WorkerPool;
import java.util.concurrent.Executor;

/**
 * The named worker pool on whose threads the lanes run. Everybody who gives the same name shares
 * its threads.
 */
final class Workers {

  private final VertxInternal vertx;
  private final WorkerExecutorInternal executor;
  private final Crew crew;
  private final WorkerPool pool;

  private Workers(VertxInternal vertx, WorkerExecutorInternal executor, int size) {
    this.vertx = vertx;
    this.executor = executor;
    this.crew = Crew.of(executor.getPool().executor(), size);
    this.pool = new WorkerPool(crew, executor.getPool().metrics());
  }

  static Workers open(VertxInternal vertx, SQLiteConnectOptions options) {
    // Vert.x would end the threads together with the context that asks for them, and so before the
    // lanes have closed their connections. So
    // a context asks that nobody else closes.
    ContextInternal keeper =
        vertx.createWorkerContext(
            null, new CloseFuture(), null, Thread.currentThread().getContextClassLoader());
    ContextInternal previous = keeper.beginDispatch();
    try {
      return new Workers(
          vertx,
          vertx.createSharedWorkerExecutor(
              options.getWorkerPoolName(), options.getWorkerPoolSize()),
          options.getWorkerPoolSize());
    } finally {
      keeper.endDispatch(previous);
    }
  }

  /**
   * A worker context of its own for each lane: jobs of one lane run one after the other, on
   * whichever thread is free. A job that asks for more to be done on its lane makes way for the
   * other lanes first: by itself the context would go on with it on the same thread, for as long as
   * there is more to do.
   */
  Executor newThread() {
    ContextInternal context =
        vertx.createWorkerContext(
            null, new CloseFuture(), pool, Thread.currentThread().getContextClassLoader());
    return task -> {
      if (ContextInternal.current() == context) {
        crew.execute(() -> context.runOnContext(v -> task.run()));
      } else {
        context.runOnContext(v -> task.run());
      }
    };
  }

  void close() {
    crew.release();
    executor.close();
  }
}
