// SPDX-License-Identifier: Apache-2.0
package io.reactivesqlite.client.impl;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.WorkerExecutorInternal;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Runs what takes long and cannot be cut into jobs, such as a backup: on a thread of its own kind,
 * so that no lane waits for it and the blocked-thread checker does not take it for a mistake.
 */
final class CopyThread {

  private static final String SUFFIX = "-copy";
  private static final int THREADS = 4;
  private static final long LONGEST_HOURS = 24;

  private CopyThread() {}

  static <T> Future<T> run(ContextInternal context, String workerPoolName, Callable<T> work) {
    VertxInternal vertx = context.owner();
    // As in Workers: the threads must not end together with the caller's context.
    ContextInternal keeper =
        vertx.createWorkerContext(
            null, new CloseFuture(), null, Thread.currentThread().getContextClassLoader());
    ContextInternal previous = keeper.beginDispatch();
    WorkerExecutorInternal executor;
    try {
      executor =
          vertx.createSharedWorkerExecutor(
              workerPoolName + SUFFIX, THREADS, LONGEST_HOURS, TimeUnit.HOURS);
    } finally {
      keeper.endDispatch(previous);
    }
    Promise<T> promise = context.promise();
    ContextInternal worker =
        vertx.createWorkerContext(
            null,
            new CloseFuture(),
            executor.getPool(),
            Thread.currentThread().getContextClassLoader());
    worker.runOnContext(
        v -> {
          Promise<T> outcome = Promise.promise();
          try {
            outcome.complete(work.call());
          } catch (Throwable e) {
            outcome.fail(Failures.of(e, null));
          }
          context.runOnContext(
              ended -> {
                executor.close();
                outcome.future().onComplete(promise);
              });
        });
    return promise.future();
  }
}
