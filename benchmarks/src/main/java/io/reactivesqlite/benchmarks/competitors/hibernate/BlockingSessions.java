// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.benchmarks.competitors.hibernate;

import io.reactivesqlite.benchmarks.competitors.Asynchronous;
import io.reactivesqlite.benchmarks.competitors.Operation;
import io.reactivesqlite.benchmarks.competitors.Verticles;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/**
 * Hibernate ORM in a server of event loops: requests arrive on them, a fixed pool of worker threads
 * does the work, and the results go back.
 */
public final class BlockingSessions implements Asynchronous {

  private final OrmSessions sessions;
  private final Vertx vertx = Vertx.vertx();
  private final Verticles verticles;
  private final WorkerExecutor workers;

  public BlockingSessions(OrmSessions sessions, int threads, int verticles) throws Exception {
    this.sessions = sessions;
    this.verticles = Verticles.deploy(vertx, verticles);
    this.workers = vertx.createSharedWorkerExecutor("orm", threads);
  }

  @Override
  public void onCaller(int caller, Runnable first) {
    verticles.context(caller).runOnContext(v -> first.run());
  }

  @Override
  public void start(Operation operation, long number, Completion completion) {
    workers
        .executeBlocking(
            () -> {
              sessions.run(operation, number);
              return null;
            },
            false)
        .onComplete(done -> completion.done(done.cause()));
  }

  @Override
  public void close() throws Exception {
    Verticles.await(workers.close());
    sessions.close();
    Verticles.await(vertx.close());
  }
}
